import { once } from 'node:events';
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { encrypt, generateIdentity, recipientOf, splitFile } from '@logsieve/age';
import {
  generateKeys,
  purgeSealed,
  rekeySealed,
  type SealedLog,
  unseal,
  type Verification,
} from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../packages/sealed/src/format/chain.js';
import { createHeadersHash } from '../../packages/sealed/src/format/headers-hash.js';
import { signNote, textOf } from '../../packages/sealed/src/format/note.js';
import { type FirstHeader, type FrameLine } from '../../packages/sealed/src/format/frame-line.js';
import { formatLine, parseLine } from '../../packages/sealed/src/format/segment-line.js';
import {
  formatStatement,
  originOf,
  parseStatement,
  type Statement,
} from '../../packages/sealed/src/format/statement.js';
import { parseRootKey } from '../../packages/sealed/src/keys.js';
import { createReplacer } from '../../packages/sealed/src/rekey/replace.js';
import { stopClock } from './clock.js';
import {
  anchorOf,
  createPlace,
  keys,
  parsed,
  pathOf,
  type Place,
  putLines,
  record,
  textLines,
  verify,
} from './place.js';
import { stolenKey } from './forge.js';

/** `npm run test:deep` kills more of them, and flips more bytes. */
const isDeep = process.env['LOGSIEVE_DEEP'] === '1';
const KILLS = isDeep ? 60 : 4;

const [one, two] = [generateIdentity(), generateIdentity()];
const codeOf = (code: string) => expect.objectContaining({ code }) as Error;

let place: Place;
let access: Place;
let accessLog: SealedLog;
beforeEach(() => {
  stopClock();
  place = createPlace(100_000);
  access = createPlace();
  accessLog = access.open();
});
afterEach(() => {
  vi.useRealTimers();
  accessLog.close();
  access.remove();
  place.remove();
});

const by = () => ({ who: 'ada', reason: 'bob left', accessLog });
const options = (more: object = {}) => ({
  ...{ dir: place.dir, rootKey: keys.rootKey, identity: keys.identity, recipients: [recipientOf(one)] },
  ...by(),
  ...more,
});
const rekey = (more: object = {}) => rekeySealed(options(more));
const verdict = async (more: object = anchorOf(place)) => (await verify(place, more)).verdict;
const without = (line: object, name: string) =>
  Object.fromEntries(Object.entries(line).filter(([other]) => other !== name));
const isRekeyed = (path: string) => parsed(path).at(-1)?.['kind'] === 'rekey';

async function opened(identity: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of unseal({ dir: place.dir, root: keys.root, identity, ...by() })) lines.push(line);
  return lines;
}

/** Records half a minute apart: two or three share a header, and epochs end between them. */
function writeFrom(first: number, count: number, more: object = {}): SealedLog {
  const log = place.open(more);
  for (let number = first; number < first + count; number++) {
    log.write(record(number));
    log.flush();
    vi.advanceTimersByTime(25_000);
  }
  return log;
}

/** Three segments: closed, torn, closed; and what was in them. */
function writeThree(more: object = {}): string[] {
  writeFrom(0, 8, more).close();
  // Killed, in effect: without a mark the writer has to believe what it finds.
  writeFrom(8, 4, { fsync: 'never', ...more }).close();
  rmSync(join(place.stateDir, 'mark.json'), { force: true });
  putLines(pathOf(place, 2), textLines(pathOf(place, 2)).slice(0, -1));
  appendFileSync(pathOf(place, 2), '{"kind":"frame","n":');
  writeFrom(12, 3, more).close();
  return Array.from({ length: 15 }, (_, number) => record(number));
}

describe('a log that is wrapped anew', () => {
  it('opens for the others, and no longer for who could open it; it verifies as before', async () => {
    const lines = writeThree();
    const before = await verify(place, anchorOf(place));
    expect(before).toMatchObject({ verdict: 'OK', torn: [2], rekeyed: 0 });
    expect(before.epoch).toBeGreaterThan(1);
    expect(await rekey()).toEqual({ rekeyed: 3, kept: 0, open: 0 });
    const { bytes, ...after } = await verify(place, anchorOf(place));
    expect({ ...after, bytes: before.bytes }).toEqual({ ...before, rekeyed: 3 });
    expect(bytes).toBeGreaterThan(before.bytes);
    expect(await opened(one)).toEqual(lines);
    await expect(opened(keys.identity)).rejects.toThrow(codeOf('ERR_LOGSIEVE_AGE_NO_MATCH'));
    for (const path of place.segments()) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(place.dir)).toEqual(place.segments().map((path) => basename(path)));
  });

  it('tells what verifying found, and the bytes that were verified and then wrapped', async () => {
    writeThree();
    const { bytes } = await verify(place, anchorOf(place));
    const sizes = place.segments().map((path) => statSync(path).size);
    const heard: unknown[] = [];
    const onProgress = (done: number) => heard.push(done);
    const onVerified = ({ verdict }: Verification) => heard.push(verdict);
    await rekey({ onProgress, onVerified });
    const [verdict, ...done] = heard;
    expect(verdict).toBe('OK_UNANCHORED');
    expect(done).toHaveLength(sizes.length);
    expect(done.at(-1)).toBeGreaterThan(bytes + sizes.reduce((sum, size) => sum + size, 0));
    await expect(rekey({ onVerified: 1 } as object)).rejects.toThrow('options.onVerified');
  });

  it('has other headers of frames, each as often as before, and is the same else', async () => {
    writeThree();
    const headerOf = (ct: unknown) => {
      const text = Buffer.from(ct as string, 'base64').toString('latin1');
      return text.slice(0, text.indexOf('\n', text.indexOf('\n--- ') + 1));
    };
    const before = place.segments().map(parsed);
    await rekey({ recipients: [one, two].map(recipientOf) });
    for (const [index, path] of place.segments().entries()) {
      const after = parsed(path);
      expect(after.pop()).toMatchObject({
        kind: 'rekey',
        note: expect.stringContaining('\nrekey\n') as string,
      });
      expect(after.map(({ ct, ...line }) => [without(line, 'was'), typeof ct])).toEqual(
        before[index]?.map(({ ct, ...line }) => [line, typeof ct]),
      );
      const [old = [], now = []] = [before[index], after].map((lines) =>
        lines?.filter(({ kind }) => kind === 'frame').map(({ ct }) => headerOf(ct)),
      );
      expect(new Set(now).size).toBe(new Set(old).size);
      expect(new Set(now).size).toBeGreaterThan(index === 0 ? 2 : 0);
      for (const header of now) expect(header.match(/-> X25519/g)).toHaveLength(2);
    }
  });

  it('packed, comes out too', async () => {
    const lines = writeThree({ compress: true });
    await rekey();
    expect(await opened(one)).toEqual(lines);
  });

  it('can be wrapped again, for which what the root key said is replaced', async () => {
    const lines = writeThree();
    await rekey();
    const first = parsed(pathOf(place, 1));
    expect(await rekey({ identity: one, recipients: [recipientOf(two)] })).toMatchObject({ rekeyed: 3 });
    const second = parsed(pathOf(place, 1));
    expect(second.filter(({ kind }) => kind === 'rekey')).toHaveLength(1);
    expect(second.map(({ was }) => was)).toEqual(first.map(({ was }) => was));
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', rekeyed: 3 });
    expect(await opened(two)).toEqual(lines);
    await expect(opened(one)).rejects.toThrow(codeOf('ERR_LOGSIEVE_AGE_NO_MATCH'));
    expect(await rekey({ identity: two, recipients: [keys.recipient] })).toMatchObject({ rekeyed: 3 });
    expect(await opened(keys.identity)).toEqual(lines);
  });

  it('is passed over where it is for these recipients already, in whatever order', async () => {
    writeThree();
    writeFrom(15, 1, { recipients: [one, two].map(recipientOf) }).close();
    // The identity does not open the last one: it need not.
    expect(await rekey({ recipients: [two, one].map(recipientOf) })).toEqual({
      rekeyed: 3,
      kept: 1,
      open: 0,
    });
    const before = place.segments().map((path) => readFileSync(path, 'utf8'));
    expect(await rekey({ recipients: [one, two].map(recipientOf) })).toEqual({
      rekeyed: 0,
      kept: 4,
      open: 0,
    });
    expect(place.segments().map((path) => readFileSync(path, 'utf8'))).toEqual(before);
    expect(await opened(two)).toHaveLength(16);
  });
});

it('a log that is wrapped anew for a thousand is passed over the next time, too', async () => {
  writeFrom(0, 1).close();
  const others = Array.from({ length: 1000 }, () => recipientOf(generateIdentity()));
  const recipients = [...others, keys.recipient];
  expect(await rekey({ recipients })).toEqual({ rekeyed: 1, kept: 0, open: 0 });
  expect(await rekey({ recipients })).toEqual({ rekeyed: 0, kept: 1, open: 0 });
});

describe('a writer', () => {
  it('is not disturbed: the segment that it writes is left, and what is behind goes on', async () => {
    writeThree();
    const log = writeFrom(15, 2);
    const current = readFileSync(pathOf(place, 4), 'utf8');
    expect(await verdict()).toBe('TORN_TAIL');
    expect(await rekey()).toEqual({ rekeyed: 3, kept: 0, open: 1 });
    expect(readFileSync(pathOf(place, 4), 'utf8')).toBe(current);
    log.write(record(17));
    expect(log.close()).toBe(true);
    expect(log.counters()).toMatchObject({ faults: 0, dropped: 0 });
    expect(await verdict()).toBe('OK');
    expect(await opened(one).catch((error: unknown) => error)).toEqual(codeOf('ERR_LOGSIEVE_AGE_NO_MATCH'));
    expect(await rekey({ identity: [keys.identity, one] })).toEqual({ rekeyed: 1, kept: 3, open: 0 });
    expect(await opened(one)).toHaveLength(18);
  });

  it('that starts, continues a last segment that was wrapped anew', async () => {
    writeFrom(0, 3).close();
    const before = statSync(pathOf(place, 1)).size;
    await rekey({ recipients: [one, two].map(recipientOf) });
    expect(statSync(pathOf(place, 1)).size).toBeGreaterThan(before + 500);
    writeFrom(3, 3).close();
    expect(parsed(pathOf(place, 2))[0]).toMatchObject({ previous: { end: 'footer', bytes: before } });
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', torn: [] });
  });

  it('that finds something behind that, says so', async () => {
    writeFrom(0, 3).close();
    await rekey();
    const lines = textLines(pathOf(place, 1));
    const whole = join(place.folder, '..', `${basename(place.folder)}.whole`);
    cpSync(place.folder, whole, { recursive: true });
    for (const wrong of [lines.at(-1), lines.at(-2), lines[2]]) {
      appendFileSync(pathOf(place, 1), `${wrong}\n`);
      place.open().close();
      expect(parsed(pathOf(place, 2))[0]).toMatchObject({ previous: { end: 'damaged' } });
      expect(await verdict()).toBe('TAMPERED');
      place.remove();
      cpSync(whole, place.folder, { recursive: true });
    }
    rmSync(whole, { recursive: true });
  });
});

describe('deleting', () => {
  const RETAIN = { retain: { ms: 300_000 } };

  it('goes over segments that were wrapped anew as over others: closed ones and torn ones', async () => {
    writeThree(RETAIN);
    await rekey({ recipients: [one, two].map(recipientOf) });
    writeFrom(15, 1, RETAIN).close();
    vi.advanceTimersByTime(400_000);
    expect(purgeSealed({ dir: place.dir, stateDir: place.stateDir })).toEqual({ purged: 3 });
    expect(await verify(place, anchorOf(place))).toMatchObject({
      verdict: 'OK',
      purged: 3,
      segments: 1,
      rekeyed: 0,
    });
    expect(await rekey({ identity: [keys.identity] })).toEqual({ rekeyed: 1, kept: 0, open: 0 });
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', purged: 3, rekeyed: 1 });
  });

  it('for its size counts what was written, not what it became', async () => {
    const retain = { bytes: 9000 };
    for (const first of [0, 3, 6]) writeFrom(first, 3, { retain }).close();
    const written = statSync(pathOf(place, 1)).size + statSync(pathOf(place, 2)).size;
    expect(written).toBeGreaterThan(retain.bytes / 2);
    expect(written).toBeLessThan(retain.bytes);
    await rekey({ recipients: Array.from({ length: 20 }, () => recipientOf(generateIdentity())) });
    expect(statSync(pathOf(place, 2)).size).toBeGreaterThan(retain.bytes);
    const purge = () => purgeSealed({ dir: place.dir, stateDir: place.stateDir });
    expect(purge()).toEqual({ purged: 0 });
    for (const first of [9, 12, 15, 18]) writeFrom(first, 3).close();
    expect(purge().purged).toBeGreaterThan(0);
    expect(await verdict()).toBe('OK');
  });

  it('of a segment meanwhile is final: it does not come back', async () => {
    writeThree(RETAIN);
    writeFrom(15, 1, RETAIN).close();
    const replace = createReplacer(place.dir);
    const files = [1, 2].map((number) => ({ number, path: pathOf(place, number) }));
    const meanwhile = (work: () => void) => (write: (line: Buffer) => void) => {
      write(Buffer.from('never to be seen'));
      work();
      return Promise.resolve(true);
    };
    const tombstoned = join(place.folder, 'tombstoned');
    const purged = meanwhile(() => {
      cpSync(place.dir, tombstoned, { recursive: true, filter: (path) => !path.includes('.new') });
      vi.advanceTimersByTime(400_000);
      expect(purgeSealed({ dir: place.dir, stateDir: place.stateDir })).toEqual({ purged: 3 });
    });
    expect(await replace(files[0] as (typeof files)[0], purged)).toBe(false);
    expect(existsSync(pathOf(place, 1))).toBe(false);
    // Between the tombstone and the deletion it is still there.
    cpSync(join(tombstoned, basename(pathOf(place, 2))), pathOf(place, 2));
    expect(
      await replace(
        files[1] as (typeof files)[1],
        meanwhile(() => undefined),
      ),
    ).toBe(false);
    expect(readFileSync(pathOf(place, 2), 'utf8')).not.toContain('never');
    rmSync(pathOf(place, 2));
    expect(await verdict()).toBe('OK');
    expect(readdirSync(place.dir)).toEqual([basename(pathOf(place, 4)), 'tombstones.ndjson']);
  });

  it('by whoever else, or another rekey meanwhile, is final too', async () => {
    writeFrom(0, 1).close();
    const file = { number: 1, path: pathOf(place, 1) };
    const replace = createReplacer(place.dir);
    const writing = (text: string, before: () => Promise<unknown> = () => Promise.resolve()) =>
      replace(file, async (write) => {
        await before();
        write(Buffer.from(text));
        return true;
      });
    expect(await writing('first', () => writing('second'))).toBe(false);
    expect(readFileSync(pathOf(place, 1), 'utf8')).toBe('second\n');
    const remove = () => Promise.resolve(rmSync(pathOf(place, 1)));
    expect(await writing('third', remove)).toBe(false);
    expect(readdirSync(place.dir)).toEqual([]);
  });

  it('waits for no process that is dead, and not for long for one that is alive', async () => {
    writeThree(RETAIN);
    const lock = join(place.dir, 'segments.lock');
    writeFileSync(lock, readFileSync(join(access.stateDir, 'writer.lock')));
    vi.useRealTimers();
    await expect(rekey()).rejects.toThrow(codeOf('ERR_LOGSIEVE_SEALED_LOCKED'));
    expect(readdirSync(place.dir).filter((name) => name.endsWith('.new'))).toEqual([]);
    const holder = JSON.parse(readFileSync(lock, 'utf8')) as object;
    writeFileSync(lock, JSON.stringify({ ...holder, pid: 2 ** 22 + 1 }));
    expect(await rekey()).toMatchObject({ rekeyed: 3 });
    expect(existsSync(lock)).toBe(false);
  });
});

describe('a lock of the segments', () => {
  it.each([
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a folder', (path: string) => mkdirSync(join(path, 'a'), { recursive: true })],
    [
      'a link',
      (path: string) => {
        symlinkSync(join(access.stateDir, 'writer.lock'), path);
      },
    ],
  ])('that is %s is waited for by nobody', async (_, make) => {
    writeThree();
    vi.useRealTimers();
    const lock = join(place.dir, 'segments.lock');
    make(lock);
    utimesSync(lock, 0, 0);
    expect(await rekey()).toMatchObject({ rekeyed: 3 });
    expect(existsSync(lock)).toBe(false);
  });
});

describe('before anything is opened', () => {
  it('the access log has who, why, and to whom', async () => {
    writeThree();
    await rekey();
    accessLog.close();
    place.remove();
    place = access;
    const [line = ''] = await opened(keys.identity).catch(() => []);
    expect(line).toBe('');
    // Its own access cannot be logged any more: read it with another log.
    const other = createPlace();
    accessLog = other.open();
    const lines = (await opened(keys.identity)).map((text) => JSON.parse(text) as object);
    expect(lines).toEqual([
      expect.objectContaining({
        ...{ event: 'rekey', who: 'ada', reason: 'bob left', verdict: 'OK_UNANCHORED', segments: 3 },
        recipients: [recipientOf(one)],
      }),
    ]);
    accessLog.close();
    other.remove();
  });

  it('nothing is, where that fails, or the log is not whole, or a key is none', async () => {
    writeThree();
    const before = place.segments().map((path) => readFileSync(path, 'utf8'));
    const closed = createPlace();
    const log = closed.open();
    log.close();
    const wrong: [object, string][] = [
      [{ accessLog: log }, 'ERR_LOGSIEVE_SEALED_READ'],
      [{ rootKey: generateKeys().rootKey }, 'ERR_LOGSIEVE_SEALED_READ'],
      [{ rootKey: keys.root }, 'ERR_LOGSIEVE_OPTIONS'],
      [{ writer: '0'.repeat(32) }, 'ERR_LOGSIEVE_SEALED_READ'],
      [{ until: Date.now() + 1e9 }, 'ERR_LOGSIEVE_SEALED_READ'],
      [{ reason: ' ' }, 'ERR_LOGSIEVE_OPTIONS'],
      [{ recipients: [] }, 'ERR_LOGSIEVE_OPTIONS'],
      [{ recipients: [one] }, 'ERR_LOGSIEVE_AGE_KEY'],
      [{ identity: 'AGE' }, 'ERR_LOGSIEVE_AGE_KEY'],
      [{ identity: one }, 'ERR_LOGSIEVE_AGE_NO_MATCH'],
      [{ dir: join(place.folder, 'none') }, 'ERR_LOGSIEVE_SEALED_DIR'],
      [{ force: true }, 'ERR_LOGSIEVE_OPTIONS'],
    ];
    for (const [more, code] of wrong) {
      const fault = await rekey(more).catch((error: unknown) => error as Error);
      expect(fault, JSON.stringify(Object.keys(more))).toEqual(codeOf(code));
      expect(`${(fault as Error).message} ${JSON.stringify(fault)}`).not.toMatch(
        /SECRET-KEY-1[A-Z0-9]|KEY\+tests/,
      );
    }
    closed.remove();
    appendFileSync(pathOf(place, 3), '{}\n');
    await expect(rekey()).rejects.toThrow('the log is TAMPERED');
    putLines(pathOf(place, 3), textLines(pathOf(place, 3)).slice(0, -1));
    expect(place.segments().map((path) => readFileSync(path, 'utf8'))).toEqual(before);
  });
});

describe('a rekey that is cut short', () => {
  it('by a frame that nobody opens has replaced whole segments only, and goes on where it was', async () => {
    writeFrom(0, 2).close();
    writeFrom(2, 2, { recipients: [recipientOf(two)] }).close();
    await expect(rekey()).rejects.toThrow(codeOf('ERR_LOGSIEVE_AGE_NO_MATCH'));
    expect(place.segments().map(isRekeyed)).toEqual([true, false]);
    expect(await verdict()).toBe('OK');
    expect(await rekey({ identity: [keys.identity, two] })).toEqual({ rekeyed: 1, kept: 1, open: 0 });
    expect(await opened(one)).toHaveLength(4);
  });

  it('leaves files that the next one deletes, and nobody else minds', async () => {
    writeThree();
    const left = `${pathOf(place, 1)}.${'0'.repeat(16)}.new`;
    writeFileSync(left, 'x');
    mkdirSync(`${pathOf(place, 2)}.${'0'.repeat(16)}.new`);
    expect(await verdict()).toBe('OK');
    await rekey();
    expect(existsSync(left)).toBe(false);
  });

  it(
    'by a kill, wherever, leaves a log that is OK, and each segment for the one or for the others',
    async () => {
      vi.useRealTimers();
      const log = place.open({ flush: { bytes: 400 }, rotate: { bytes: 5000 } });
      for (let number = 0; number < 1200; number++) log.write(record(number));
      log.close();
      const count = place.segments().length;
      expect(count).toBeGreaterThan(10);
      const program = join(import.meta.dirname, 'rekeying.js');
      let turns = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const [to, from] = kill % 2 === 0 ? [one, keys.identity] : [keys.identity, one];
        const { stateDir } = access;
        accessLog.close();
        const setup = {
          dir: place.dir,
          rootKey: keys.rootKey,
          identity: [from, to],
          recipients: [recipientOf(to)],
        };
        const kept = { dir: access.dir, stateDir, recipients: [keys.recipient], redacted: true };
        const child = spawn(process.execPath, [program, JSON.stringify({ setup, kept })], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        await once(child.stdout, 'data');
        // Of half of them once it has begun: to read the log takes as long.
        const { ino } = statSync(pathOf(place, 1));
        while (kill % 4 < 2 && child.exitCode === null && statSync(pathOf(place, 1)).ino === ino)
          await wait(1);
        await wait(Math.random() * 20);
        child.kill('SIGKILL');
        await once(child, 'close');
        expect(await verdict(), `kill ${kill}`).toBe('OK');
        const now = place.segments().map((path) => parsed(path).at(-1)?.['note'] as string);
        const done = now.filter((note) => note.includes(`to ${recipientOf(to)}\n`)).length;
        if (done > 0 && done < count) turns++;
        accessLog = access.open();
        // What is in it comes out with both, whoever it is for.
        const lines: string[] = [];
        const identity = [one, keys.identity];
        for await (const line of unseal({ dir: place.dir, root: keys.root, identity, ...by() }))
          lines.push(line);
        expect(lines).toHaveLength(1200);
      }
      expect(turns).toBeGreaterThan(0);
      expect(await rekey({ identity: [one, keys.identity], recipients: [recipientOf(two)] })).toMatchObject({
        rekeyed: count,
      });
      expect(readdirSync(place.dir)).toEqual(place.segments().map((path) => basename(path)));
      expect(await opened(two)).toHaveLength(1200);
    },
    KILLS * 15_000,
  );
});

describe('who can write to the folder, and has the running writer’s key,', () => {
  type Line = Record<string, unknown> & { readonly kind: string };
  let original: string[];
  let wrapped: string[];
  /** The place of frames with three headers or more, and of the rekey. */
  let frames: number[];
  beforeEach(async () => {
    writeThree();
    original = textLines(pathOf(place, 1));
    await rekey();
    wrapped = textLines(pathOf(place, 1));
    frames = wrapped.flatMap((line, index) => (line.startsWith('{"kind":"frame"') ? [index] : []));
  });
  const isFound = async (what: string, expected: string | RegExp = 'TAMPERED') => {
    for (const more of [anchorOf(place), {}]) expect(await verdict(more), what).toMatch(expected);
    putLines(pathOf(place, 1), wrapped);
  };
  const changed = (index: number, of: (line: Line) => object) =>
    wrapped.with(index, JSON.stringify(of(JSON.parse(wrapped.at(index) ?? '') as Line)));
  const ctWith = (index: number, headerOf: number, lines = wrapped) => {
    const split = (at: number, of: readonly string[]) => {
      const ct = Buffer.from((JSON.parse(of[at] ?? '') as { ct: string }).ct, 'base64');
      const end = ct.indexOf('\n', ct.indexOf('\n--- ') + 1) + 1;
      return [ct.subarray(0, end), ct.subarray(end)] as const;
    };
    return Buffer.concat([split(headerOf, lines)[0], split(index, wrapped)[1]]).toString('base64');
  };

  it('cannot put another header before a payload: that of another frame, the old one, or one of his own', async () => {
    const [first = 0, last = 0] = [frames[0], frames.at(-1)];
    expect(ctWith(first, last)).not.toBe(ctWith(first, first));
    putLines(
      pathOf(place, 1),
      changed(first, (line) => ({ ...line, ct: ctWith(first, last) })),
    );
    await isFound('another frame’s');
    putLines(
      pathOf(place, 1),
      changed(first, (line) => ({ ...line, ct: ctWith(first, first, original) })),
    );
    await isFound('the old one');
    const [own = ''] = wrapped[first]?.match(/(?<="ct":")[^"]+/) ?? [];
    const forged = Buffer.from(own, 'base64');
    const mac = forged.indexOf('\n--- ') + 5;
    forged[mac] = forged[mac] === 65 ? 66 : 65;
    putLines(
      pathOf(place, 1),
      changed(first, (line) => ({ ...line, ct: forged.toString('base64') })),
    );
    await isFound('one of his own');
  });

  it('cannot mix lines as they were with lines as they are', async () => {
    for (const index of frames) {
      putLines(pathOf(place, 1), wrapped.with(index, original[index] ?? ''));
      await isFound(`old line ${index}`);
      putLines(pathOf(place, 1), original.with(index, wrapped[index] ?? ''));
      await isFound(`new line ${index}`);
    }
    putLines(pathOf(place, 1), [...original, wrapped.at(-1) ?? '']);
    await isFound('the rekey behind what was not wrapped');
  });

  it('cannot take away what the root key said, or a part of it, or say it twice, or elsewhere', async () => {
    putLines(pathOf(place, 1), wrapped.slice(0, -1));
    await isFound('without');
    writeFileSync(pathOf(place, 1), `${wrapped.slice(0, -1).join('\n')}\n${wrapped.at(-1)?.slice(0, 100)}`);
    await isFound('a part');
    writeFileSync(pathOf(place, 1), `${original.join('\n')}\n{"kind":"rekey","note":"`);
    await isFound('a part behind what was not wrapped');
    putLines(pathOf(place, 1), [...wrapped, wrapped.at(-1) ?? '']);
    await isFound('twice');
    putLines(pathOf(place, 1), [...wrapped, wrapped.at(-2) ?? '']);
    await isFound('a footer behind it');
    for (const index of [1, 2, frames[1] ?? 0, wrapped.length - 2]) {
      putLines(pathOf(place, 1), wrapped.slice(0, -1).toSpliced(index, 0, wrapped.at(-1) ?? ''));
      await isFound(`at ${index}`, /TAMPERED|UNSEALED/);
    }
  });

  it('cannot change what it says, or sign it', async () => {
    const note = (JSON.parse(wrapped.at(-1) ?? '') as { note: string }).note;
    const text = textOf(note);
    const edits: [string, string][] = [
      [`to ${recipientOf(one)}`, `to ${recipientOf(two)}`],
      ['segment 1 ', 'segment 2 '],
      [place.writer, '0'.repeat(32)],
      ['\ntime 1', '\ntime 2'],
      ['\nepoch 0', '\nepoch 1'],
    ];
    for (const [from, to] of edits) {
      expect(text).toContain(from);
      putLines(
        pathOf(place, 1),
        changed(-1, (line) => ({ ...line, note: note.replace(from, to) })),
      );
      await isFound(from);
    }
    const { name } = parseRootKey(keys.rootKey);
    for (const signer of [originOf(place.writer), name]) {
      const forged = signNote(text, signer, stolenKey(place));
      putLines(
        pathOf(place, 1),
        changed(-1, (line) => ({ ...line, note: forged })),
      );
      await isFound(`signed by ${signer}`, 'UNKNOWN_KEY');
    }
  });

  it('cannot use what the root key said by mistake: of another place, or of some frames only', async () => {
    const { name, key } = parseRootKey(keys.rootKey);
    const said = parseStatement(
      textOf((JSON.parse(wrapped.at(-1) ?? '') as { note: string }).note),
    ) as Statement;
    const signed = (change: object) => (line: Line) => ({
      ...line,
      note: signNote(formatStatement({ ...said, ...change }), name, key),
    });
    for (const change of [{ segment: 2 }, { bytes: said.bytes + 1 }, { writer: '0'.repeat(32) }]) {
      putLines(pathOf(place, 1), changed(-1, signed(change)));
      await isFound(Object.keys(change).join());
    }
    const headers = createHeadersHash();
    for (const index of frames.slice(1)) {
      const followed = parseLine(Buffer.from(wrapped[index] ?? '')) as FrameLine;
      const hash = sha256(splitFile(followed.ct).header);
      headers.add({ was: followed.was as FirstHeader, hash });
    }
    const rekeyed = { headers: headers.digest(), recipients: [recipientOf(one)] };
    const some = changed(-1, signed({ rekey: rekeyed }));
    putLines(pathOf(place, 1), some.with(frames[0] ?? 0, original[frames[0] ?? 0] ?? ''));
    await isFound('some frames');
    putLines(pathOf(place, 1), changed(-1, signed({})));
    expect(await verdict()).toBe('OK');
  });

  it.each([
    ['as it was', () => original],
    ['wrapped anew', () => wrapped],
  ])(
    'cannot have a header of his own signed, of a segment %s that was verified already',
    async (_, lines) => {
      putLines(pathOf(place, 1), lines());
      const [at = 0] = frames;
      const line = parseLine(Buffer.from(lines()[at] ?? '')) as FrameLine;
      const { header, payload } = splitFile(line.ct);
      const was = line.was ?? { hash: sha256(header), bytes: header.length };
      const own = splitFile(encrypt('x', [keys.recipient, recipientOf(one)])).header;
      const forged = formatLine({ ...line, was, ct: Buffer.concat([own, payload]) }).toString();
      const meanwhile = {
        ...accessLog,
        write: (text: string) => {
          putLines(pathOf(place, 1), lines().with(at, forged));
          return accessLog.write(text);
        },
      };
      const again = { identity: [keys.identity, one], recipients: [recipientOf(two)], accessLog: meanwhile };
      await expect(rekey(again)).rejects.toThrow(codeOf('ERR_LOGSIEVE_SEALED_READ'));
      await isFound('a header of his own');
    },
  );

  it('cannot put that of another segment, or of another log, in its place', async () => {
    for (const number of [2, 3]) {
      putLines(pathOf(place, 1), wrapped.with(-1, textLines(pathOf(place, number)).at(-1) ?? ''));
      await isFound(`of segment ${number}`);
    }
    const kept = place;
    place = createPlace(100_000);
    writeThree();
    await rekey();
    const other = textLines(pathOf(place, 1)).at(-1) ?? '';
    place.remove();
    place = kept;
    putLines(pathOf(place, 1), wrapped.with(-1, other));
    await isFound('of another log');
  });

  it('cannot change what a frame was, nor move bytes between two of them', async () => {
    const [first = 0, second = 0] = frames;
    type Was = { was: { hash: string; bytes: number } };
    const moved = (by: number) => (line: Line) => {
      const { was } = line as Line & Was;
      return { ...line, was: { ...was, bytes: was.bytes + by } };
    };
    putLines(pathOf(place, 1), changed(first, moved(3)));
    await isFound('longer');
    const one = changed(first, moved(3))[first] ?? '';
    putLines(pathOf(place, 1), changed(second, moved(-3)).with(first, one));
    await isFound('moved');
    putLines(
      pathOf(place, 1),
      changed(first, (line) => without(line, 'was')),
    );
    await isFound('without');
    const hash = Buffer.alloc(32, 1).toString('base64');
    putLines(
      pathOf(place, 1),
      changed(first, (line) => ({ ...line, was: { ...(line as Line & Was).was, hash } })),
    );
    await isFound('another hash');
  });

  it('cannot change a byte, or cut it off at one', async () => {
    const path = pathOf(place, 3);
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at += isDeep ? 7 : 89) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
      for (const content of [flipped, bytes.subarray(0, at)]) {
        writeFileSync(path, content);
        expect(await verdict(), `at ${at}`).not.toMatch(/^OK/);
      }
    }
    writeFileSync(path, bytes);
  }, 600_000);

  it('can put the whole segment back as it was: old copies are as good as ever', async () => {
    putLines(pathOf(place, 1), original);
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', rekeyed: 2 });
  });
});

describe('a segment', () => {
  it.skipIf(process.getuid?.() !== 0)('stays its owner’s, whoever wraps it anew', async () => {
    writeFrom(0, 1).close();
    const { chownSync } = await import('node:fs');
    chownSync(pathOf(place, 1), 12_345, 12_345);
    chmodSync(pathOf(place, 1), 0o640);
    await rekey();
    expect(statSync(pathOf(place, 1))).toMatchObject({ uid: 12_345, gid: 12_345 });
    expect(statSync(pathOf(place, 1)).mode & 0o777).toBe(0o600);
  });
});
