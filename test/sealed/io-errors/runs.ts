/** Runs of a process that writes a sealed log, in which system calls fail. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { anchorOf, keys, pathOf, type Place, read, verify } from '../place.js';
import { bytesIn, formsOf } from '../planted.js';
import { type Fault, type Ran, runWithFaults } from './traced.js';

export const PLANTED = 'hunter2-hunter2';
export const QUEUE = 4000;
export const COUNT = 8;

const lineOf = (number: number) =>
  JSON.stringify({ level: 30, number, planted: PLANTED, text: 'x'.repeat(400) });
/** The lines that are written. */
export const all = Array.from({ length: COUNT }, (_, number) => lineOf(number));

/** Those that can come. */
export const segmentFiles = (place: Place) =>
  Array.from({ length: 30 }, (_, number) => pathOf(place, number + 1));
/** What replaces the files of the signing state. */
export const stateFiles = ({ stateDir }: Place) =>
  ['signing-state.json', 'mark.json'].map((name) => join(stateDir, `${name}.new`));
export interface Setup {
  readonly paths?: readonly string[];
  readonly options?: object;
  /** Between two lines, in milliseconds. */
  readonly pause?: number;
  readonly fileKiB?: number;
}

/** Writes lines, and flushes each. What holds whatever fails is checked. */
export async function run(place: Place, faults: readonly Fault[], setup: Setup = {}): Promise<Ran> {
  const { dir, stateDir, anchor } = place;
  const { paths = segmentFiles(place), options, pause = 0, fileKiB } = setup;
  const rest = pause === 0 ? [] : [['wait', pause]];
  const steps = [...all.flatMap((line) => [['write', line], ['flush'], ...rest]), ['close']];
  const given = {
    ...{ dir, stateDir, anchor, recipients: [keys.recipient], redacted: true },
    ...{ fsync: 'frame', queue: { bytes: QUEUE }, ...options },
  };
  const ran = await runWithFaults(
    join(import.meta.dirname, 'writing.js'),
    { options: given, steps },
    { paths, faults, ...(fileKiB === undefined ? {} : { fileKiB }) },
  );
  // Nothing is thrown into the application, and there was something that could have been.
  expect([ran.exit, ran.failed > 0]).toEqual([0, true]);
  for (const { queuedBytes = 0 } of ran.said) expect(queuedBytes).toBeLessThanOrEqual(QUEUE);
  const forms = formsOf(PLANTED);
  for (const bytes of [...bytesIn(place.folder), Buffer.from(ran.stderr)])
    expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
  return ran;
}

/** What it gave for each flush: `+` or `-`; and what it counted at its end. */
export const flushes = ({ said }: Ran) =>
  said.flatMap(({ step, result }) => (step === 'flush' ? [result === true ? '+' : '-'] : [])).join('');
export const ended = ({ said }: Ran) => said.at(-1);

/** What is there, before and after a writer that has a disk that works. */
export async function settled(place: Place) {
  const before = await verify(place);
  expect(place.open({ fsync: 'frame' }).close()).toBe(true);
  const anchored = await verify(place, anchorOf(place));
  expect(anchored.verdict).toBe('OK');
  return { verdict: before.verdict, torn: before.torn, segments: before.segments, lines: await read(place) };
}
