import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Disk, openDisk } from './disk.js';
import { expectClean, expectToldOnce, expectWentOn, lossesOf, recordsIn } from './expect.js';
import { CANARY, type Report, run, type Running } from './run.js';

const policy = { logsieve: 1, fields: { a: { keep: 'integer' } }, message: 'remove' } as const;

/** Each way to log, by its name in the titles. */
const LOGGERS = [
  ['pino', { logger: 'pino', policy, sink: { sync: true } }],
  ['pino with an asynchronous destination', { logger: 'pino', policy, sink: { sync: false } }],
  ['the pino transport', { logger: 'transport', policy, sink: {} }],
  ['winston', { logger: 'winston', policy, sink: {} }],
] as const;

const counts = (logger: string) => logger !== 'transport';

describe.concurrent('a disk that is full', () => {
  let disk: Disk;
  beforeAll(() => {
    disk = openDisk();
    disk.fill(64 * 1024);
  });
  afterAll(() => {
    disk.close();
  });

  it.each(LOGGERS)('costs %s lines, counted and told once, and nothing else', async (name, plan) => {
    const file = disk.file(`${name}.log`);
    const outcome = await run({
      ...plan,
      records: 8000,
      perTurn: 200,
      sink: { ...plan.sink, file },
    });
    expectWentOn(outcome);
    expectClean(outcome, ...disk.texts());
    expectToldOnce(outcome, /failed \(ENOSPC\)/);
    if (!counts(plan.logger)) return;
    expect(lossesOf(outcome).sinkFaults).toBeGreaterThan(0);
    // None of them stands in a queue that does not move any more.
    expect(outcome.last.counters?.['records']).toBe(8000);
  });
});

describe.concurrent('log.fatal() of pino on a disk that is full', () => {
  it.each(LOGGERS.slice(0, 2))('does not hold the application up: %s', async (_, plan) => {
    const disk = openDisk();
    try {
      disk.fill(64 * 1024);
      const file = disk.file('a.log');
      const outcome = await run({
        ...plan,
        fatal: true,
        records: 8000,
        perTurn: 200,
        sink: { ...plan.sink, file },
      });
      expectWentOn(outcome);
      expectClean(outcome, ...disk.texts());
      expectToldOnce(outcome, /failed/);
    } finally {
      disk.close();
    }
  });
});

describe('a disk that is full and then is not', () => {
  it.each(LOGGERS.slice(0, 3))('gets the lines of %s again', async (name, plan) => {
    const disk = openDisk();
    try {
      disk.fill(8192);
      const file = disk.file('a.log');
      const during = async ({ at }: Report, { texts }: Running) => {
        if (at === undefined) return;
        // A worker may only now begin to write.
        for (let turn = 0; turn < 400 && !texts.stderr.includes('ENOSPC'); turn++) await after(50);
        disk.free();
      };
      const sink = { ...plan.sink, file };
      const outcome = await run(
        { ...plan, records: 3000, at: 1500, waits: true, rest: 600, sink },
        { during },
      );
      expectWentOn(outcome);
      expectToldOnce(outcome, /failed \(ENOSPC\)/);
      if (disk.isMounted) {
        expectClean(outcome, ...disk.texts());
        expect(disk.texts().join('')).toContain('"a":2999');
      }
    } finally {
      disk.close();
    }
  });
});

describe.concurrent('a device that fails', () => {
  it.each(LOGGERS)('costs %s its lines, counted and told once', async (_, plan) => {
    const outcome = await run({ ...plan, sink: { ...plan.sink, eio: true } });
    expectWentOn(outcome);
    expectClean(outcome);
    expectToldOnce(outcome, /failed \(EIO\)/);
    if (counts(plan.logger)) expect(lossesOf(outcome).sinkFaults).toBeGreaterThan(0);
  });
});

describe.concurrent('a reader of stdout that goes away', () => {
  it.each(LOGGERS)('costs %s its lines, counted and told once', async (_, plan) => {
    const during = ({ at }: Report, { leaveStdout }: Running) => {
      if (at === 200) leaveStdout();
    };
    const sink = { ...plan.sink, stdout: true };
    const outcome = await run({ ...plan, at: 200, waits: true, sink }, { during });
    expectWentOn(outcome);
    expectClean(outcome);
    expectToldOnce(outcome, /failed \(EPIPE\)/);
    const { sinkFaults, dropped } = lossesOf(outcome);
    if (counts(plan.logger)) expect(sinkFaults + dropped).toBeGreaterThan(1500);
  });
});

describe.concurrent('a stdout that was closed before the start', () => {
  it.each(LOGGERS)('does not reach the application that logs with %s', async (_, plan) => {
    const outcome = await run({ ...plan, sink: { ...plan.sink, stdout: true } }, { closed: true });
    expectWentOn(outcome);
    expectClean(outcome);
    expect(outcome.stderr).toBe('');
  });
});

describe.concurrent.each(['pino', 'winston'])('a stream of the application under %s', (logger) => {
  const plan = { logger, policy, records: 300 };

  it('that throws loses each line, counted and told once, its message unsaid', async () => {
    const outcome = await run({ ...plan, sink: { stream: 'throws', canary: CANARY } });
    expectWentOn(outcome);
    expectClean(outcome);
    expectToldOnce(outcome, /failed: /);
    expect(lossesOf(outcome).sinkFaults).toBe(300);
  });

  it('that fails is given no more, counted and told once, its message unsaid', async () => {
    const outcome = await run({ ...plan, sink: { stream: 'errors', canary: CANARY } });
    expectWentOn(outcome);
    expectClean(outcome);
    expectToldOnce(outcome, /failed: /);
    const { sinkFaults, dropped } = lossesOf(outcome);
    expect(sinkFaults).toBe(1);
    expect(dropped).toBeGreaterThan(200);
  });

  it('that is slow gets every line in the end', async () => {
    const outcome = await run({ ...plan, rest: 2500, sink: { stream: 'slow' } });
    expectWentOn(outcome);
    expectClean(outcome);
    expect(outcome.stderr).toBe('');
    expect(recordsIn(outcome.stdout)).toHaveLength(300);
    expect(lossesOf(outcome)).toEqual({ sinkFaults: 0, dropped: 0 });
  });
});
