import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { logsieve as protectPino } from '@logsieve/pino';
import { logsieve as protectWinston } from '@logsieve/winston';
import { pino } from 'pino';
import winston from 'winston';
import { describe, expect, it } from 'vitest';
import { expectNoLeak } from '../expect-no-leak.js';
import { plant } from '../plant/plant.js';
import { findLeaks } from '../search/find-leaks.js';
import { capture } from './capture.js';

describe('capture', () => {
  it('is a destination of pino and has a record at once', () => {
    const sink = capture();
    const log = pino({ base: null, timestamp: false }, sink);
    log.info({ status: 200 }, 'done');
    log.child({ a: 1 }).warn('twice');
    expect(sink.text).toBe('{"level":30,"status":200,"msg":"done"}\n{"level":40,"a":1,"msg":"twice"}\n');
    expect(sink.lines).toHaveLength(2);
    expect(sink.records).toEqual([
      { level: 30, status: 200, msg: 'done' },
      { level: 40, a: 1, msg: 'twice' },
    ]);
    sink.clear();
    expect(sink.text).toBe('');
  });

  it('is a transport of winston that heeds the level of the logger', () => {
    const sink = capture();
    const log = winston.createLogger({ level: 'info', transports: [sink] });
    log.info('done', { status: 200 });
    log.debug('not logged');
    expect(sink.records).toEqual([{ level: 'info', message: 'done', status: 200 }]);
    log.level = 'debug';
    log.debug('logged');
    expect(sink.lines).toHaveLength(2);
  });

  it('takes exceptions that winston handles', () => {
    const sink = capture();
    const log = winston.createLogger({
      transports: [capture()],
      exceptionHandlers: [sink],
      exitOnError: false,
    });
    const { exceptions } = log as unknown as { exceptions: { _uncaughtException: (error: Error) => void } };
    exceptions._uncaughtException(new Error('an exception'));
    log.exceptions.unhandle();
    expect(sink.text).toContain('an exception');
  });

  it('is the end of any stream, and leaves out what is no JSON from the records', async () => {
    const sink = capture();
    await pipeline(Readable.from(['{"a":1}\nnot', ' json\n[1]\n', Buffer.from('{"b":2}')]), sink);
    expect(sink.lines).toEqual(['{"a":1}', 'not json', '[1]', '{"b":2}']);
    expect(sink.records).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('shows a leak without logsieve, and none with it', () => {
    const { planted, canaries } = plant();
    const raw = capture();
    pino(raw).info(planted, 'hello %s', planted.user.name);
    expect(findLeaks(raw, canaries).length).toBeGreaterThan(15);
    expect(() => {
      expectNoLeak(raw, canaries);
    }).toThrow('user.email (email): plain, at line 1, byte');
    const safe = capture();
    protectPino(pino(safe)).info(planted, 'hello %s', planted.user.name);
    expectNoLeak(safe, canaries);
    const sink = capture();
    protectWinston(winston.createLogger({ transports: [sink] })).info('hello %s', planted.user.name, planted);
    expectNoLeak(sink, canaries);
  });

  it('is searched for all that a transport of winston could read, not for its text alone', () => {
    const { planted, canaries } = plant({ secret: 'a secret' });
    const sink = capture();
    const format = winston.format.printf(() => 'nothing to see');
    winston.createLogger({ format, transports: [sink] }).info('hello %s', planted.secret);
    expect(sink.text).toBe('nothing to see\n');
    expect(findLeaks(sink, canaries).map(({ place }) => place)).toEqual(['info, $[0][symbol][0]']);
  });
});
