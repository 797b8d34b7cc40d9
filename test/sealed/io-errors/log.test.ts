/** The system calls of a process that writes a sealed log fail; what it leaves is looked at, and the next one goes on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlace, type Place, verify } from '../place.js';
import { all, COUNT, ended, flushes, QUEUE, run, segmentFiles, settled, stateFiles } from './runs.js';
import { whyNotTraced } from './traced.js';

const isDeep = process.env['LOGSIEVE_DEEP'] === '1';
let place: Place;
beforeEach((context) => {
  context.skip(whyNotTraced !== undefined, whyNotTraced);
  place = createPlace();
});
afterEach(() => {
  place.remove();
});

/** All that a start, a turn of keys and a change of segments have to do with. */
const everything = () => [
  ...[place.dir, place.stateDir, ...segmentFiles(place), ...stateFiles(place)],
  ...['signing-state.json', 'mark.json', 'writer.lock'].map((name) => join(place.stateDir, name)),
];
const turnKeysEach = (epochLength: number) => {
  const path = join(place.stateDir, 'signing-state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...state, epochLength }), { mode: 0o600 });
};

describe('the system fails', () => {
  it('once at a write: its segment is torn, and the lines are in the next one', async () => {
    const ran = await run(place, [{ call: 'write', when: '4' }]);
    expect(flushes(ran)).toBe('++-+++++');
    expect(ended(ran)).toMatchObject({ result: true, records: 8, synced: 8, faults: 1, lastFault: 'EIO' });
    expect(await settled(place)).toEqual({ verdict: 'OK_UNANCHORED', torn: [1], segments: 2, lines: all });
  });

  it('at every write from some time on: what was synced is there, the rest is counted, nothing piles up', async () => {
    const ran = await run(place, [{ call: 'write', when: '4+' }], { options: { queue: { bytes: 1500 } } });
    expect(flushes(ran)).toBe('++------');
    expect(ended(ran)).toMatchObject({ result: false, records: 2, synced: 2, dropped: 6, faults: 7 });
    expect(await settled(place)).toEqual({
      verdict: 'TORN_TAIL',
      torn: [1],
      segments: 1,
      lines: all.slice(0, 2),
    });
  });

  it('in the middle of a frame, which is in part on the disk: it is written anew, whole', async () => {
    const ran = await run(place, [{ call: 'write', when: '5..6' }], { fileKiB: 4 });
    expect(flushes(ran)).toContain('-');
    expect(ended(ran)).toMatchObject({ result: true, records: 8, synced: 8, dropped: 0 });
    const { verdict, torn, lines } = await settled(place);
    expect([verdict, lines]).toEqual(['OK_UNANCHORED', all]);
    expect(torn.length).toBeGreaterThan(0);
  });

  it.each(['EIO', 'ENOSPC'])(
    'once at fsync (%s): no later call says of these lines that they are on the disk',
    async (error) => {
      const ran = await run(place, [{ call: 'fsync', when: '3', error }]);
      expect(flushes(ran)).toBe('+-++++++');
      expect(ended(ran)).toMatchObject({ records: 8, synced: 7, faults: 1, lastFault: error });
      expect(await settled(place)).toEqual({ verdict: 'OK_UNANCHORED', torn: [1], segments: 2, lines: all });
    },
  );

  it('at fsync in the background: it is counted, and the segment is given up', async () => {
    const options = { fsync: 'interval', checkpoint: 100 };
    const ran = await run(place, [{ call: 'fsync', when: '1' }], {
      options,
      pause: 60,
      paths: segmentFiles(place),
    });
    expect(ended(ran)?.['faults']).toBeGreaterThan(0);
    expect(ended(ran)?.['synced']).toBeLessThan(8);
    const { verdict, torn, lines } = await settled(place);
    expect([verdict, lines]).toEqual(['OK_UNANCHORED', all]);
    expect(torn.length).toBeGreaterThan(0);
  });

  it('at every rename in the folder of the signing state: each line is written', async () => {
    turnKeysEach(50);
    const ran = await run(place, [{ call: 'rename', when: '4+' }], { paths: stateFiles(place), pause: 40 });
    expect(ended(ran)).toMatchObject({ result: true, records: 8, synced: 8, queued: 0, dropped: 0 });
    expect(ended(ran)?.['faults']).toBeGreaterThan(0);
    const { verdict, torn, lines } = await settled(place);
    expect([verdict, torn, lines]).toEqual(['OK_UNANCHORED', [], all]);
  });

  it('at opening the next segment: lines wait, and are in it when it can be opened', async () => {
    const [, ...others] = segmentFiles(place);
    const ran = await run(place, [{ call: 'openat', when: '1..2' }], {
      paths: others,
      options: { rotate: { bytes: 2500 } },
    });
    expect(flushes(ran)).toMatch(/^\+\+*--\++$/);
    expect(ended(ran)).toMatchObject({ result: true, records: 8, synced: 8, faults: 2 });
    const { verdict, torn, lines } = await settled(place);
    expect([verdict, torn, lines]).toEqual(['OK_UNANCHORED', [], all]);
  });
});

it('a system that says it has written what it has not is found out', async () => {
  const ran = await run(place, [{ call: 'write', when: '4', lie: 1000 }]);
  expect(flushes(ran)).toContain('+');
  expect((await verify(place)).verdict).toBe('TAMPERED');
});

/** Whichever call of a kind it is: `npm run test:deep` has each of them fail. */
const COUNTS = { write: 20, fsync: 20, openat: 20, rename: 12, unlink: 1 } as const;
const SOME = [
  ['write', 5],
  ['fsync', 6],
  ['openat', 5],
  ['openat', 12],
  ['rename', 3],
] as const;
const EACH = (Object.keys(COUNTS) as (keyof typeof COUNTS)[]).flatMap((call) =>
  Array.from({ length: COUNTS[call] }, (_, at) => [call, at + 1] as const),
);

it.each(isDeep ? EACH : SOME)(
  'a call that fails (%s, number %i) costs no line, or the log says that it does not start',
  async (call, at) => {
    turnKeysEach(60);
    const ran = await run(place, [{ call, when: String(at) }], {
      ...{ paths: everything(), pause: 20, options: { rotate: { bytes: 4000 }, queue: { bytes: QUEUE } } },
    });
    const isStarted = ran.said[0]?.['step'] !== 'start';
    if (isStarted) expect(ended(ran)).toMatchObject({ records: COUNT, dropped: 0, queued: 0 });
    else expect(ran.said).toEqual([expect.objectContaining({ name: 'LogsieveError' })]);
    expect(JSON.stringify(ran.said)).not.toContain(place.folder);
    const { verdict, lines } = await settled(place);
    expect(lines).toEqual(isStarted ? all : []);
    expect(['OK_UNANCHORED', 'TORN_TAIL', 'GAP']).toContain(verdict);
  },
);
