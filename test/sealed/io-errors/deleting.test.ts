/** A writer deletes what is due, and the system calls of that fail. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchorOf, createPlace, type Place, read, verify } from '../place.js';
import { all, COUNT, ended, run, segmentFiles } from './runs.js';
import { type Fault, whyNotTraced } from './traced.js';

let place: Place;
beforeEach((context) => {
  context.skip(whyNotTraced !== undefined, whyNotTraced);
  place = createPlace();
});
afterEach(() => {
  place.remove();
});

/** A segment for each line, of which the last few stay. */
const options = { rotate: { bytes: 1200 }, retain: { bytes: 4000 } };
const manifest = () => join(place.dir, 'tombstones.ndjson');
const verdict = async () => (await verify(place, anchorOf(place))).verdict;

async function deleting(fault: Fault, paths: readonly string[], isClosed: boolean) {
  const ran = await run(place, [fault], { options, paths });
  expect(ended(ran)).toMatchObject({ result: isClosed, records: COUNT, synced: COUNT, dropped: 0 });
  expect(ended(ran)?.['purgeFaults']).toBeGreaterThan(0);
  return ended(ran)?.['purged'] as number;
}

/** What is there with a disk that works: the last lines, as many as stay. */
async function settled(): Promise<void> {
  expect(place.open({ fsync: 'frame', ...options }).close()).toBe(true);
  expect(await verdict()).toBe('OK');
  const lines = await read(place);
  expect(lines.length).toBeLessThan(4);
  expect(lines).toEqual(all.slice(-lines.length));
}

describe('deleting a segment that', () => {
  it('cannot be unlinked once is done with the next one', async () => {
    expect(await deleting({ call: 'unlink', when: '1' }, segmentFiles(place), true)).toBeGreaterThan(3);
    expect(await verdict()).toBe('OK');
    await settled();
  });

  it('cannot be unlinked at all costs no line, and the log accuses nobody: it is as if it was not closed', async () => {
    expect(await deleting({ call: 'unlink', when: '2+' }, segmentFiles(place), false)).toBe(1);
    expect(await verdict()).toBe('TORN_TAIL');
    expect(await read(place)).toEqual(all.slice(1));
    await settled();
  });

  it.each([
    ['write', true],
    ['openat', false],
    ['fsync', true],
  ] as const)('can have no tombstone (%s) stays, and costs no line', async (call, isClosed) => {
    await deleting({ call }, [manifest()], isClosed);
    expect(await verdict()).toBe(isClosed ? 'OK' : 'TORN_TAIL');
    await settled();
  });
});
