import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runMessages } from './command.js';

const cwd = mkdtempSync(join(tmpdir(), 'logsieve-command-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const catalog = join(cwd, 'logsieve.messages.json');

function run(...args: string[]) {
  const said = { out: '', err: '' };
  const code = runMessages(
    args,
    { out: (text) => (said.out += text), err: (text) => (said.err += text) },
    cwd,
  );
  return { code, ...said };
}

describe('logsieve-messages', () => {
  beforeEach(() => {
    writeFileSync(join(cwd, 'a.js'), 'log.info("up"); log.info(`user ${name}`); log.info(text)');
    rmSync(catalog, { force: true });
  });

  it('writes the catalog, and says how much of the calls it recognized', () => {
    expect(run('*.js')).toEqual({
      code: 0,
      out: '1 files, 3 log calls, 2 recognized (66 %), 2 texts\nwrote logsieve.messages.json\n',
      err: '',
    });
    expect(readFileSync(catalog, 'utf8')).toBe('{\n  "messages": [\n    "up",\n    ["user ", ""]\n  ]\n}\n');
  });

  it('checks without writing: fails for a stale catalog, with what is new and what is gone', () => {
    run('*.js');
    expect(run('--check', '*.js').code).toBe(0);
    writeFileSync(join(cwd, 'a.js'), 'log.info("up"); log.info(`user ${name} in`)');
    const before = readFileSync(catalog, 'utf8');
    const { code, err } = run('--check', '*.js');
    expect(code).toBe(1);
    expect(err).toBe(
      '+ ["user ", " in"]\n- ["user ", ""]\nlogsieve.messages.json is stale; run logsieve-messages without --check\n',
    );
    expect(readFileSync(catalog, 'utf8')).toBe(before);
  });

  it('takes a catalog with other line feeds for the same', () => {
    run('*.js');
    writeFileSync(catalog, readFileSync(catalog, 'utf8').replaceAll('\n', '\r\n'));
    expect(run('--check', '*.js').code).toBe(0);
  });

  it('fails where there is nothing to check, nothing to read, or an option that it does not know', () => {
    expect(run('--check', '*.js')).toMatchObject({
      code: 1,
      err: 'there is no logsieve.messages.json yet; run logsieve-messages without --check\n',
    });
    expect(run('*.ts')).toMatchObject({
      code: 2,
      err: expect.stringContaining('the globs name no file') as string,
    });
    expect(run('--chek', '*.js')).toMatchObject({
      code: 2,
      err: expect.stringContaining("Unknown option '--chek'") as string,
    });
    expect(run('--wrapper', 'a b', '*.js').code).toBe(2);
    expect(run()).toMatchObject({ code: 2, err: expect.stringContaining('--check') as string });
    expect(run('--help')).toMatchObject({ code: 0, err: '' });
  });

  it('fails for a file that is no source, and writes nothing', () => {
    writeFileSync(join(cwd, 'b.js'), 'const = <<<');
    expect(run('*.js')).toMatchObject({ code: 2, err: 'b.js: not TypeScript or JavaScript\n' });
    expect(() => readFileSync(catalog)).toThrow();
    rmSync(join(cwd, 'b.js'));
  });

  it('lists the calls whose message the source does not tell, and writes nothing', () => {
    expect(run('--list', '*.js').out).toContain('a.js:1: the source does not tell the message\n');
    expect(() => readFileSync(catalog)).toThrow();
    expect(run('--wrapper', 'say:1', '--logger', 'x', '--level', 'y', '*.js').code).toBe(0);
  });
});
