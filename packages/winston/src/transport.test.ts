import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import winston from 'winston';
import { CANARY, capture, findCanary } from '../testing/capture.js';
import { LogsieveTransport, type LogsieveTransportOptions } from './index.js';

const { format } = winston;

function loggerWith(
  options: Partial<LogsieveTransportOptions> = {},
  loggerOptions: winston.LoggerOptions = {},
) {
  const seen = capture();
  const transport = new LogsieveTransport({ transport: seen.transport, ...options });
  return { ...seen, transport, log: winston.createLogger({ ...loggerOptions, transports: [transport] }) };
}

describe('LogsieveTransport', () => {
  it('hands on what the policy allows, as infos of its own', () => {
    const { log, infos, records } = loggerWith();
    log.info('kept', { status: 200, secret: CANARY });
    log.child({ secret: CANARY }).info('kept %s', CANARY, { secret: CANARY });
    expect(records()).toEqual([
      { level: 'info', status: 200, message: 'kept' },
      { level: 'info', message: 'kept %s' },
    ]);
    expect(findCanary(infos)).toEqual([]);
  });

  it('keeps the message of an Error out, also where winston joined it to the message', () => {
    const { log, infos, records } = loggerWith(
      {},
      { format: format.combine(format.errors({ stack: true }), format.json()) },
    );
    log.error('failed', Object.assign(new TypeError(CANARY), { code: 'E_X' }));
    expect(records()).toEqual([
      { level: 'error', err: { type: 'TypeError', code: 'E_X' }, message: 'TypeError' },
    ]);
    expect(findCanary(infos)).toEqual([]);
  });

  it('leaves interpolated text to the detectors, as it says', () => {
    const { log, records } = loggerWith({}, { format: format.splat() });
    log.info('user %s', 'ann@example.com');
    expect(records()[0]?.['message']).toMatch(/^user /);
    expect(records()[0]?.['message']).not.toContain('ann@');
  });

  it('takes profile and render, and the level of its transport', () => {
    const seen = capture({ level: 'error' });
    const policy = { logsieve: 1, profiles: { quiet: { fields: { status: 'remove' } } } } as const;
    const transport = new LogsieveTransport({
      transport: seen.transport,
      policy,
      profile: 'quiet',
      render: format.simple(),
    });
    const log = winston.createLogger({ transports: [transport] });
    log.info('no');
    log.error('kept', { status: 500 });
    expect(seen.infos.map((info) => info[Symbol.for('message')])).toEqual(['error: kept']);
  });

  it('is told of exceptions where its transport is', () => {
    const seen = capture({ handleExceptions: true });
    const log = winston.createLogger({
      exitOnError: false,
      transports: [new LogsieveTransport({ transport: seen.transport })],
    });
    const { exceptions } = log as unknown as {
      exceptions: { _uncaughtException: (error: unknown) => void; unhandle: () => void };
    };
    exceptions._uncaughtException(new TypeError(CANARY));
    exceptions.unhandle();
    expect(seen.infos).toHaveLength(1);
    expect(findCanary(seen.infos)).toEqual([]);
  });

  it('ends and closes with its transport', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-'));
    const filename = join(folder, 'app.log');
    const { log } = loggerWith({ transport: new winston.transports.File({ filename }) });
    for (let i = 0; i < 50; i++) log.info('kept', { secret: CANARY });
    await new Promise((resolve) => {
      log.on('finish', resolve);
      log.end();
    });
    // The file transport of winston 3.17 finishes before it has written.
    const text = await vi.waitFor(async () => {
      const written = await readFile(filename, 'utf8');
      expect(written.trim().split('\n')).toHaveLength(50);
      return written;
    }, 5000);
    await rm(folder, { recursive: true });
    expect(text).not.toContain(CANARY);

    const closed = vi.fn();
    const closing = loggerWith({ transport: Object.assign(capture().transport, { close: closed }) });
    closing.log.remove(closing.transport);
    expect(closed).toHaveBeenCalledOnce();
  });

  it('keeps what its transport throws from the application', () => {
    const { log } = loggerWith({
      transport: new winston.transports.Console({
        format: format.printf(() => {
          throw new Error(CANARY);
        }),
      }),
    });
    expect(() => log.info('kept')).not.toThrow();
  });

  it.each([[undefined], [{}], [{ log: 1 }]])('refuses %j as transport', (transport) => {
    expect(() => new LogsieveTransport({ transport: transport as never })).toThrowError(
      expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS' }) as Error,
    );
  });

  it.each([
    [undefined, 'options'],
    [null, 'options'],
    [{ profiles: {} }, 'options.profiles'],
    [{ polisy: {} }, 'options.polisy'],
    [{ policy: null }, 'options.policy'],
    [{ profile: 5 }, 'options.profile'],
    [{ discover: 'yes' }, 'options.discover'],
    [{ level: 5 }, 'options.level'],
    [{ render: 5 }, 'options.render'],
  ])('refuses the options %j', (options, path) => {
    const given = options && { transport: capture().transport, ...options };
    expect(() => new LogsieveTransport(given as never)).toThrowError(
      expect.objectContaining({ name: 'LogsieveError', code: 'ERR_LOGSIEVE_OPTIONS', path }) as Error,
    );
  });

  it('names its own options beside an unknown one', () => {
    expect(() => new LogsieveTransport({ polisy: 1 } as never)).toThrowError(
      'known options: transport, level, policy, profile, render, discover',
    );
  });
});
