/** `seal`: lines in, a sealed log out, whatever ends it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { verifySealed } from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CANARY, ended, start } from './command.js';
import { createFolder, type Folder, keys, WRITE } from './place.js';

let place: Folder;
beforeEach(() => {
  place = createFolder();
});
afterEach(() => {
  place.remove();
});

const LINES = [
  `{"level":30,"latencyMs":41,"email":"${CANARY}@example.com","userId":7}`,
  `{"level":50,"latencyMs":12,"token":"${CANARY}"}`,
] as const;
const REDACTED = ['{"level":30,"latencyMs":41}', '{"level":50,"latencyMs":12}'] as const;
const verdict = async () => (await verifySealed({ dir: place.at('logs'), root: keys.root })).verdict;

describe('seal', () => {
  it('lets in what logsieve:base keeps and nothing else where no policy is given, the last line without its end too', async () => {
    const { code, out, err } = await place.run(['seal', ...WRITE], { input: LINES.join('\n') });
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'logsieve: sealed 2 records, lost 0\n' });
    expect(await place.read('logs')).toEqual(REDACTED);
    expect(await verdict()).toBe('OK_UNANCHORED');
    expect(readFileSync(place.segments()[0] ?? '', 'latin1')).not.toContain(CANARY);
  });

  it('redacts by a policy, under a profile, and puts a placeholder in the place of what is no JSON', async () => {
    const policy = {
      logsieve: 1,
      fields: { userId: { keep: 'integer' } },
      profiles: { out: { fields: { level: 'remove' } } },
    };
    writeFileSync(place.at('policy.json'), JSON.stringify(policy));
    const more = ['--policy', 'policy.json', '--profile', 'out'];
    await place.run(['seal', ...WRITE, ...more], { input: `${LINES[0]}\n${CANARY}\n` });
    const [first, second = ''] = await place.read('logs');
    expect(first).toBe('{"latencyMs":41,"userId":7}');
    expect(second).toContain('ERR_LOGSIEVE_NOT_JSON');
    expect(second).not.toContain(CANARY);
  });

  it('seals lines as they come where it is told that they are redacted, and not beside a policy', async () => {
    await place.run(['seal', ...WRITE, '--redacted'], { input: `${LINES[0]}\n` });
    expect(await place.read('logs')).toEqual([LINES[0]]);
    const { code, err } = await place.call('seal', ...WRITE, '--redacted', '--policy', 'logsieve:http');
    expect(code).toBe(2);
    expect(err).toContain("option '--redacted' cannot be used with option '--policy <policy>'");
  });

  it('takes files one after the other, and standard input where - stands, and continues the log', async () => {
    for (const [name, line] of [
      ['a', LINES[0]],
      ['b', LINES[1]],
    ] as const)
      writeFileSync(place.at(name), line);
    const args = ['seal', 'a', '-', 'b', ...WRITE, '--anchor', 'anchor'];
    expect(await place.run(args, { input: '{"level":40}\n' })).toMatchObject({ code: 0 });
    await place.call('seal', 'a', ...WRITE, '--anchor', 'anchor');
    expect(await place.read('logs')).toEqual([REDACTED[0], '{"level":40}', REDACTED[1], REDACTED[0]]);
    expect((await place.call('verify', 'logs', '--root', 'root.pub', '--anchor', 'anchor')).code).toBe(0);
  });

  it('begins nothing where a file, the policy, the state or an option is wrong', async () => {
    writeFileSync(place.at('bad.json'), '{"logsieve":1,"fields":{"a":{"kep":"string"}}}');
    for (const [args, part] of [
      [['none', ...WRITE], 'file 1 cannot be read (ENOENT)'],
      [['.', ...WRITE], 'file 1 cannot be read (EISDIR)'],
      [[...WRITE, '--policy', 'bad.json'], 'did you mean'],
      [[...WRITE, '--policy', 'none.json'], '[ERR_LOGSIEVE_POLICY_UNREADABLE]'],
      [['--dir', 'logs', '--state', 'no', '--recipient', keys.recipient], 'logsieve enroll'],
      [[...WRITE, '--retain-age', '30'], 'Write a number with s, m, h or d'],
      [[...WRITE, '--fsync', 'often'], 'frame, interval, never'],
      [['--dir', 'logs', '--recipient', 'age1x'], 'not given: --state'],
      [[...WRITE, '--recipient', 'age1x'], '[ERR_LOGSIEVE_AGE_KEY]'],
    ] as const) {
      const { code, out, err } = await place.call('seal', ...args);
      expect({ code, out }, part).toEqual({ code: 2, out: '' });
      expect(err).toContain(part);
    }
    expect(existsSync(place.at('logs')) ? place.segments() : []).toEqual([]);
  });

  it('counts a line that is longer than a frame can hold as lost, and goes on behind it', async () => {
    const input = `${LINES[0]}\n"${'x'.repeat(5_000_000)}"\n${LINES[1]}\n`;
    const { code, err } = await place.run(['seal', ...WRITE, '--redacted'], { input });
    expect({ code, err }).toEqual({ code: 1, err: 'logsieve: sealed 2 records, lost 1\n' });
    expect(await place.read('logs')).toEqual(LINES);
  });
});

describe('what is no JSON', () => {
  it('is counted, and some of it is no fault', async () => {
    const input = [
      LINES[0],
      CANARY,
      '',
      ` ${LINES[1]}\r`,
      '{ a: 1 }',
      '["a"]',
      '{}',
      '{"a":1',
      '{ "a": "b" } x',
      '{"a":b}',
    ].join('\n');
    const { code, err } = await place.run(['seal', ...WRITE], { input });
    expect({ code, err }).toEqual({ code: 0, err: 'logsieve: sealed 9 records, lost 0, notJson 6\n' });
    const placeholders = (await place.read('logs')).filter((line) => line.includes('ERR_LOGSIEVE_NOT_JSON'));
    expect(placeholders).toHaveLength(6);
  });

  it('is told where it is all that there is, and exits with 1', async () => {
    writeFileSync(place.at('text'), `${CANARY}\n`.repeat(500));
    const { code, err } = await place.call('seal', 'text', ...WRITE);
    expect(code).toBe(1);
    expect(err).toContain('logsieve: sealed 500 records, lost 0, notJson 500\n');
    expect(err).toContain('logsieve: no line was JSON: ');
    const redacted = await place.call('seal', 'text', ...WRITE, '--redacted');
    expect(redacted).toMatchObject({ code: 0, err: 'logsieve: sealed 500 records, lost 0\n' });
    writeFileSync(place.at('empty'), '');
    expect((await place.call('seal', 'empty', ...WRITE)).code).toBe(0);
  });

  it('is not what is too long', async () => {
    writeFileSync(place.at('long'), `{"a":"${'x'.repeat(5_000_000)}"}\n`);
    expect((await place.call('seal', 'long', ...WRITE)).err).not.toContain('notJson');
  });
});

describe('an anchor', () => {
  it.each(['.', 'none/anchor', 'root.pub/anchor'])(
    'that cannot be written (%s) is refused, and nothing is begun',
    async (anchor) => {
      writeFileSync(place.at('a'), LINES[0]);
      const { code, err } = await place.call('seal', 'a', ...WRITE, '--anchor', anchor);
      expect(code).toBe(2);
      expect(err).toMatch(/--anchor cannot be written \((EISDIR|ENOENT|ENOTDIR)\)/);
      expect(existsSync(place.at('logs'))).toBe(false);
    },
  );

  it('is not there after a call that was refused', async () => {
    writeFileSync(place.at('a'), LINES[0]);
    const { code } = await place.call('seal', 'a', ...WRITE, '--anchor', 'anchor', '--policy', 'none');
    expect({ code, isThere: existsSync(place.at('anchor')) }).toEqual({ code: 2, isThere: false });
  });

  it.skipIf(process.platform !== 'linux')('that loses notes makes the exit code 1', async () => {
    writeFileSync(place.at('a'), LINES[0]);
    const { code, err } = await place.call('seal', 'a', ...WRITE, '--anchor', '/dev/full');
    expect(code).toBe(1);
    expect(err).toMatch(/the anchor did not take \d+ notes?\n/);
  });
});

it('a file that breaks off is told, what is in front of it is sealed, and the exit code is 1', async () => {
  writeFileSync(place.at('a'), LINES[0]);
  writeFileSync(place.at('cut.gz'), gzipSync(LINES[1]).subarray(0, -6));
  const { code, err } = await place.call('seal', 'a', 'cut.gz', ...WRITE);
  expect(code).toBe(1);
  expect(err).toContain('file 2 is not whole (Z_BUF_ERROR)');
  expect((await place.read('logs'))[0]).toBe(REDACTED[0]);
  expect(await verdict()).toBe('OK_UNANCHORED');
});

describe('a signal', () => {
  const started = async (args: readonly string[] = []) => {
    const child = start(['seal', ...WRITE, ...args], { cwd: place.folder });
    // A line of this level is sealed at once: it is at work then.
    child.stdin.write(`${LINES[1]}\n`);
    const isAtWork = () =>
      existsSync(place.at('logs')) &&
      place.segments().some((path) => readFileSync(path, 'utf8').includes('"frame"'));
    for (let tries = 0; tries < 500 && !isAtWork(); tries++) await setTimeout(10);
    return { child, end: ended(child) };
  };

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends the log with its footer, and what was written just behind is in it',
    async (signal) => {
      const { child, end } = await started();
      child.kill(signal);
      child.stdin.write(`${LINES[0]}\n`);
      expect(await end).toEqual({ code: 0, out: '', err: 'logsieve: sealed 2 records, lost 0\n' });
      expect(await verdict()).toBe('OK_UNANCHORED');
      expect(await place.read('logs')).toEqual([REDACTED[1], REDACTED[0]]);
    },
  );

  it('the second time ends it while more is coming, with its footer, and says that there was more', async () => {
    const { child, end } = await started();
    const more = setInterval(() => child.stdin.write('{"level":30}\n'), 5);
    child.kill('SIGTERM');
    await setTimeout(200);
    child.kill('SIGTERM');
    expect((await end).code).toBe(1);
    clearInterval(more);
    expect(await verdict()).toBe('OK_UNANCHORED');
  });

  it('in the middle of a file ends it there, and says so', async () => {
    writeFileSync(place.at('large'), '{"level":30,"latencyMs":1}\n'.repeat(1_500_000));
    const child = start(['seal', 'large', ...WRITE], { cwd: place.folder });
    const end = ended(child);
    while (!existsSync(place.at('logs')) || place.segments().length === 0) await setTimeout(5);
    child.kill('SIGINT');
    const { code, err } = await end;
    expect(code).toBe(1);
    expect(err).toContain('it was stopped in front of the end of the input');
    expect(await verdict()).toBe('OK_UNANCHORED');
  });
});
