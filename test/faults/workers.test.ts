import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { expectClean, expectToldOnce, expectWentOn, lossesOf } from './expect.js';
import { CANARY, run } from './run.js';

const policy = { logsieve: 1, fields: { a: { keep: 'integer' } }, message: 'remove' } as const;
const worker = fileURLToPath(new URL('broken-worker.js', import.meta.url));
const plan = { policy, at: 500, records: 2000 };

describe.concurrent('a transport worker behind the wrapper', () => {
  it.each([
    ['is killed', { worker: 'pino/file', options: { destination: 1 }, kill: true }],
    ['ends itself with 1', { worker, options: { how: 'exit', code: 1 } }],
    ['ends itself with 0', { worker, options: { how: 'exit', code: 0 } }],
    ['throws what nobody catches', { worker, options: { how: 'throw', text: CANARY } }],
  ])('that %s costs lines, counted and told once, and nothing else', async (_, sink) => {
    const outcome = await run({ ...plan, logger: 'pino', sink });
    expectWentOn(outcome);
    expectClean(outcome);
    expectToldOnce(outcome, /destination of a logger is gone/);
    expect(lossesOf(outcome).dropped).toBeGreaterThan(500);
  });

  it('that never starts ends the application, as in pino', async () => {
    const outcome = await run({
      ...plan,
      logger: 'pino',
      sink: { worker: './none-such.js', options: {}, early: true },
    });
    expect(outcome.last.done).toBeUndefined();
    expect(outcome.code).toBe(7);
    expectClean(outcome);
  });
});

describe.concurrent('the worker of the pino transport', () => {
  it.each([true, false])(
    'that is killed ends the application, as in pino (pino alone: %s)',
    async (plain) => {
      const outcome = await run({ ...plan, logger: 'transport', plain, sink: { kill: true } });
      expect(outcome.code).toBe(7);
      expect(outcome.last.crashed).toBe('the worker thread exited');
      if (!plain) expectClean(outcome);
    },
  );
});
