/** `redact`: lines in, redacted lines out, whatever they come from and whoever reads them. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CANARY, COMMAND, ended, start } from './command.js';
import { createFolder, type Folder } from './place.js';

let place: Folder;
let before: readonly string[];
beforeEach(() => {
  place = createFolder();
  before = readdirSync(place.folder);
});
afterEach(() => {
  place.remove();
});

/** What is in the folder beside what was there at first. */
const files = () => readdirSync(place.folder).filter((name) => !before.includes(name));
const read = (name: string) => readFileSync(place.at(name), 'utf8');
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(place.at(name), content);
};

const LINES = [
  `{"level":30,"latencyMs":41,"email":"${CANARY}@example.com","msg":"mail to ada@example.com"}`,
  `{"level":50,"token":"${CANARY}"}`,
] as const;
const REDACTED = ['{"level":30,"latencyMs":41,"msg":"mail to [email]"}', '{"level":50}'] as const;
const NOT_JSON = '{"_logsieve":{"error":"ERR_LOGSIEVE_NOT_JSON"}}';
const lines = (...all: readonly string[]) => all.map((line) => `${line}\n`).join('');
const MANY = lines(...LINES).repeat(10_000);
const BASE = ['--policy', 'logsieve:base'] as const;
/** Threads run what the build wrote, which is not what these tests run. */
const HERE = ['--threads', '0'];
const MANY_REDACTED = lines(...REDACTED).repeat(10_000);

describe('lines to standard output', () => {
  it('hold what logsieve:base keeps where no policy is given, with a placeholder for what is no JSON, and are counted', async () => {
    const input = [LINES[0], CANARY, `["${CANARY}"]`, '', LINES[1]].join('\n');
    expect(await place.run(['redact'], { input })).toEqual({
      code: 0,
      out: lines(REDACTED[0], NOT_JSON, NOT_JSON, NOT_JSON, REDACTED[1]),
      err: 'logsieve: redacted 5 lines, kept 4, unlisted 2, findings 1, notJson 3\n',
    });
  });

  it('come from files one after the other, packed ones too, and standard input where - stands', async () => {
    write('a', LINES[0]);
    write('b.gz', gzipSync(LINES[1]));
    const { code, out } = await place.run(['redact', 'a', '-', 'b.gz', 'a'], { input: '{"level":40}' });
    expect({ code, out }).toEqual({
      code: 0,
      out: lines(REDACTED[0], '{"level":40}', REDACTED[1], REDACTED[0]),
    });
  });

  it('go by a policy, a profile and the name of the message', async () => {
    write(
      'p.json',
      '{"logsieve":1,"fields":{"a":{"keep":"integer"}},"profiles":{"x":{"fields":{"level":"remove"}}}}',
    );
    const args = ['redact', '--policy', 'p.json', '--profile', 'x', '--message-key', 'message'];
    const input = `{"level":30,"a":1,"b":"${CANARY}","message":"started","msg":"${CANARY}"}`;
    expect((await place.run(args, { input })).out).toBe('{"a":1,"message":"started"}\n');
  });

  it.each(['0', '2'])('are the same, in their order, in %s threads', async (threads) => {
    write('a', MANY);
    const { code, out, err } = await place.run(['redact', 'a', '--threads', threads]);
    expect({ code, same: out === MANY_REDACTED }).toEqual({ code: 0, same: true });
    expect(err).toBe('logsieve: redacted 20000 lines, kept 40000, unlisted 20000, findings 10000\n');
  });

  it('come as soon as they went in, while the program at the other end runs on', async () => {
    const child = start(['redact'], { cwd: place.folder });
    for (const index of [0, 1] as const) {
      child.stdin.write(`${LINES[index]}\n`);
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      expect(chunk.toString()).toBe(`${REDACTED[index]}\n`);
    }
    child.stdin.end();
    expect((await ended(child)).code).toBe(0);
  });

  it('wait for a reader that is slow, and take in no more meanwhile', async () => {
    const child = start(['redact'], { cwd: place.folder });
    const end = once(child, 'close');
    let rounds = 0;
    for (let stuck = false; !stuck; rounds++) {
      expect(rounds).toBeLessThan(20);
      if (!child.stdin.write(MANY))
        stuck = (await Promise.race([once(child.stdin, 'drain'), setTimeout(500)])) === undefined;
    }
    child.stdin.end();
    let bytes = 0;
    for await (const chunk of child.stdout) bytes += (chunk as Buffer).length;
    expect(bytes).toBe(MANY_REDACTED.length * rounds);
    expect((await end)[0]).toBe(0);
  });

  it.each(['', '--threads 1'])('end with a reader that goes away (%s)', async (threads) => {
    write('a', MANY);
    const script = `set -o pipefail; '${process.execPath}' '${COMMAND}' redact a ${threads} | head -1`;
    const child = spawn('bash', ['-c', script], { cwd: place.folder });
    child.stdin.end();
    expect(await ended(child)).toMatchObject({ code: 0, out: lines(REDACTED[0]) });
  });

  it.each([
    [['none'], 'file 1 cannot be read (ENOENT)'],
    [['a', '.'], 'file 2 cannot be read (EISDIR)'],
    [['a', '--policy', 'bad.json'], 'bad.json:1:30 fields.a.kep'],
    [['a', '--policy', 'none.json'], '[ERR_LOGSIEVE_POLICY_UNREADABLE]'],
    [['a', '--policy', 'logsieve:htp'], 'logsieve:http'],
    [['a', '--profile', 'x'], '[ERR_LOGSIEVE_POLICY_UNKNOWN_PROFILE]'],
    [['a', '--threads', '99'], '--threads is of the wrong type'],
    [['a', '--threads', '-1'], 'Write a whole number'],
    [['a', 'a', '--in-place'], '--out and --in-place take one file'],
    [['--in-place'], '--out and --in-place take one file'],
    [['-', '--out', 'b'], '--out and --in-place take one file'],
    [['a', '--out', '-'], '--out and --in-place take one file'],
    [['a', '--out', 'b', '--in-place'], 'cannot be used with option'],
    [['a', '--out', 'none/b'], 'cannot be written (ENOENT)'],
    [['a', '--in-place'], '--in-place takes --policy'],
    [['a', '--profile', 'x', '--in-place'], '--in-place takes --policy'],
    [['a', '--out', 'a'], '--out is the file itself'],
    [['a', '--out', 'link'], '--out is the file itself'],
    [['link', '--out', 'hard'], '--out is the file itself'],
    [['a', '--message-key', ''], 'Give the name of a member.'],
    [['broken.gz', '--in-place', ...BASE, ...HERE], 'file 1 is not whole (Z_BUF_ERROR)'],
    [['none.gz', 'broken.gz'], 'file 1 cannot be read (ENOENT)'],
    [['text', '--in-place', ...BASE, ...HERE], '[ERR_LOGSIEVE_NO_LOG]'],
  ])('are none where it is called as %j', async (args, part) => {
    write('a', lines(...LINES));
    symlinkSync('a', place.at('link'));
    linkSync(place.at('a'), place.at('hard'));
    write('text', `${CANARY}\n`);
    write('broken.gz', gzipSync(MANY).subarray(0, 300));
    write('bad.json', '{"logsieve":1,"fields":{"a":{"kep":"string"}}}');
    const there = files();
    const { code, out, err } = await place.call('redact', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(part);
    expect(files()).toEqual(there);
    expect(read('a')).toBe(lines(...LINES));
    expect(read('text')).toBe(`${CANARY}\n`);
  });

  it('are those in front of the place where a file breaks off, which is told', async () => {
    write('a', lines(...LINES));
    write('b.gz', gzipSync(MANY).subarray(0, -20));
    const { code, out, err } = await place.call('redact', 'a', 'b.gz');
    expect(code).toBe(1);
    expect(out.slice(0, 100)).toBe(MANY_REDACTED.slice(0, 100));
    expect(out).not.toContain(CANARY);
    expect(err).toMatch(/^logsieve: redacted \d+ lines.*\nlogsieve: file 2 is not whole \(Z_BUF_ERROR\) \(/);
  });

  it('are none of a file that breaks off in front of the first, and exit with 2', async () => {
    write('a.gz', gzipSync(MANY).subarray(0, 12));
    const { code, out, err } = await place.call('redact', 'a.gz');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('file 1 is not whole (Z_BUF_ERROR)');
  });

  it('are refused by a policy, whose names stay what they are', async () => {
    mkdirSync(place.at('stateDir'));
    write(
      'stateDir/p.json',
      '{"logsieve":1,"fields":{"options.root":{"kep":"a"},"verifySealed":{"kep":"a"}}}',
    );
    const { code, err } = await place.call('redact', '--policy', 'stateDir/p.json');
    expect(code).toBe(2);
    expect(err).toContain('\n  stateDir/p.json:1:41 fields["options.root"].kep: ');
    expect(err).toContain('\n  stateDir/p.json:1:68 fields.verifySealed.kep: ');
  });
});

describe('lines to a file', () => {
  it('go to --out, packed as its name says, with the mode of the first, and nothing to standard output', async () => {
    write('a', MANY);
    chmodSync(place.at('a'), 0o640);
    const ran = await place.run(['redact', 'a', '--out', 'b.gz', '--threads', '1']);
    const err = 'logsieve: redacted 20000 lines, kept 40000, unlisted 20000, findings 10000\n';
    expect(ran).toEqual({ code: 0, out: '', err });
    expect(gunzipSync(readFileSync(place.at('b.gz'))).toString() === MANY_REDACTED).toBe(true);
    expect(statSync(place.at('b.gz')).mode & 0o777).toBe(0o640);
    expect(read('a') === MANY).toBe(true);
  });

  it('take the place of those that were in it, by a policy', async () => {
    write('p.json', '{"logsieve":1,"extends":[],"fields":{"email":{"mask":"email"}}}');
    write('a', lines(...LINES));
    const { code } = await place.call('redact', 'a', '--in-place', '--policy', 'p.json', '--threads', '0');
    expect(code).toBe(0);
    expect(read('a')).toBe(lines('{"email":"c****@e****.com","msg":"mail to [email]"}', '{}'));
    expect(files()).toEqual(['a', 'p.json']);
  });

  it('are none after a signal in front of the end', async () => {
    execFileSync('mkfifo', [place.at('pipe')]);
    const pipe = openSync(place.at('pipe'), 'r+');
    writeSync(pipe, lines(...LINES));
    const child = start(['redact', 'pipe', '--out', 'b', '--threads', '0'], { cwd: place.folder });
    const end = ended(child);
    for (let tries = 0; tries < 500 && files().length === 1; tries++) await setTimeout(10);
    expect(files()).toHaveLength(2);
    child.kill('SIGINT');
    await setTimeout(100);
    writeSync(pipe, lines(...LINES));
    expect(await end).toEqual({ code: 1, out: '', err: 'logsieve: it was stopped: no file was written\n' });
    expect(files()).toEqual(['pipe']);
  });
});

it('a signal ends the lines of a pipe when they were read', async () => {
  const child = start(['redact'], { cwd: place.folder });
  child.stdin.write(`${LINES[0]}\n`);
  await once(child.stdout, 'data');
  const end = ended(child);
  child.kill('SIGTERM');
  child.stdin.write(`${LINES[1]}\n`);
  expect(await end).toMatchObject({ code: 0, out: lines(REDACTED[1]) });
});
