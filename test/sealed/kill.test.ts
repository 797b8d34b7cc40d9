import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPlace, keys, parsed, type Place, read, verify } from './place.js';

const RUNS = 12;
/** `npm run test:deep` kills 500. */
const LOGS = process.env['LOGSIEVE_DEEP'] === '1' ? 42 : 1;

let place: Place;
/** Of each run, by its first record, the last that was said to be on disk. */
let acknowledged: Map<number, number>;
beforeEach(() => {
  acknowledged = new Map();
  place = createPlace();
  // So that many are killed while one key gives way to the next.
  const path = join(place.stateDir, 'signing-state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as { epochLength: number };
  writeFileSync(path, JSON.stringify({ ...state, epochLength: 30 }));
});
afterEach(() => {
  place.remove();
});

it.each(Array.from({ length: LOGS }, (_, log) => log))(
  'log %i: a writer that is killed again and again loses the open batch at most, and what it leaves is a torn tail and nothing else',
  async () => {
    for (let run = 0; run < RUNS; run++) {
      // Each goes on behind all that was ever given to the one before.
      await writeAndKill(run * 1_000_000, run === 0);
      expect((await verify(place)).verdict, `run ${run}`).toBe('TORN_TAIL');
      if (run === RUNS / 2) await checkRecords();
    }
    await checkRecords();
    expect(place.open({ fsync: 'frame' }).close()).toBe(true);
    const found = await verify(place);
    expect(found.verdict).toBe('OK_UNANCHORED');
    // Not each is killed while a segment is open, nor while a key gives way; many are.
    expect(found.torn.length).toBeGreaterThan(RUNS / 6);
    expect(found.epoch).toBeGreaterThan(0);
    for (const path of place.segments().slice(1)) {
      expect(parsed(path)[0] ?? { previous: { end: 'torn' } }).toMatchObject({ previous: { end: 'torn' } });
    }
  },
);

/** The records of each run up to the last that was said to be on disk are there; all once, in order. */
async function checkRecords(): Promise<void> {
  const numbers = (await read(place)).map((line) => (JSON.parse(line) as { number: number }).number);
  const misplaced = numbers.filter((number, index) => number <= (numbers[index - 1] ?? -1));
  expect(misplaced).toEqual([]);
  const there = new Set(numbers);
  const missing: number[] = [];
  for (const [first, last] of acknowledged) {
    for (let number = first; number <= last; number++) if (!there.has(number)) missing.push(number);
  }
  expect(missing).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(1);
}

async function writeAndKill(first: number, waits: boolean): Promise<void> {
  const { dir, stateDir, anchor } = place;
  const options = {
    ...{ dir, stateDir, anchor, recipients: [keys.recipient], redacted: true },
    ...{ fsync: 'frame', checkpoint: 100 },
  };
  const program = join(import.meta.dirname, 'writing.js');
  const child = spawn(process.execPath, [program, JSON.stringify({ options, first })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // Some before they have opened a segment, most while they write.
  if (waits || Math.random() < 0.8) await Promise.race([once(child.stdout, 'data'), wait(20_000)]);
  await wait(Math.random() * 60);
  child.kill('SIGKILL');
  await once(child, 'close');
  const last = Number(said.split('\n').slice(0, -1).at(-1) ?? -1);
  if (last >= first) acknowledged.set(first, last);
}
