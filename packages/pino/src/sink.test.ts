import type { PolicyDocument } from '@logsieve/core';
import { tracingChannel } from 'node:diagnostics_channel';
import { PassThrough } from 'node:stream';
import { pino, symbols } from 'pino';
import { describe, expect, it } from 'vitest';
import { counters, logsieve } from './index.js';

const CANARY = 'canary-19dd02';
const POLICY: PolicyDocument = { logsieve: 1, fields: { ok: { keep: 'integer' }, note: { keep: 'string' } } };

function open(stream: pino.DestinationStream, options: pino.LoggerOptions = {}) {
  return logsieve(pino({ base: null, ...options }, stream), { policy: POLICY });
}

function metadataSink() {
  const told: { last: Record<string, unknown>; line: string }[] = [];
  const sink = {
    [Symbol.for('pino.metadata')]: true,
    write(line: string) {
      const { lastLevel, lastObj, lastMsg, lastTime, lastLogger } = sink as Record<string, unknown>;
      told.push({ last: { lastLevel, lastObj, lastMsg, lastTime, lastLogger }, line });
    },
  };
  return { sink: sink as unknown as pino.DestinationStream, told };
}

describe('a destination with metadata', () => {
  it('is told the redacted record beside the line', () => {
    const { sink, told } = metadataSink();
    const log = open(sink, { timestamp: () => ',"time":123' });
    const child = log.child({ note: 'n' });
    child.warn({ ok: 1, secret: CANARY }, 'said %s', CANARY);
    expect(told[0]?.last).toEqual({
      lastLevel: 40,
      lastObj: { ok: 1, note: 'n' },
      lastMsg: 'said %s',
      lastTime: '123',
      lastLogger: child,
    });
    child.warn({ secret: CANARY });
    expect(told[1]?.last).toMatchObject({ lastObj: { note: 'n' }, lastMsg: undefined });
    expect(JSON.stringify(told.map(({ last, line }) => [{ ...last, lastLogger: 0 }, line]))).not.toContain(
      CANARY,
    );
  });

  it('is told so under multistream too, and levels are kept apart', () => {
    const { sink, told } = metadataSink();
    const plain: string[] = [];
    const streams = pino.multistream([
      { stream: sink, level: 'info' },
      { stream: { write: (line: string) => void plain.push(line) }, level: 'error' },
    ]);
    const log = open(streams);
    log.info({ ok: 1, secret: CANARY }, 'said %s', CANARY);
    log.error({ ok: 2 });
    expect(told.map(({ last }) => last['lastObj'])).toEqual([{ ok: 1 }, { ok: 2 }]);
    expect(plain).toHaveLength(1);
    expect(
      JSON.stringify(told.map(({ last: { lastObj, lastMsg }, line }) => [lastObj, lastMsg, line])),
    ).not.toContain(CANARY);
  });

  it('is told what stands under nestedKey', () => {
    const { sink, told } = metadataSink();
    const log = logsieve(pino({ base: null, nestedKey: 'p' }, sink), {
      policy: { logsieve: 1, fields: { 'p.ok': { keep: 'integer' } } },
    });
    log.info({ ok: 1, secret: CANARY });
    expect(told[0]?.last['lastObj']).toEqual({ ok: 1 });
  });

  it('leaves nothing of a record on a multistream that hands nothing on', () => {
    const streams = pino.multistream([{ stream: { write: () => undefined } }]);
    open(streams).info({ secret: CANARY }, 'said %s', CANARY);
    const { lastObj, lastMsg } = streams as unknown as Record<string, unknown>;
    expect(JSON.stringify([lastObj, lastMsg])).not.toContain(CANARY);
  });
});

describe('other ways to a record', () => {
  it('the diagnostics channel of pino publishes nothing', () => {
    const events: unknown[] = [];
    const listener = (event: unknown) => void events.push(event);
    const channel = tracingChannel('pino_asJson');
    const listeners = {
      start: listener,
      end: listener,
      asyncStart: listener,
      asyncEnd: listener,
      error: listener,
    };
    channel.subscribe(listeners);
    try {
      open({ write: () => undefined }).info({ secret: CANARY }, 'said %s', CANARY);
    } finally {
      channel.unsubscribe(listeners);
    }
    expect(events).toEqual([]);
  });

  it('hooks.streamWrite is given the redacted line, and what it gives is written', () => {
    const seen: string[] = [];
    const lines: string[] = [];
    const log = open(
      { write: (line) => void lines.push(line) },
      { hooks: { streamWrite: (line) => (seen.push(line), line.replace('x', 'y')) } },
    );
    log.info({ secret: CANARY }, 'x');
    expect(seen.join('')).not.toContain(CANARY);
    expect(lines[0]).toContain('"msg":"y"');
  });

  it("pino's own writing functions, called by a library, take their text for interpolated", () => {
    const lines: string[] = [];
    const log = open({ write: (line) => void lines.push(line) }) as unknown as Record<
      symbol,
      (...args: unknown[]) => string
    >;
    log[symbols.writeSym]?.({ ok: 1, secret: CANARY }, CANARY, 30);
    lines.push(log[symbols.asJsonSym]?.({ ok: 1, secret: CANARY }, CANARY, 30, ',"time":1') ?? '');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 30, ok: 1 });
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain(CANARY);
  });
});

describe('a destination that fails', () => {
  it('costs its line, is counted, and is not noticed by the application', () => {
    const log = open({
      write: () => {
        throw new Error(CANARY);
      },
    });
    log.info('x');
    log.child({}).info('x');
    expect(counters(log)).toMatchObject({ sinkFaults: 2, records: 2 });
  });

  it('does so too where what it throws throws when it is asked for its code', () => {
    const error = Object.defineProperty(new Error('x'), 'code', {
      get: () => {
        throw new Error(CANARY);
      },
    });
    const log = open({
      write: () => {
        throw error;
      },
    });
    log.info('x');
    expect(counters(log)).toMatchObject({ sinkFaults: 1, records: 1 });
  });

  it('does so too where hooks.streamWrite throws, or its metadata cannot be set', () => {
    const hooked = open(
      { write: () => undefined },
      {
        hooks: {
          streamWrite: () => {
            throw new Error(CANARY);
          },
        },
      },
    );
    hooked.info('x');
    expect(counters(hooked).sinkFaults).toBe(1);
    const frozen = open(
      Object.freeze({ [Symbol.for('pino.metadata')]: true, write: () => undefined }) as never,
    );
    frozen.info('x');
    expect(counters(frozen).sinkFaults).toBe(1);
  });
});

describe('a destination that many multistreams share', () => {
  it('is listened to once, so that nothing piles up on it, and its faults are told of to each', () => {
    const shared = new PassThrough();
    const logs = Array.from({ length: 20 }, () => open(pino.multistream([{ stream: shared }])));
    expect(shared.listenerCount('error')).toBe(1);
    shared.emit('error', new Error(CANARY));
    for (const log of logs) expect(counters(log).sinkFaults).toBe(1);
  });
});

describe('a destination that buffers', () => {
  it('is flushed by flush and by fatal', () => {
    const calls: string[] = [];
    const log = open({
      write: () => void calls.push('write'),
      flush: (done: () => void) => (calls.push('flush'), done()),
      flushSync: () => void calls.push('flushSync'),
    } as never);
    log.flush(() => calls.push('flushed'));
    log.fatal('x');
    expect(calls).toEqual(['flush', 'flushed', 'write', 'flushSync']);
  });
});
