import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, recipientOf } from '@logsieve/age';
import {
  createSealedLog,
  enrollWriter,
  generateKeys,
  readAnchor,
  type SealedLog,
  unseal,
  type Verification,
  verifySealed,
} from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stopClock } from './clock.js';
import { createPlace, keys, parsed, type Place, read, record, verify } from './place.js';

let place: Place;
beforeEach(() => {
  place = createPlace();
});
afterEach(() => {
  vi.useRealTimers();
  place.remove();
});
const codeOf = (code: string) => expect.objectContaining({ code }) as Error;
const kinds = (path: string) => parsed(path).map(({ kind }) => kind);

describe('a sealed log', () => {
  it('gives its lines to who has the key, and verifies for who has the root key', async () => {
    const log = place.open();
    const lines = Array.from({ length: 1000 }, (_, number) => record(number));
    for (const line of lines) expect(log.write(line)).toBe(true);
    expect(log.close()).toBe(true);
    expect(await read(place)).toEqual(lines);
    expect(await verify(place)).toMatchObject({
      verdict: 'OK_UNANCHORED',
      records: 1000,
      writer: place.writer,
      torn: [],
    });
    expect(await verify(place, { anchor: readAnchor(place.anchor), writer: place.writer })).toMatchObject({
      verdict: 'OK',
    });
    expect(await verify(place, { until: Date.now() - 5000, writer: place.writer })).toMatchObject({
      verdict: 'OK',
    });
    expect(await verify(place, { until: Date.now() + 5000 })).toMatchObject({ verdict: 'GAP' });
  });

  it('has a frame a batch, signed at its beginning and its end, in a file that is the writer’s alone', () => {
    const log = place.open({ flush: { bytes: 1000 } });
    for (let number = 0; number < 100; number++) log.write(record(number));
    log.close();
    const [path = ''] = place.segments();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const lines = kinds(path);
    expect([lines[0], lines[1], lines.at(-1)]).toEqual(['header', 'checkpoint', 'footer']);
    expect(lines.slice(2, -1).every((kind) => kind === 'frame')).toBe(true);
    expect(lines.length).toBeGreaterThan(5);
  });

  it('seals what waits at the level of an error, after the time, when it is asked to, and at 64 KiB', () => {
    vi.useFakeTimers();
    const log = place.open();
    log.write(record(1));
    expect(log.counters()).toMatchObject({ records: 0, queued: 1 });
    vi.advanceTimersByTime(1000);
    expect(log.counters()).toMatchObject({ records: 1, frames: 1, queued: 0 });
    log.write('{"level":40,"msg":"careful"}');
    expect(log.counters()).toMatchObject({ frames: 1, queued: 1 });
    log.write('{"level":50,"msg":"broken"}');
    expect(log.counters()).toMatchObject({ records: 3, frames: 2, queued: 0 });
    log.write('{"message":"broken","level":"error"}');
    expect(log.counters()).toMatchObject({ frames: 3 });
    log.write(record(4));
    expect(log.flush()).toBe(true);
    expect(log.counters()).toMatchObject({ frames: 4, synced: 5 });
    log.write(JSON.stringify({ msg: 'x'.repeat(70_000) }));
    expect(log.counters()).toMatchObject({ frames: 5, queued: 0 });
    log.close();
  });

  it('redacts by a policy unless it is told that lines are redacted, and names the policy', async () => {
    const log = place.open({
      redacted: undefined,
      policy: { logsieve: 1, fields: { ok: { keep: 'integer' } } },
    });
    log.write('{"level":30,"ok":1,"secret":"hunter2"}\n{"level":30,"ok":2}\nno json hunter2\n');
    log.close();
    const lines = await read(place);
    expect(lines).toHaveLength(3);
    expect(lines.slice(0, 2)).toEqual(['{"level":30,"ok":1}', '{"level":30,"ok":2}']);
    expect(lines.join()).not.toContain('hunter2');
    expect(parsed(place.segments()[0] ?? '')[0]?.['policy']).toMatch(/^[0-9a-f]{64}$/);
    const base = createPlace();
    const other = base.open({ redacted: undefined });
    other.write('{"level":30,"ok":1,"latencyMs":4}');
    other.close();
    expect(await read(base)).toEqual(['{"level":30,"latencyMs":4}']);
    base.remove();
  });

  it('continues in a new segment, whose header says how the one before ended', async () => {
    for (let run = 0; run < 3; run++) {
      const log = place.open();
      log.write(record(run));
      log.close();
    }
    const headers = place
      .segments()
      .map((path) => parsed(path)[0] as { previous: { end: string; segment: number } | null });
    expect(headers.map(({ previous }) => previous?.end ?? null)).toEqual([null, 'footer', 'footer']);
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', segments: 3, records: 3 });
    expect(await read(place)).toEqual([0, 1, 2].map(record));
  });

  it('closes a segment at its size and at its age', async () => {
    stopClock();
    const log = place.open({ rotate: { bytes: 2000, ms: 60_000 }, flush: { bytes: 500 } });
    for (let number = 0; number < 60; number++) log.write(record(number));
    expect(place.segments().length).toBeGreaterThan(3);
    const count = place.segments().length;
    vi.advanceTimersByTime(62_000);
    expect(kinds(place.segments()[count - 1] ?? '').at(-1)).toBe('footer');
    log.close();
    vi.useRealTimers();
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', records: 60 });
  });

  it('encrypts to others from the next line on, without a restart', async () => {
    const second = generateIdentity();
    const log = place.open();
    log.write(record(1));
    expect(log.setRecipients([recipientOf(second)])).toBe(true);
    log.write(record(2));
    expect(() => log.setRecipients([])).toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
    expect(() => log.setRecipients([second])).toThrow(codeOf('ERR_LOGSIEVE_SEALED_KEY'));
    log.close();
    const headers = place.segments().map((path) => parsed(path)[0]?.['recipients']);
    expect(headers).toEqual([[keys.recipient], [recipientOf(second)]]);
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', records: 2 });
    await expect(read(place)).rejects.toThrow(codeOf('ERR_LOGSIEVE_AGE_NO_MATCH'));
  });

  it('packs before it encrypts where it is asked to, and says so', async () => {
    const log = place.open({ compress: true });
    const lines = Array.from({ length: 2000 }, (_, number) => record(number));
    for (const line of lines) log.write(line);
    log.close();
    expect(statSync(place.segments()[0] ?? '').size).toBeLessThan(lines.join('\n').length / 3);
    expect(parsed(place.segments()[0] ?? '')[0]?.['compression']).toBe('gzip');
    expect(await read(place)).toEqual(lines);
  });

  it('writes what waits when the process exits in the ordinary way', async () => {
    const code = `
      import { createSealedLog } from '@logsieve/sealed';
      const log = createSealedLog({ dir: ${JSON.stringify(place.dir)}, stateDir: ${JSON.stringify(place.stateDir)},
        recipients: ['${keys.recipient}'], redacted: true });
      log.write('{"last":"words"}');`;
    execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: join(import.meta.dirname, '../..'),
    });
    expect(await read(place)).toEqual(['{"last":"words"}']);
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED' });
  });

  it('is read frame by frame with jq, base64 and age, where they are installed', (context) => {
    const log = place.open();
    log.write(record(1));
    log.close();
    const key = join(place.folder, 'key.txt');
    writeFileSync(key, keys.identity, { mode: 0o600 });
    const command = `jq -r 'select(.kind == "frame").ct' ${place.segments()[0] ?? ''} | base64 -d | age -d -i ${key}`;
    try {
      execFileSync('sh', ['-c', 'age --version && jq --version && base64 --version'], { stdio: 'ignore' });
    } catch {
      context.skip('skipped: age, jq or base64 is not installed');
    }
    expect(execFileSync('sh', ['-c', command]).toString()).toBe(`${record(1)}\n`);
  });

  it('drops, and counts, what has no room and what comes after its end', () => {
    const log = place.open({ queue: { bytes: 2000 }, flush: { bytes: 1000 } });
    expect(log.write(`"${'x'.repeat(4 * 1024 * 1024)}"`)).toBe(false);
    expect(log.counters()).toMatchObject({ tooLong: 1 });
    log.close();
    expect(log.write(record(1))).toBe(false);
    expect(log.flush()).toBe(false);
    expect(log.counters()).toMatchObject({ dropped: 1 });
    expect(log.close()).toBe(true);
  });

  it('loses, and counts, what is neither text nor bytes', () => {
    const log = place.open();
    const thrower = {
      [Symbol.toPrimitive]: () => {
        throw new Error('x');
      },
    };
    const given = [
      undefined,
      null,
      4711,
      10n,
      Symbol('x'),
      {},
      { length: 1e9 },
      [1],
      thrower,
      new Uint16Array(1),
    ];
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    for (const lines of given) expect(log.write(lines as never)).toBe(false);
    expect(
      told.mock.calls
        .flat()
        .join('')
        .match(/takes lines of JSON/g),
    ).toHaveLength(1);
    told.mockRestore();
    expect(log.close()).toBe(true);
    expect(log.counters()).toMatchObject({ records: 0, dropped: given.length });
  });

  it('does not go back in time with its clock, and counts it', async () => {
    const clock = vi.spyOn(Date, 'now');
    const start = 1_900_000_000_000;
    clock.mockReturnValue(start);
    const log = place.open();
    for (const back of [0, 5000, 100_000]) {
      clock.mockReturnValue(start - back);
      log.write(record(back));
      log.flush();
    }
    log.close();
    clock.mockRestore();
    expect(log.counters().clockBack).toBeGreaterThan(0);
    const times = parsed(place.segments()[0] ?? '')
      .filter(({ kind }) => kind === 'frame')
      .map(({ time }) => time);
    expect(times).toEqual([start, start, start]);
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED' });
  });

  it('goes on where an anchor throws, rejects or is a folder, and counts it', async () => {
    for (const anchor of [
      () => {
        throw new Error('x');
      },
      () => Promise.reject(new Error('x')),
      place.folder,
    ]) {
      const log = place.open({ anchor });
      log.write(record(1));
      expect(log.close()).toBe(true);
      await new Promise((resolve) => setTimeout(resolve));
      expect(log.counters().anchorFaults).toBe(2);
    }
  });
});

it.each(['drop', 'block'] as const)(
  'a line that an anchor writes while it is given a note waits for its turn (%s)',
  async (whenFull) => {
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const opened: { log?: SealedLog } = {};
    let asked = 0;
    const anchor = () => {
      asked++;
      opened.log?.write('{"level":50,"msg":"anchored"}');
      opened.log?.flush();
    };
    const log = (opened.log = place.open({
      anchor,
      rotate: { bytes: 1024 },
      queue: { bytes: 1024, whenFull },
    }));
    for (let number = 1; number <= 20; number++) log.write(record(number).replace('30', '50'));
    // Each segment is too long from its header on, so that each flush gives a note, and that a line: for the next one.
    expect(log.counters()).toMatchObject({ queued: 1, faults: 0 });
    expect(log.close()).toBe(true);
    told.mockRestore();
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED' });
    const lines = await read(place);
    expect(lines.filter((line) => line.includes('record'))).toHaveLength(20);
    expect(lines.length).toBe(log.counters().records);
    // The first note came before there was a log, and the last when it was at its end.
    expect(lines.length + log.counters().dropped).toBe(20 + asked - 1);
  },
);

it('a pipe in the place of an anchor, or of a segment, is not waited for', async () => {
  execFileSync('mkfifo', [join(place.folder, 'pipe')]);
  const log = place.open({ anchor: join(place.folder, 'pipe') });
  log.write(record(1));
  expect(log.close()).toBe(true);
  expect(log.counters().anchorFaults).toBe(2);
  execFileSync('mkfifo', [join(place.dir, '00000002.sealed')]);
  await expect(verify(place)).rejects.toThrow(codeOf('ERR_LOGSIEVE_SEALED_DIR'));
});

describe('epochs', () => {
  const tick = (ms: number) => {
    vi.advanceTimersByTime(ms);
  };
  beforeEach(() => {
    place.remove();
    stopClock();
    place = createPlace(10_000);
  });

  it('end on time, empty ones too, each with the key of the next, signed by the last', async () => {
    const log = place.open();
    log.write(record(1));
    tick(35_000);
    log.write(record(2));
    log.close();
    expect(kinds(place.segments()[0] ?? '').filter((kind) => kind === 'epoch')).toHaveLength(3);
    vi.useRealTimers();
    expect(await verify(place)).toMatchObject({
      verdict: 'OK_UNANCHORED',
      epoch: 3,
      epochsMissed: 0,
      records: 2,
    });
  });

  it('leave no private key behind: the state has the current one only', () => {
    const log = place.open();
    const seedOf = () =>
      (
        JSON.parse(readFileSync(join(place.stateDir, 'signing-state.json'), 'utf8')) as {
          current: { seed: string };
        }
      ).current.seed;
    const seeds: string[] = [];
    for (let epoch = 0; epoch < 4; epoch++) {
      const before = seedOf();
      seeds.push(before);
      tick(10_000);
      for (const name of readdirSync(place.stateDir)) {
        const text = readFileSync(join(place.stateDir, name), 'utf8');
        for (const seed of seeds) expect(text).not.toContain(seed);
      }
    }
    log.close();
    expect(new Set(seeds).size).toBe(4);
  });

  it('that passed while the writer was down are declared', async () => {
    place.open().close();
    tick(45_000);
    const log = place.open();
    tick(1000);
    log.close();
    vi.useRealTimers();
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', epoch: 1, epochsMissed: 3 });
  });
});

describe('a writer is refused', () => {
  const refused = (options: object, code: string) => {
    const error = (() => {
      try {
        place.open(options).close();
        return undefined;
      } catch (caught) {
        return caught as Error;
      }
    })();
    expect(error).toMatchObject({ code });
    expect(JSON.stringify([error, error?.message])).not.toContain(keys.identity.slice(20));
  };

  it('with a private key among its options, wherever it stands', () => {
    refused({ recipients: [keys.identity] }, 'ERR_LOGSIEVE_SEALED_KEY');
    refused({ anchor: keys.identity.toLowerCase() }, 'ERR_LOGSIEVE_SEALED_KEY');
    refused({ redacted: undefined, policy: { logsieve: 1, name: keys.rootKey } }, 'ERR_LOGSIEVE_SEALED_KEY');
  });

  it.each(['dir', 'stateDir'] as const)('with a private key in a file of %s', (name) => {
    mkdirSync(place[name], { recursive: true });
    writeFileSync(join(place[name], 'notes.txt'), `# created: today\n${keys.identity}\n`);
    refused({}, 'ERR_LOGSIEVE_SEALED_KEY');
  });

  it('without its state, with one that others can read, or with one that is not whole', () => {
    const path = join(place.stateDir, 'signing-state.json');
    chmodSync(path, 0o640);
    refused({}, 'ERR_LOGSIEVE_SEALED_STATE');
    chmodSync(path, 0o600);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 100));
    refused({}, 'ERR_LOGSIEVE_SEALED_STATE');
    refused({ stateDir: join(place.folder, 'other') }, 'ERR_LOGSIEVE_SEALED_STATE');
    expect(() => enrollWriter({ stateDir: place.stateDir, rootKey: keys.rootKey })).toThrow(
      codeOf('ERR_LOGSIEVE_SEALED_STATE'),
    );
  });

  it('beside another one, until that one is closed', () => {
    const log = place.open();
    refused({}, 'ERR_LOGSIEVE_SEALED_LOCKED');
    log.close();
    place.open().close();
  });

  it('in the folder of another log, below it, or behind a link', () => {
    place.open().close();
    const other = createPlace();
    expect(() => other.open({ dir: place.dir })).toThrow(codeOf('ERR_LOGSIEVE_SEALED_DIR'));
    refused({ dir: place.folder }, 'ERR_LOGSIEVE_OPTIONS');
    symlinkSync('/etc/passwd', join(place.dir, '00000099.sealed'));
    refused({}, 'ERR_LOGSIEVE_SEALED_DIR');
    other.remove();
  });

  it('with options that are unknown, missing or out of range', () => {
    for (const options of [
      { recipient: [] },
      { recipients: [] },
      { flush: { bytes: 0 } },
      { flush: { level: 'loud' } },
      { flush: { kb: 1 } },
      { fsync: 'always' },
      { rotate: { ms: -1 } },
      { queue: { whenFull: 'wait' } },
      { checkpoint: 1 },
      { compress: 'gzip' },
      { anchor: 1 },
      { dir: 1 },
      { policy: 'logsieve:base' },
    ]) {
      refused(options, 'ERR_LOGSIEVE_OPTIONS');
    }
    refused({ recipients: ['age1x'] }, 'ERR_LOGSIEVE_AGE_KEY');
  });

  it('never by a link in the way of its lock, which it does not write through', () => {
    const target = join(place.folder, 'target');
    writeFileSync(target, 'theirs');
    symlinkSync(target, join(place.stateDir, `writer.lock.${process.pid}`));
    place.open().close();
    expect(readFileSync(target, 'utf8')).toBe('theirs');
  });

  it('and takes over from one that is dead', () => {
    writeFileSync(
      join(place.stateDir, 'writer.lock'),
      JSON.stringify({ host: 'elsewhere', pid: 1, started: '1' }),
    );
    refused({}, 'ERR_LOGSIEVE_SEALED_LOCKED');
    execFileSync('touch', ['-d', '2 minutes ago', join(place.stateDir, 'writer.lock')]);
    place.open().close();
    expect(existsSync(join(place.stateDir, 'writer.lock'))).toBe(false);
  });
});

describe('unsealing', () => {
  it('needs a reason and a name, and is logged before the first line comes out', async () => {
    const log = place.open();
    log.write(record(1));
    log.close();
    const access = createPlace();
    const accessLog = access.open();
    const options = { dir: place.dir, root: keys.root, identity: keys.identity, accessLog };
    for (const wrong of [
      { reason: ' ', who: 'ada' },
      { reason: 'x', who: '' },
    ]) {
      await expect(unseal({ ...options, ...wrong }).next()).rejects.toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
    }
    const lines = unseal({ ...options, reason: 'case 4711', who: 'ada' });
    expect(await lines.next()).toMatchObject({ value: record(1) });
    accessLog.close();
    const [entry = ''] = await read(access);
    expect(JSON.parse(entry)).toMatchObject({
      event: 'unseal',
      who: 'ada',
      reason: 'case 4711',
      log: place.writer,
      segments: 1,
    });
    await expect(unseal({ ...options, reason: 'again', who: 'ada' }).next()).rejects.toThrow(
      codeOf('ERR_LOGSIEVE_SEALED_READ'),
    );
    access.remove();
  });

  it('gives of a log that does not verify what is signed in front of the fault, where that is asked for', async () => {
    const write = (number: number) => {
      const log = place.open();
      log.write(record(number));
      log.close();
    };
    for (const number of [1, 2, 3]) write(number);
    const [, second = ''] = place.segments();
    const bytes = readFileSync(second);
    rmSync(second);
    await expect(read(place)).rejects.toThrow('the log is GAP');
    expect(await read(place, { partial: true })).toEqual([record(1)]);
    // A frame that is there, and no signature behind it that holds.
    const lines = bytes.toString().split('\n');
    writeFileSync(second, `${lines.slice(0, 3).join('\n')}\n{}\n`);
    await expect(read(place)).rejects.toThrow('the log is TAMPERED');
    expect(await read(place, { partial: true })).toEqual([record(1)]);
    writeFileSync(second, bytes);
    expect(await read(place, { partial: true })).toEqual([record(1), record(2), record(3)]);
    await expect(read(place, { partial: 'yes' as never })).rejects.toThrow('options.partial');
  });

  it('tells what verifying found before the first line, or the refusal, and how far it has come', async () => {
    const log = place.open({ rotate: { bytes: 4_000_000 } });
    for (let number = 0; number < 3000; number++)
      log.write(JSON.stringify({ number, text: 'x'.repeat(500) }));
    log.close();
    const access = createPlace();
    const accessLog = access.open();
    const heard: unknown[] = [];
    const listeners = {
      onProgress: (bytes: number) => heard.push(bytes),
      onVerified: ({ verdict, records }: Verification) => heard.push(verdict, records),
    };
    const options = {
      dir: place.dir,
      root: keys.root,
      identity: keys.identity,
      accessLog,
      reason: 'r',
      who: 'w',
    };
    const lines = unseal({ ...options, ...listeners });
    await lines.next();
    expect(heard).toEqual([expect.any(Number), 'OK_UNANCHORED', 3000]);
    expect(heard[0]).toBeGreaterThan(1024 * 1024);
    await lines.return();
    const [path = ''] = place.segments();
    writeFileSync(path, readFileSync(path, 'utf8').replace('"records":', '"record":'));
    await expect(unseal({ ...options, ...listeners }).next()).rejects.toThrow('the log is TAMPERED');
    expect(heard).toContain('TAMPERED');
    for (const name of ['onProgress', 'onVerified']) {
      await expect(unseal({ ...options, [name]: 1 }).next()).rejects.toThrow(`options.${name}`);
    }
    accessLog.close();
    access.remove();
  });

  it('gives nothing to who has another key, and nothing of a log that was changed', async () => {
    const log = place.open();
    log.write(record(1));
    log.close();
    const access = createPlace();
    const accessLog = access.open();
    const options = { dir: place.dir, root: keys.root, accessLog, reason: 'r', who: 'w' };
    await expect(unseal({ ...options, identity: generateIdentity() }).next()).rejects.toThrow(
      codeOf('ERR_LOGSIEVE_AGE_NO_MATCH'),
    );
    const [path = ''] = place.segments();
    writeFileSync(path, readFileSync(path, 'utf8').replace('"records":1', '"records":2'));
    await expect(unseal({ ...options, identity: keys.identity }).next()).rejects.toThrow(
      'the log is TAMPERED',
    );
    accessLog.close();
    access.remove();
  });

  it('and verifying refuse root keys, folders and anchors that are none', async () => {
    await expect(verify(place, { root: keys.rootKey })).rejects.toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
    await expect(verify(place, { root: keys.root.replace('tests', 'other') })).rejects.toThrow(
      codeOf('ERR_LOGSIEVE_OPTIONS'),
    );
    await expect(verify(place, { anchor: 'x' })).rejects.toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
    for (const until of [null, '', '2030-01-01', [], false, new Date(NaN)]) {
      await expect(verify(place, { until })).rejects.toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
    }
    await expect(verifySealed({ dir: join(place.folder, 'none'), root: keys.root })).rejects.toThrow(
      codeOf('ERR_LOGSIEVE_SEALED_DIR'),
    );
    expect(() => generateKeys({ name: 'a b' })).toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
    expect(() => createSealedLog(undefined as never)).toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
  });
});
