/** What is said to be on the disk, where the disk fails at being asked for it or takes its time. */
import type { NoParamCallback, PathLike } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stopClock } from './clock.js';
import { anchorOf, createPlace, keys, type Place, read, record, verify } from './place.js';

const disk = vi.hoisted(() => ({
  /** What the next calls in the foreground do; none left: as ever. */
  foreground: [] as (string | undefined)[],
  /** Calls in the background wait here, each with its descriptor, where they are to. */
  background: undefined as { fd: number; done: NoParamCallback }[] | undefined,
  closed: [] as number[],
  opensNothing: false,
}));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    fsyncSync: (fd: number) => {
      const code = disk.foreground.shift();
      if (code !== undefined) throw Object.assign(new Error(code), { code });
      fs.fsyncSync(fd);
    },
    fsync: (fd: number, done: NoParamCallback) => {
      if (disk.background === undefined) fs.fsync(fd, done);
      else disk.background.push({ fd, done });
    },
    openSync: (path: PathLike, flags: number, mode?: number) => {
      const isSecond = String(path).endsWith('.sealed') && (flags & fs.constants.O_WRONLY) === 0;
      if (disk.opensNothing && isSecond) throw Object.assign(new Error('x'), { code: 'EMFILE' });
      return fs.openSync(path, flags, mode);
    },
    closeSync: (fd: number) => {
      disk.closed.push(fd);
      fs.closeSync(fd);
    },
  };
});

let place: Place;
beforeEach(() => {
  place = createPlace();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  Object.assign(disk, { foreground: [], background: undefined, closed: [], opensNothing: false });
  place.remove();
});

describe('flush', () => {
  it('tells once of lines that were written since the last one, and of which nobody knows whether they are on the disk', () => {
    const log = place.open({ fsync: 'frame', flush: { level: 'info' } });
    expect(log.flush()).toBe(true);
    disk.foreground = ['EIO'];
    log.write(record(1));
    expect(log.counters()).toMatchObject({ records: 1, synced: 0, queued: 0, faults: 1 });
    expect(log.flush()).toBe(false);
    expect(log.flush()).toBe(true);
    log.write(record(2));
    expect(log.flush()).toBe(true);
    log.close();
  });
});

describe('counters', () => {
  it('say under fsync: never of no line that it is on the disk, not either where an epoch ends', () => {
    stopClock();
    place.remove();
    place = createPlace(10_000);
    const log = place.open({ fsync: 'never' });
    log.write(record(1));
    log.flush();
    vi.advanceTimersByTime(11_000);
    log.write(record(2));
    expect(log.flush()).toBe(true);
    log.close();
    expect(log.counters()).toMatchObject({ records: 2, synced: 0, faults: 0 });
  });
});

describe('what is asked of the disk in the background', () => {
  it('has its descriptor until it is answered: a fault could be told to another file by then, and be lost to that', () => {
    disk.background = [];
    const log = place.open();
    const [asked] = disk.background;
    log.write(record(1));
    disk.closed = [];
    expect(log.setRecipients([keys.recipient])).toBe(true);
    expect(disk.closed).not.toContain(asked?.fd);
    disk.closed = [];
    asked?.done(null);
    expect(disk.closed).toEqual([asked?.fd]);
    log.close();
    for (const { done } of disk.background.slice(1)) done(null);
  });

  it('is asked for a few files at a time: of those that are closed in a row nobody hears before it is over', async () => {
    disk.background = [];
    const log = place.open();
    for (let number = 0; number < 40; number++) {
      log.write(record(number));
      expect(log.setRecipients([keys.recipient])).toBe(true);
    }
    const asked = disk.background.splice(0);
    expect(asked.length).toBe(16);
    for (const { done } of asked) done(null);
    log.write(record(40));
    expect(log.flush()).toBe(true);
    expect(disk.background.length).toBe(1);
    log.close();
    for (const { done } of disk.background) done(null);
    expect(log.counters()).toMatchObject({ records: 41, synced: 41, faults: 0 });
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', segments: 41 });
  });

  it('stops no line where there is no descriptor for it', async () => {
    stopClock();
    const log = place.open();
    disk.opensNothing = true;
    log.setRecipients([keys.recipient]);
    for (let number = 0; number < 5; number++) {
      log.write(record(number));
      vi.advanceTimersByTime(11_000);
      expect(log.counters()).toMatchObject({ records: number + 1, queued: 0 });
    }
    expect(log.counters()).toMatchObject({ lastFault: 'EMFILE' });
    // One for each signature, and no more.
    expect(log.counters().faults).toBeLessThan(8);
    disk.opensNothing = false;
    log.close();
    vi.useRealTimers();
    expect(await read(place)).toEqual([0, 1, 2, 3, 4].map(record));
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', torn: [], segments: 2 });
  });
});
