import { describe, expect, it } from 'vitest';
import { conversationRecords } from '../conversations/records.js';
import { figures, isOf } from '../goals.js';
import { recordSets } from '../records/index.js';
import { threadTime } from '../thread-time.js';
import { processorCounts } from './bulk.js';
import { measure as measureConversations } from './conversations.js';
import { benchMemory } from './memory.js';
import { measure as measureSealed } from './sealed.js';
import { measure as measureStore } from './store.js';
import { measure } from './transport.js';

describe('the transports', () => {
  it('are measured as a whole, by the call, and by the thread that logs', async () => {
    const lines = { count: 256, before: 64 };
    const { rows } = await measure({ records: ['access'], rounds: 1, lines });
    const measures = rows
      .filter(({ contender }) => contender === 'logsieve transport')
      .map((row) => row.measure);
    const ofThread = threadTime() === undefined ? [] : ['main thread'];
    expect(measures).toEqual(['wall', 'call, p50', 'call, p99', 'call, p99.9', ...ofThread]);
    for (const { ratio } of rows) expect(ratio.median).toBeGreaterThan(0);
  });

  it('tell what the thread itself has used', () => {
    const start = threadTime();
    if (start === undefined) return;
    const end = performance.now() + 10_000;
    while (threadTime() === start && performance.now() < end);
    expect(threadTime()).toBeGreaterThan(start);
  });
});

describe('the memory', () => {
  it('is what a record allocates, in bytes', () => {
    const { rows } = benchMemory({
      sets: recordSets.filter(({ name }) => name === 'http'),
      only: 'logsieve pino',
      rounds: 3,
      warmup: 50,
    });
    const [plain, sieved] = rows;
    expect([plain?.contender, sieved?.contender]).toEqual(['plain pino', 'logsieve pino']);
    // A line is there at least once, the objects on its way a few times more: of 2.3 KB, and of the half that is kept.
    for (const bytes of plain?.values ?? []) expect(bytes).toBeGreaterThan(2_300);
    for (const bytes of sieved?.values ?? []) expect(bytes).toBeGreaterThan(1_000);
    for (const row of [plain, sieved])
      for (const bytes of row?.values ?? []) expect(bytes).toBeLessThan(100_000);
  });
});

describe('the conversations', () => {
  it('are measured whole, turn by turn and token by token', async () => {
    const options = { rounds: 2, time: 1 };
    const kinds = [{ count: 10 }, { count: 100, isFurther: true }, { isStream: true }];
    const rows = (
      await Promise.all(kinds.map((kind) => measureConversations({ ...kind, ...options })))
    ).flat();
    const known = figures.filter((figure) => rows.some((row) => isOf(figure, row)));
    expect(known.map(({ title, measure }) => `${title}: ${measure}`)).toEqual([
      'conversations, whole: speed',
      'conversations, turn by turn: speed',
      'conversations, further turns: speed',
      'conversations, stream: speed',
      'conversations, stream after 100 turns: speed',
      'conversations, stream after 100 turns: held, characters',
    ]);
    for (const { ratio } of rows) if (ratio !== undefined) expect(ratio.median).toBeGreaterThan(0);
    expect(rows.at(-1)?.most).toBeGreaterThan(20);
    expect(rows.at(-1)?.most).toBeLessThanOrEqual(512);
    for (const { record } of rows) expect(conversationRecords).toContain(record);
  });
});

it('sealed logs, stores and encrypted values are measured against figures that there are', async () => {
  const options = { rounds: 1, time: 1 };
  const stored = await Promise.all(['append', 'encrypt'].map((kind) => measureStore({ kind, ...options })));
  const rows = [...stored.flat(), ...(await measureSealed(options)).rows];
  for (const row of rows) expect(figures.filter((figure) => isOf(figure, row))).toHaveLength(1);
  expect(rows).toHaveLength(6);
  for (const { ratio, most } of rows) expect(ratio?.median ?? most).toBeGreaterThan(0);
});

describe('the bulk', () => {
  it('goes up to all processors', () => {
    expect([1, 2, 3, 8].map(processorCounts)).toEqual([[1], [1, 2], [1, 2, 3], [1, 2, 4, 8]]);
  });
});
