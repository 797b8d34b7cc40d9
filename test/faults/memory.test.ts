import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClean, expectToldOnce, lossesOf } from './expect.js';
import { type Report, run } from './run.js';

const filler = { filler: { keep: 'string', max: 600 } };
const policy = { logsieve: 1, fields: filler, message: 'remove' };
/** 200,000 records of some 600 bytes: 120 MB of lines. */
const RECORDS = 200_000;
const plan = { policy, records: RECORDS, every: RECORDS / 4, perTurn: 200, filler: 'x'.repeat(500) };

/** The machine may be busy; what it takes is no matter here. */
const PATIENT = { end: true, patience: 110_000 };

let folder: string;
let pipe: string;
let reader: number;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'logsieve-pipe-'));
  pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  // Somebody has it open and reads nothing.
  reader = openSync(pipe, 'r+');
});
afterAll(() => {
  closeSync(reader);
  rmSync(folder, { recursive: true });
});

/** Megabytes by which what the application holds grew, as long as it ran and in the last half. */
function growth(reports: readonly Report[], of: 'held' | 'rss' = 'held') {
  const sizes = reports.flatMap(({ [of]: size }) => (size === undefined ? [] : [size / 1e6]));
  const [first = 0] = sizes;
  const last = sizes.at(-1) ?? 0;
  return { all: last - first, late: last - (sizes[Math.floor(sizes.length / 2)] ?? 0) };
}

describe.concurrent('a destination that never drains', { timeout: 120_000 }, () => {
  it.each([
    ['pino, a stream', { logger: 'pino', sink: { stream: 'never' } }],
    ['pino, a pipe nobody reads', { logger: 'pino', sink: { file: 'pipe', sync: false } }],
    ['pino, a worker before such a pipe', { logger: 'pino', sink: { worker: 'pino/file', options: 'pipe' } }],
    ['winston, a stream', { logger: 'winston', sink: { stream: 'never' } }],
  ])(
    'holds no more than is bounded, the rest is dropped, counted and told once: %s',
    async (_, { logger, sink }) => {
      const outcome = await run({ ...plan, logger, sink: withPipe(sink) }, PATIENT);
      expect(outcome.last.done).toBe(true);
      expectClean(outcome);
      expectToldOnce(outcome, /does not keep up/);
      expect(lossesOf(outcome).dropped).toBeGreaterThan(RECORDS / 3);
      const { all, late } = growth(outcome.reports);
      expect(all).toBeLessThan(80);
      expect(late).toBeLessThan(15);
    },
  );

  it.each([
    ['the pino transport', { logger: 'transport', sink: { file: 'pipe' } }],
    ['winston, a file', { logger: 'winston', sink: { file: 'pipe' } }],
  ])('holds what comes within seconds, and then no more: %s', async (_, { logger, sink }) => {
    // Slow enough to last longer than its patience.
    const slow = { ...plan, every: RECORDS / 20, pause: 350 };
    const outcome = await run({ ...slow, logger, sink: withPipe(sink) }, PATIENT);
    expect(outcome.last.done).toBe(true);
    expectClean(outcome);
    expectToldOnce(outcome, /does not keep up|do not keep up/);
    expect(growth(outcome.reports).late).toBeLessThan(15);
    expect(growth(outcome.reports, 'rss').late).toBeLessThan(60);
  });
});

function withPipe(sink: Readonly<Record<string, unknown>>): object {
  const put = (value: unknown) => (value === 'pipe' ? pipe : value);
  const options = sink['options'] === 'pipe' ? { destination: pipe } : sink['options'];
  return { ...sink, file: put(sink['file']), options };
}
