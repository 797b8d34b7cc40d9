import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPlace, keys, parsed, type Place, read, verify } from './fixture.js';

/** `npm run test:deep` kills more of them. */
const RUNS = process.env['LOGSIEVE_DEEP'] === '1' ? 500 : 20;
const READ_EVERY = 10;

let place: Place;
beforeAll(() => {
  place = createPlace();
  // So that many are killed while one key gives way to the next.
  const path = join(place.stateDir, 'signing-state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as { epochLength: number };
  writeFileSync(path, JSON.stringify({ ...state, epochLength: 30 }));
});
afterAll(() => {
  place.remove();
});

it(`a writer that is killed ${RUNS} times loses the open batch at most, and what it leaves is a torn tail and nothing else`, async () => {
  let synced = -1;
  let first = 0;
  for (let run = 1; run <= RUNS; run++) {
    synced = Math.max(synced, await writeAndKill(first, run === 1));
    expect((await verify(place)).verdict, `run ${run}`).toBe('TORN_TAIL');
    // The next one goes on behind all that was ever given to this one.
    first += 1_000_000;
    if (run % READ_EVERY === 0) await checkRecords(synced);
  }
  const log = place.open({ fsync: 'frame' });
  expect(log.close()).toBe(true);
  const found = await verify(place);
  expect(found).toMatchObject({ verdict: 'OK_UNANCHORED' });
  expect(found.torn.length).toBeGreaterThan(RUNS / 2);
  expect(found.epoch).toBeGreaterThan(RUNS / 4);
  for (const path of place.segments().slice(1)) {
    expect(parsed(path)[0] ?? { previous: { end: 'torn' } }).toMatchObject({ previous: { end: 'torn' } });
  }
}, 3_600_000);

const acknowledged = new Map<number, number>();

/** Of each run the records from its first up to the last that was said to be on disk, each once, in order. */
async function checkRecords(synced: number): Promise<void> {
  const numbers = (await read(place)).map((line) => (JSON.parse(line) as { number: number }).number);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
  const there = new Set(numbers);
  for (const [first, last] of acknowledged) {
    for (let number = first; number <= last; number++)
      expect(there.has(number), `record ${number}`).toBe(true);
  }
  expect(synced).toBeGreaterThan(0);
}

/** The last record that the writer said was on disk; -1 where it was killed before. */
async function writeAndKill(first: number, waits: boolean): Promise<number> {
  const { dir, stateDir, anchor } = place;
  const options = {
    dir,
    stateDir,
    anchor,
    recipients: [keys.recipient],
    redacted: true,
    fsync: 'frame',
    checkpoint: 100,
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
  return last;
}
