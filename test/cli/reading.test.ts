/** `verify`, `unseal` and `reveal`: what a log is, and what is in it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createRedactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { generateKeys } from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signingKey } from '../../packages/sealed/src/format/ed25519.js';
import type { Place } from '../sealed/place.js';
import { forge, linesOf } from '../sealed/forge.js';
import { CANARY, COMMAND, ended, start } from './command.js';
import { ACCESS, createFolder, type Folder, keys, record } from './place.js';
import { HAS_SCRIPT } from './terminal.js';

let place: Folder;
beforeEach(() => {
  place = createFolder();
});
afterEach(() => {
  place.remove();
});

const ROOT = ['--root', 'root.pub'];
const READ = [...ROOT, '--identity', 'reader.key', ...ACCESS];
const changed = (path: string, from: string, to: string) => {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};

describe('the exit code of verify', () => {
  const other = generateKeys();

  it.each<[string, number, readonly string[], () => void]>([
    ['OK', 0, ['--anchor', 'anchor'], () => undefined],
    ['OK_UNANCHORED', 3, [], () => undefined],
    ['TORN_TAIL', 3, [], () => truncateSync(place.segments()[1] ?? '', 900)],
    ['TAMPERED', 1, [], () => changed(place.segments()[0] ?? '', '"records":1', '"records":2')],
    ['GAP', 1, [], () => rmSync(place.segments()[0] ?? '')],
    ['UNKNOWN_KEY', 1, ['--root', other.root], () => undefined],
    [
      'UNSEALED',
      1,
      [],
      () => {
        const log = { dir: place.at('logs'), segments: place.segments } as Place;
        const bare = linesOf(log).map((lines) =>
          lines.filter(({ kind }) => kind === 'header' || kind === 'frame'),
        );
        forge(log, bare, signingKey());
      },
    ],
  ])('for %s is %i', async (verdict, code, more, spoil) => {
    place.write([1, 1]);
    spoil();
    const ran = await place.run(['verify', 'logs', ...ROOT, ...more]);
    expect(ran.out).toMatch(new RegExp(`^the log is ${verdict}\\b`));
    expect(ran).toMatchObject({ code, err: '' });
  });

  it('is that of what was asked for: an anchor, a time, a writer', async () => {
    place.write([1, 1]);
    const verify = (...more: string[]) => place.call('verify', 'logs', ...ROOT, ...more);
    expect(await verify('--until', '2199-01-01')).toMatchObject({ code: 1 });
    expect((await verify('--writer', 'another')).out).toMatch(/^the log is UNKNOWN_KEY/);
    rmSync(place.segments()[1] ?? '');
    expect((await verify('--anchor', 'anchor')).out).toMatch(/^the log is GAP/);
  });

  it('is 2 where there is nothing to verify, and for what is no time and no note', async () => {
    place.write([1]);
    for (const args of [
      ['verify', 'none', ...ROOT],
      ['verify', 'logs', '--root', 'none'],
      ['verify', 'logs'],
      ['verify', 'logs', ...ROOT, '--until', 'tomorrow'],
      ['verify', 'logs', ...ROOT, '--anchor', 'none'],
      ['verify', 'logs', ...ROOT, '--anchor', 'root.pub'],
      ['verify', 'logs', 'logs', ...ROOT],
    ]) {
      const { code, out, err } = await place.call(...args);
      expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^logsieve: .*\[ERR_LOGSIEVE_\w+\]\n$/);
    }
  });
});

describe('verify', () => {
  it('gives all that was found to machines, and takes the root key from the environment', async () => {
    place.write([2, 1]);
    const env = { LOGSIEVE_ROOT: keys.root };
    const { code, out } = await place.run(['verify', 'logs', '--anchor', 'anchor', '--json'], { env });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'OK', segments: 2, records: 3, torn: [] });
    expect(out.endsWith('}\n')).toBe(true);
  });

  it('says where a log is not what was written', async () => {
    place.write([1, 1]);
    changed(place.segments()[1] ?? '', '"records":1', '"records":2');
    const { out } = await place.call('verify', 'logs', ...ROOT);
    expect(out).toMatch(/^the log is TAMPERED: .+ \(segment 2 line \d+\)\n/);
    expect(out).toContain(`\nrecords  1 in`);
  });
});

describe('unseal', () => {
  it('gives the lines as they were sealed, and has logged who and why before', async () => {
    place.write([2, 1]);
    const args = ['unseal', 'logs', ...READ, '--who', 'ada', '--anchor', 'anchor'];
    expect(await place.run(args)).toEqual({
      code: 0,
      out: [1, 2, 3].map((number) => `${record(number)}\n`).join(''),
      err: '',
    });
    const [line = ''] = await place.read('access');
    expect(JSON.parse(line)).toMatchObject({ event: 'unseal', who: 'ada', reason: 'a test', verdict: 'OK' });
    const { out } = await place.call('verify', 'access', ...ROOT);
    expect(out).toMatch(/^the log is OK_UNANCHORED\n/);
  });

  it('takes the name of the user where none is given, and the access log from the environment', async () => {
    place.write([1]);
    const env = {
      LOGSIEVE_ACCESS_DIR: 'access',
      LOGSIEVE_ACCESS_STATE: 'access-state',
      LOGSIEVE_ROOT: 'root.pub',
      LOGSIEVE_ACCESS_RECIPIENT: keys.recipient,
    };
    const args = ['unseal', 'logs', '--identity', 'reader.key', '--reason', 'a test'];
    expect(await place.run(args, { env })).toMatchObject({
      code: 0,
      err: 'logsieve: the log is OK_UNANCHORED\n',
    });
    const { who } = JSON.parse((await place.read('access'))[0] ?? '') as { who: string };
    expect(who.length).toBeGreaterThan(0);
  });

  it('gives nothing without a reason, a name, or an access log that takes it', async () => {
    place.write([1]);
    const without = (name: string) => READ.filter((_, at) => READ[at] !== name && READ[at - 1] !== name);
    for (const [args, part] of [
      [without('--reason'), 'not given: --reason'],
      [[...without('--reason'), '--reason', ' '], '--reason'],
      [[...READ, '--who', ''], '--who'],
      [without('--access-dir'), '--access-dir or LOGSIEVE_ACCESS_DIR'],
      [[...without('--access-state'), '--access-state', 'none'], 'no access log: '],
      [[...without('--access-dir'), '--access-dir', 'logs'], 'no access log: '],
    ] as const) {
      const { code, out, err } = await place.call('unseal', 'logs', ...args);
      expect({ code, out }, part).toEqual({ code: 2, out: '' });
      expect(err).toContain(part);
    }
  });

  it('gives nothing of a log that was changed, but for what is in front, where that is asked for', async () => {
    place.write([2, 1, 1]);
    changed(place.segments()[1] ?? '', '"records":1', '"records":2');
    const refused = await place.run(['unseal', 'logs', ...READ]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /^logsieve: the log is TAMPERED: .*\(segment 2 line \d\)\n.*\[ERR_LOGSIEVE_SEALED_READ\]\n$/,
    );
    const partial = await place.call('unseal', 'logs', ...READ, '--partial');
    expect(partial).toMatchObject({ code: 1, out: `${record(1)}\n${record(2)}\n` });
    expect(partial.err).toMatch(/^logsieve: the log is TAMPERED.*\n$/);
  });

  it('ends with a reader that goes away, without a word, and the access log has its footer', async () => {
    place.write([20_000]);
    const command = [COMMAND, 'unseal', 'logs', ...READ].map((part) => `'${part}'`).join(' ');
    const shell = `'${process.execPath}' ${command} | head -1; echo "\${PIPESTATUS[0]}"`;
    const child = spawn('bash', ['-c', shell], { cwd: place.folder });
    expect(await ended(child)).toEqual({
      code: 0,
      out: `${record(1)}\n0\n`,
      err: 'logsieve: the log is OK_UNANCHORED\n',
    });
    expect((await place.call('verify', 'access', ...ROOT)).out).toMatch(/^the log is OK_UNANCHORED\n/);
  });

  it('that is ended by a signal gives its number, and the access log has its footer', async () => {
    place.write([20_000]);
    const child = start(['unseal', 'logs', ...READ], { cwd: place.folder });
    // Nobody reads: it waits in the middle of its lines.
    await once(child.stdout, 'readable');
    child.kill('SIGTERM');
    expect((await ended(child)).code).toBe(128 + 15);
    expect((await place.call('verify', 'access', ...ROOT)).out).toMatch(/^the log is OK_UNANCHORED\n/);
  });

  it('waits for a reader that is slow, and holds no more than it has to', async () => {
    place.write([20_000]);
    const child = start(['unseal', 'logs', ...READ], { cwd: place.folder });
    let lines = 0;
    for await (const chunk of child.stdout) {
      lines += (chunk as Buffer).toString().split('\n').length - 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(lines).toBe(20_000);
  });

  it.skipIf(process.platform !== 'linux')('says where its output cannot be written', async () => {
    place.write([1]);
    const shell = `'${process.execPath}' ${[COMMAND, 'unseal', 'logs', ...READ].map((part) => `'${part}'`).join(' ')} > /dev/full`;
    const { code, err } = await ended(spawn('bash', ['-c', shell], { cwd: place.folder }));
    expect(code).toBe(2);
    expect(err).toContain('standard output cannot be written (ENOSPC)');
  });

  it('reads a log that is being written up to where it is', async () => {
    place.write([2]);
    const log = place.open();
    log.write(record(3));
    log.flush();
    const ran = await place.call('unseal', 'logs', ...READ);
    log.close();
    expect(ran).toMatchObject({ code: 0, err: 'logsieve: the log is TORN_TAIL\n' });
    expect(ran.out.split('\n')).toHaveLength(4);
  });
});

describe('reveal', () => {
  const policy = {
    logsieve: 1,
    fields: { prompt: { encrypt: { to: 'dpo' } } },
    recipients: { dpo: [keys.recipient] },
  } as const;
  const encrypted = (prompt: unknown) =>
    String(createRedactor(loadPolicy(policy)).redact({ prompt })['prompt']);
  const args = ['reveal', '--identity', 'reader.key', ...ACCESS];

  it('gives a value of standard input as JSON, and has logged who and why', async () => {
    const value = encrypted(`Ada\n${CANARY}`);
    expect(await place.run(args, { input: `${value}\n` })).toEqual({
      code: 0,
      out: `"Ada\\n${CANARY}"\n`,
      err: '',
    });
    expect(JSON.parse((await place.read('access'))[0] ?? '')).toMatchObject({
      event: 'reveal',
      reason: 'a test',
    });
  });

  it.each(['', ' \n'])('says that nothing came (%j), and logs no access', async (input) => {
    const { code, err } = await place.run(args, { input });
    expect(code).toBe(2);
    expect(err).toContain('standard input is empty');
    expect(existsSync(place.at('access'))).toBe(false);
  });

  it.skipIf(!HAS_SCRIPT)('says that it reads from a terminal', async () => {
    const command = [process.execPath, COMMAND, ...args].map((part) => `'${part}'`).join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: place.folder });
    child.stdin.end();
    expect((await ended(child)).out).toContain('reading from the terminal; Ctrl-D ends it');
  });

  it('gives nothing for what is no value, or was changed, and repeats nothing of it', async () => {
    const value = encrypted(CANARY);
    for (const input of [CANARY, 'x'.repeat(17 * 1024 * 1024), `${value.slice(0, -40)}${'A'.repeat(40)}`]) {
      const { code, out, err } = await place.run(args, { input });
      expect({ code, out }, input.slice(0, 20)).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^logsieve: .*\[ERR_LOGSIEVE_\w+\]\n$/);
    }
  });
});
