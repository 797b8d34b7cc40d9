/** What is done to a log whose writer is not there, wrapping anew and deleting, and the system calls of that fail. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { generateIdentity, recipientOf } from '@logsieve/age';
import { purgeSealed, rekeySealed } from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchorOf, createPlace, keys, type Place, read, verify } from '../place.js';
import { all, segmentFiles } from './runs.js';
import { type Fault, runWithFaults, whyNotTraced } from './traced.js';

const next = generateIdentity();

let place: Place;
let access: Place;
beforeEach((context) => {
  context.skip(whyNotTraced !== undefined, whyNotTraced);
  [place, access] = [createPlace(), createPlace()];
  // Two segments, of which the first one is due once it is closed.
  const log = place.open({ fsync: 'frame', rotate: { bytes: 4500 }, retain: { ms: 1000 } });
  for (const line of all) {
    log.write(line);
    log.flush();
  }
  log.close();
});
afterEach(() => {
  for (const { remove } of [place, access]) remove();
});

const verdict = async () => (await verify(place, anchorOf(place))).verdict;

async function call(
  name: string,
  options: object,
  fault: Fault,
  setup: { paths?: readonly string[]; fileKiB?: number },
) {
  const { dir, stateDir } = access;
  const kept = { dir, stateDir, recipients: [keys.recipient], redacted: true };
  const given = { call: name, options, ...(name === 'rekeySealed' ? { kept } : {}) };
  const ran = await runWithFaults(join(import.meta.dirname, 'calling.js'), given, {
    paths: [],
    faults: [fault],
    ...setup,
  });
  expect([ran.exit, ran.stderr]).toEqual([0, '']);
  expect(JSON.stringify(ran.said)).not.toContain(place.folder);
  return ran;
}

const wanted = () => ({
  ...{ dir: place.dir, rootKey: keys.rootKey, identity: keys.identity, recipients: [recipientOf(next)] },
});

const whole = () =>
  segmentFiles(place)
    .slice(0, 2)
    .map((path) => basename(path));

describe('wrapping anew', () => {
  const rekey = (fault: Fault, setup = {}) => call('rekeySealed', wanted(), fault, setup);

  it.each([
    ['once at rename', { call: 'rename', when: '1' }, {}, 0],
    ['at the second rename', { call: 'rename', when: '2' }, {}, 1],
    ['at fsync', { call: 'fsync', when: '3' }, {}, 0],
    ['in the middle of a segment', { call: 'write', when: '1000' }, { fileKiB: 4 }, 0],
  ] as const)(
    'fails %s, and what is there is as it was, or done; the next time does the rest',
    async (_where, fault, setup, rekeyed) => {
      const ran = await rekey(fault as Fault, setup);
      expect(ran.said).toEqual([
        expect.objectContaining({ name: 'LogsieveError', code: 'ERR_LOGSIEVE_SEALED_DIR' }),
      ]);
      expect([await verdict(), readdirSync(place.dir)]).toEqual(['OK', whole()]);
      const accessLog = access.open();
      const rest = await rekeySealed({ ...wanted(), who: 'ada', reason: 'a test', accessLog });
      accessLog.close();
      expect(rest).toEqual({ rekeyed: 2 - rekeyed, kept: rekeyed, open: 0 });
      expect([await verdict(), readdirSync(place.dir)]).toEqual(['OK', whole()]);
    },
  );
});

describe('deleting', () => {
  it.each([
    ['unlink', '1', 'TAMPERED'],
    ['fsync', '1', 'TAMPERED'],
    ['link', '1', 'OK'],
  ] as const)('fails at %s: it is told, and the next time does it', async (kind, when, meanwhile) => {
    const paths = {
      unlink: segmentFiles(place),
      link: [],
      fsync: [join(place.dir, 'tombstones.ndjson')],
    }[kind];
    // Until it is due.
    await wait(1100);
    const folders = { dir: place.dir, stateDir: place.stateDir };
    const { said, failed } = await call('purgeSealed', folders, { call: kind, when }, { paths });
    expect(failed).toBe(1);
    expect(said).toEqual([
      expect.objectContaining({ name: 'LogsieveError', code: 'ERR_LOGSIEVE_SEALED_DIR' }),
    ]);
    expect(await verdict()).toBe(meanwhile);
    purgeSealed(folders);
    expect([await verdict(), await read(place)]).toEqual(['OK', all.slice(-4)]);
  });
});
