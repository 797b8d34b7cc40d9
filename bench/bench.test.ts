import { describe, expect, it } from 'vitest';
import { checkContender, checkLines } from './check.js';
import { contenders, selectContenders } from './contenders/index.js';
import { runTransport, transportContenders } from './contenders/transport.js';
import { orderOf, quantile, ratioOf } from './measure.js';
import { benchSet } from './parts/in-process.js';
import { recordSets } from './records/index.js';
import { formatTable } from './table.js';

describe.each(recordSets)('on the $title', (set) => {
  it.each(contenders)('$name does the work that it is timed for', async (contender) => {
    expect(await checkContender(contender, set)).toBeGreaterThan(0);
  });

  it.each(transportContenders)('$name writes a whole and correct file', async (contender) => {
    const { length } = set.records;
    const { lines } = await runTransport(contender, set, length, { load: 'paced', before: length });
    expect(lines).toHaveLength(2 * length);
    checkLines(contender, set, lines);
  });

  it('has the size that its title says, as plain pino writes it', async () => {
    const [plain] = selectContenders('plain pino');
    const bytes = await checkContender(plain, set);
    expect(Math.abs(bytes / set.bytes - 1)).toBeLessThan(0.05);
  });
});

describe('the check', () => {
  const http = recordSets.find(({ name }) => name === 'http') as (typeof recordSets)[number];
  const emitting = (gives: string, change: (record: object) => object) => ({
    name: 'a contender',
    against: 'a contender',
    gives,
    create: (set: typeof http, sink: { write(line: string): void }) => (index: number) =>
      sink.write(`${JSON.stringify({ ...change(set.records[index]), msg: set.message })}\n`),
  });

  it('fails a redactor that lets everything through', async () => {
    await expect(
      checkContender(
        emitting('all censored', (record) => record),
        http,
      ),
    ).rejects.toThrow('not censored');
  });

  it('fails a gate that lets an unlisted field through', async () => {
    await expect(
      checkContender(
        emitting('allowed', (record) => record),
        http,
      ),
    ).rejects.toThrow('a contender');
  });

  it('fails a gate that lets nothing through', async () => {
    await expect(
      checkContender(
        emitting('allowed', () => ({})),
        http,
      ),
    ).rejects.toThrow('missing');
  });

  it('fails a base line that loses a field', async () => {
    const losing = emitting('everything', (record) => ({ ...record, req: undefined }));
    await expect(checkContender(losing, http)).rejects.toThrow('req');
  });
});

describe('the measurement', () => {
  it('gives each contender of a round one ratio against its base line, and a table of them', async () => {
    const [set] = recordSets;
    const results = await benchSet(set, selectContenders('pino redact'), { rounds: 2, time: 1, warmup: 1 });
    expect(results.map((result: { contender: string }) => result.contender)).toEqual([
      'plain pino',
      'pino redact, 5 paths',
      'pino redact, 20 paths',
    ]);
    expect(results[0]?.ratio).toEqual({ median: 1, p10: 1, p90: 1 });
    expect(results[1]?.values).toHaveLength(2);
    expect(formatTable(results, 20)).toContain('pino redact, 20 paths');
  });

  it('puts every contender in every round once, and not always behind the same one', () => {
    const orders = Array.from({ length: 4 }, (_, round) => orderOf(round, 4));
    for (const order of orders) expect([...order].sort()).toEqual([0, 1, 2, 3]);
    expect(new Set(orders.map(String)).size).toBe(4);
    expect(new Set(orders.map((order) => order[0])).size).toBeGreaterThan(1);
  });

  it('takes ratios within a round: a slow moment of the machine that meets both leaves them as they are', () => {
    expect(ratioOf([10, 100, 10], [5, 50, 5])).toEqual({ median: 2, p10: 2, p90: 2 });
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  });
});
