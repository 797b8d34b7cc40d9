import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { openDisk } from '../faults/disk.js';
import { stopClock } from './clock.js';
import { createPlace, keys, parsed, type Place, read, record, verify } from './place.js';

/** What the next calls that write do; none left: as ever. */
const faults = vi.hoisted(() => ({
  next: [] as (string | number)[],
  always: undefined as string | undefined,
}));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const broken = (code: string) => Object.assign(new Error(code), { code });
  return {
    ...fs,
    writeSync: (fd: number, bytes: Buffer, ...rest: number[]) => {
      if (faults.always !== undefined) throw broken(faults.always);
      const fault = faults.next.shift();
      if (fault === undefined) return fs.writeSync(fd, bytes, ...rest);
      if (typeof fault === 'number') return fs.writeSync(fd, bytes.subarray(0, fault));
      const [code = '', part] = fault.split(' ');
      fs.writeSync(fd, bytes.subarray(0, part === 'all' ? bytes.length : Number(part ?? 0)));
      throw broken(code);
    },
  };
});

let place: Place;
let told: MockInstance;
beforeEach(() => {
  place = createPlace();
  told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  told.mockRestore();
  faults.next = [];
  faults.always = undefined;
  place.remove();
});

describe('a write', () => {
  it('of which the system takes parts only is finished', async () => {
    const log = place.open();
    faults.next = [1, 10, 1, 200];
    log.write(record(1));
    expect(log.close()).toBe(true);
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', torn: [] });
  });

  it.each(['EIO', 'EIO 100', 'EIO all', 'EROFS 1'])(
    'that fails (%s) leaves a torn segment; its lines are in the next one, or in that one, and nowhere twice',
    async (fault) => {
      const log = place.open();
      log.write(record(1));
      expect(log.flush()).toBe(true);
      faults.next = [fault];
      log.write(record(2));
      expect(log.flush()).toBe(false);
      expect(log.counters()).toMatchObject({ faults: 1, lastFault: fault.split(' ')[0], queued: 1 });
      log.write(record(3));
      // Of a line that is in the segment that was given up it cannot say that it is on the disk.
      expect(log.flush()).toBe(fault !== 'EIO all');
      expect(log.close()).toBe(true);
      expect(await read(place)).toEqual([1, 2, 3].map(record));
      expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', torn: [1], segments: 2 });
    },
  );

  it('of a header that fails leaves a file that is no segment where something is in it, and the log goes on', async () => {
    place.open().close();
    const log = place.open({ rotate: { bytes: 1024 } });
    log.write(record(1));
    log.flush();
    // The footer, the mark, and the headers of the next two.
    faults.next = [10_000, 10_000, 'EIO', 'EIO 30'];
    log.write(record(2));
    expect(log.flush()).toBe(false);
    expect(log.flush()).toBe(false);
    expect(log.close()).toBe(true);
    expect(await read(place)).toEqual([1, 2].map(record));
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', torn: [4] });
  });

  it('of a footer that is cut short is finished, and nothing follows it in that segment', async () => {
    const log = place.open({ rotate: { bytes: 3000 } });
    log.write(`{"text":"${'x'.repeat(3000)}"}`);
    log.flush();
    faults.next = [20, 'ENOSPC', 'ENOSPC'];
    log.write(record(1));
    expect(log.flush()).toBe(false);
    expect(log.flush()).toBe(false);
    expect(log.flush()).toBe(true);
    faults.next = [20, 'ENOSPC'];
    expect(log.setRecipients([keys.recipient])).toBe(false);
    expect(log.setRecipients([keys.recipient])).toBe(true);
    expect(log.close()).toBe(true);
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', torn: [], records: 2 });
  });

  it('that cannot be loses no more than has no room, and harms nobody', async () => {
    const log = place.open({ queue: { bytes: 10_000 }, flush: { bytes: 1000 } });
    faults.always = 'EIO';
    for (let number = 0; number < 2000; number++) log.write(record(number));
    const { dropped, queued, queuedBytes } = log.counters();
    expect(told.mock.calls).toEqual([
      [expect.stringContaining('cannot be written (EIO)'), expect.anything()],
    ]);
    expect(queuedBytes).toBeLessThanOrEqual(10_000);
    expect(dropped).toBe(2000 - queued);
    faults.always = undefined;
    expect(log.close()).toBe(true);
    expect(await read(place)).toEqual(Array.from({ length: queued }, (_, number) => record(number)));
  });

  it('that cannot be makes callers wait where they are to be blocked, and loses nothing', async () => {
    const log = place.open({ queue: { bytes: 2000, whenFull: 'block' }, flush: { bytes: 1000 } });
    faults.next = Array<string>(6).fill('ENOSPC');
    for (let number = 0; number < 200; number++) expect(log.write(record(number))).toBe(true);
    expect(log.close()).toBe(true);
    expect(log.counters()).toMatchObject({ records: 200, dropped: 0 });
    expect(await read(place)).toEqual(Array.from({ length: 200 }, (_, number) => record(number)));
  });

  it('that fails makes them wait longer each time, as each attempt costs a segment', async () => {
    const log = place.open({ queue: { bytes: 2000, whenFull: 'block' }, flush: { bytes: 1000 } });
    faults.next = Array<string>(3).fill('EIO');
    const start = performance.now();
    for (let number = 0; number < 200; number++) expect(log.write(record(number))).toBe(true);
    // 100, 200 and 400 ms.
    expect(performance.now() - start).toBeGreaterThan(650);
    expect(log.close()).toBe(true);
    expect(log.counters()).toMatchObject({ records: 200, dropped: 0 });
  });

  it('of the signing state that goes on failing stops no line', async () => {
    stopClock();
    place.remove();
    place = createPlace(10_000);
    const log = place.open();
    const { chmodSync, mkdirSync, rmSync } = await vi.importActual<typeof import('node:fs')>('node:fs');
    // The new state cannot be put in the place of a folder.
    const state = join(place.stateDir, 'signing-state.json');
    const old = readFileSync(state);
    rmSync(state);
    mkdirSync(join(state, 'x'), { recursive: true });
    for (let number = 0; number < 30; number++) {
      vi.advanceTimersByTime(5000);
      log.write(record(number));
    }
    vi.advanceTimersByTime(11_000);
    expect(log.counters()).toMatchObject({ records: 30, dropped: 0, queued: 0 });
    expect(log.counters().faults).toBeGreaterThan(0);
    rmSync(state, { recursive: true });
    writeFileSync(state, old);
    chmodSync(state, 0o600);
    vi.advanceTimersByTime(11_000);
    expect(log.close()).toBe(true);
    vi.useRealTimers();
    expect(await read(place)).toEqual(Array.from({ length: 30 }, (_, number) => record(number)));
    const found = await verify(place);
    expect(found.verdict).toBe('OK_UNANCHORED');
    // One that ended late, and what passed meanwhile.
    expect(found.epoch).toBeLessThan(4);
    expect(found.epochsMissed).toBeGreaterThan(10);
  });

  it('of the signing state that fails leaves the epoch as it is, until it does not', async () => {
    stopClock();
    place.remove();
    place = createPlace(10_000);
    const log = place.open();
    faults.next = ['ENOSPC', 'EIO'];
    vi.advanceTimersByTime(10_500);
    expect(log.counters().faults).toBeGreaterThan(0);
    vi.advanceTimersByTime(5000);
    log.write(record(1));
    expect(log.close()).toBe(true);
    vi.useRealTimers();
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', epoch: 1 });
    expect(await read(place)).toEqual([record(1)]);
  });
});

it('a disk that is full keeps what has room, nothing in clear, and the log goes on when there is some', async (context) => {
  const disk = openDisk();
  if (!disk.isMounted) {
    disk.close();
    context.skip('skipped: mounting is not permitted');
  }
  const dir = disk.file('logs');
  const log = place.open({ dir, queue: { bytes: 100_000 }, flush: { bytes: 10_000 } });
  disk.fill(64 * 1024);
  const lines = Array.from({ length: 1000 }, (_, number) =>
    JSON.stringify({ number, name: `hunter2 ${'y'.repeat(300)}` }),
  );
  const taken = lines.filter((line) => log.write(line));
  expect(log.flush()).toBe(false);
  expect(log.counters()).toMatchObject({ lastFault: 'ENOSPC', dropped: 1000 - taken.length });
  expect(taken.length).toBeGreaterThan(100);
  expect(taken.length).toBeLessThan(1000);
  disk.free();
  expect(log.flush()).toBe(true);
  log.write('{"after":1}');
  expect(log.close()).toBe(true);
  const full = { ...place, dir };
  expect(await verify(full)).toMatchObject({ verdict: 'OK_UNANCHORED', torn: [] });
  expect(await read(full)).toEqual([...taken, '{"after":1}']);
  expect(readFileSync(`${dir}/00000001.sealed`, 'utf8')).not.toContain('hunter2');
  // Busy until the disk has answered what it was asked in the background.
  await vi.waitFor(() => {
    disk.close();
  });
});

describe('a writer that starts again', () => {
  it('behind a segment that was cut off since it was signed says that it is not what was written', async () => {
    const log = place.open({ fsync: 'frame' });
    for (let number = 0; number < 5; number++) {
      log.write(record(number));
      log.flush();
    }
    log.close();
    const [path = ''] = place.segments();
    const { truncateSync } = await vi.importActual<typeof import('node:fs')>('node:fs');
    const text = readFileSync(path, 'utf8').split('\n');
    truncateSync(path, Buffer.byteLength(`${text.slice(0, 4).join('\n')}\n`));
    expect(await verify(place)).toMatchObject({ verdict: 'TORN_TAIL' });
    place.open().close();
    expect(parsed(place.segments()[1] ?? '')[0]).toMatchObject({ previous: { end: 'damaged' } });
    expect(await verify(place)).toMatchObject({ verdict: 'TAMPERED', where: { segment: 2, line: 1 } });
    expect(keys.root).not.toContain('PRIVATE');
  });

  it('without a segment that it had leaves the gap open', async () => {
    for (let time = 0; time < 2; time++) place.open().close();
    const { rmSync } = await vi.importActual<typeof import('node:fs')>('node:fs');
    rmSync(place.segments()[0] ?? '');
    place.open().close();
    expect(await verify(place)).toMatchObject({ verdict: 'GAP', where: { segment: 1 } });
  });

  it('where none of its segments is refuses: it would spoil this folder and its own', async () => {
    place.open().close();
    const { rmSync, mkdirSync } = await vi.importActual<typeof import('node:fs')>('node:fs');
    const other = `${place.dir}-other`;
    mkdirSync(other);
    expect(() => place.open({ dir: other })).toThrow('it has no segment, and its writer has written some');
    rmSync(other, { recursive: true });
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', segments: 1 });
    for (const path of place.segments()) rmSync(path);
    expect(() => place.open()).toThrow(expect.objectContaining({ code: 'ERR_LOGSIEVE_SEALED_DIR' }) as Error);
  });
});
