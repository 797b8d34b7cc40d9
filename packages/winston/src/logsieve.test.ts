import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import winston, * as namespace from 'winston';
import TransportStream from 'winston-transport';
import { CANARY, capture, findCanary, type Info, LEVEL, MESSAGE } from '../testing/capture.js';
import { counters, logsieve, type LogsieveOptions } from './index.js';

const { format } = winston;

let printed: unknown[];
beforeEach(() => {
  printed = [];
  for (const method of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void printed.push(...args));
  }
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (printed.push(text), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(findCanary(printed)).toEqual([]);
});

function protectedLogger(options: winston.LoggerOptions = {}, how: LogsieveOptions = {}) {
  const seen = capture();
  const log = logsieve(winston.createLogger({ transports: [seen.transport], ...options }), how);
  return { log, ...seen };
}

const leak = (log: winston.Logger) => log.info('kept %s', CANARY, { status: 200, secret: CANARY });

describe('logsieve(logger)', () => {
  it('gives back the same logger', () => {
    const logger = winston.createLogger();
    expect(logsieve(logger)).toBe(logger);
  });

  it.each([
    ['a logger twice', 'ERR_LOGSIEVE_ALREADY_PROTECTED', () => logsieve(logsieve(winston.createLogger()))],
    [
      'a child of a protected logger',
      'ERR_LOGSIEVE_ALREADY_PROTECTED',
      () => logsieve(logsieve(winston.createLogger()).child({})),
    ],
    ['a child', 'ERR_LOGSIEVE_UNSUPPORTED_LOGGER', () => logsieve(winston.createLogger().child({}))],
    ['console', 'ERR_LOGSIEVE_UNSUPPORTED_LOGGER', () => logsieve(console as never)],
    ['nothing', 'ERR_LOGSIEVE_UNSUPPORTED_LOGGER', () => logsieve(undefined as never)],
    ['counters of a bare logger', 'ERR_LOGSIEVE_UNSUPPORTED_LOGGER', () => counters(winston.createLogger())],
    [
      'unknown options',
      'ERR_LOGSIEVE_OPTIONS',
      () => logsieve(winston.createLogger(), { polisy: 1 } as never),
    ],
    [
      'a render that is no format',
      'ERR_LOGSIEVE_OPTIONS',
      () => logsieve(winston.createLogger(), { render: 1 as never }),
    ],
    ...(
      [
        ['policy', null],
        ['policy', 5],
        ['profile', 5],
        ['profile', null],
        ['discover', 'yes'],
        ['profiles', ['console']],
      ] as const
    ).map(([name, value]): [string, string, () => unknown] => [
      `the option ${name} given as ${JSON.stringify(value)}`,
      'ERR_LOGSIEVE_OPTIONS',
      () => logsieve(winston.createLogger(), { [name]: value } as never),
    ]),
    [
      'options that are no object',
      'ERR_LOGSIEVE_OPTIONS',
      () => logsieve(winston.createLogger(), null as never),
    ],
    [
      'odd profiles',
      'ERR_LOGSIEVE_OPTIONS',
      () => logsieve(winston.createLogger(), { profiles: { a: 1 } as never }),
    ],
    [
      'a profile that does not exist',
      'ERR_LOGSIEVE_POLICY',
      () => logsieve(winston.createLogger(), { profiles: { console: 'nope' } }),
    ],
    [
      'a bad policy',
      'ERR_LOGSIEVE_POLICY',
      () => logsieve(winston.createLogger(), { policy: { logsieve: 2 } as never }),
    ],
  ])('refuses %s', (_, code, act) => {
    expect(act).toThrowError(expect.objectContaining({ code }) as Error);
  });

  it('leaves a logger alone when it refuses', () => {
    const seen = capture();
    const logger = winston.createLogger({ transports: [seen.transport] });
    expect(() => logsieve(logger, { policy: { logsieve: 2 } as never })).toThrow();
    logger.info('kept', { any: 1 });
    expect(seen.records()).toEqual([{ level: 'info', message: 'kept', any: 1 }]);
  });

  it('refuses to start with a winston that works otherwise', () => {
    const logger = winston.createLogger();
    class Other extends winston.Logger {
      override log = ((...args: unknown[]) => (this.emit('data', args), this)) as never;
      override _transform() {}
      _addDefaultMeta() {}
      override child = (() => this) as never;
      override configure(options: winston.LoggerOptions) {
        super.configure(options);
      }
      override startTimer() {
        return super.startTimer();
      }
      override profile() {
        return this;
      }
    }
    Object.assign(Other.prototype, { log: () => undefined, child: () => undefined });
    Object.setPrototypeOf(logger, Other.prototype);
    expect(() => logsieve(logger)).toThrowError(
      expect.objectContaining({ code: 'ERR_LOGSIEVE_SELF_CHECK' }) as Error,
    );
  });
});

describe('a record', () => {
  it('has the template, the listed fields and the level by its name', () => {
    const { log, records } = protectedLogger({ format: format.combine(format.colorize(), format.splat()) });
    leak(log);
    expect(records()).toEqual([{ level: 'info', status: 200, message: 'kept %s' }]);
  });

  it('has the interpolated text under message: scan, as the logger would emit it', () => {
    const how: LogsieveOptions = { policy: { logsieve: 1, message: 'scan' } };
    const { log, records } = protectedLogger({ format: format.splat() }, how);
    log.info('user %s of %d', 'ann@example.com', 7);
    expect(records()[0]?.['message']).toMatch(/^user (?!ann@).+ of 7$/);
  });

  it('has an Error as err, with type and code, and its type where its message would be', () => {
    const { log, records } = protectedLogger();
    const error = Object.assign(new TypeError(CANARY), { code: 'E_X', status: 500 });
    log.error(error);
    log.error('failed', error);
    log.error(`failed: ${error.message}`, { err: error });
    log.log('error', 'failed %s', error);
    log.log({ level: 'error', message: error as never });
    const err = { type: 'TypeError', code: 'E_X', status: 500 };
    expect(records().map((record) => [record['err'], record['message']])).toEqual([
      [err, 'TypeError'],
      [err, 'failed'],
      [err, 'TypeError'],
      [err, 'failed %s'],
      [err, 'TypeError'],
    ]);
    expect(records().some((record) => 'status' in record)).toBe(false);
  });

  it('is not joined by what splat() would merge of an Error or a string', () => {
    const fields = { '0': { keep: 'string' }, detail: { keep: 'string' } } as const;
    const { log, records } = protectedLogger({ format: format.splat() }, { policy: { logsieve: 1, fields } });
    log.error('failed', Object.assign(new TypeError(CANARY), { detail: CANARY, status: 500 }), { count: 1 });
    log.error('failed %s', 1, CANARY, Object.assign(new Error(CANARY), { detail: CANARY }), { count: 2 });
    expect(records()).toEqual([
      { level: 'error', err: { type: 'TypeError', status: 500 }, count: 1, message: 'failed' },
      { level: 'error', err: { type: 'Error' }, count: 2, message: 'failed %s' },
    ]);
  });

  it('lets the metadata of a call win over that of the logger and its child', () => {
    const { log, records } = protectedLogger({ defaultMeta: { service: 'a', name: 'a', label: 'a' } });
    log.child({ name: 'b', label: 'b' }).info('kept', { label: 'c' });
    expect(records()).toEqual([{ level: 'info', service: 'a', name: 'a', label: 'c', message: 'kept' }]);
  });

  it('has what the formats of the logger add or move', () => {
    const shape = format.combine(
      format.timestamp(),
      format.label({ label: 'api' }),
      format.metadata({ fillWith: ['x'] }),
    );
    const how: LogsieveOptions = { policy: { logsieve: 1, fields: { 'metadata.x': { keep: 'integer' } } } };
    const { log, records } = protectedLogger({ format: shape }, how);
    log.info('kept', { x: 1, y: 2 });
    expect(records()).toEqual([
      {
        level: 'info',
        timestamp: expect.any(String) as string,
        label: 'api',
        metadata: { x: 1 },
        message: 'kept',
      },
    ]);
  });

  it('has a format that clones through JSON from its second record on', () => {
    const clone = format((info) => ({ ...(JSON.parse(JSON.stringify(info)) as Info), count: 1 }) as never)();
    const { log, records } = protectedLogger({ format: clone });
    log.info('kept', { status: 200 });
    log.info('kept', { status: 201 });
    expect(records()).toEqual([
      { level: 'info', status: 200, message: 'kept' },
      { level: 'info', status: 201, count: 1, message: 'kept' },
    ]);
  });

  it('does not come out where the format filters it', () => {
    const { log, infos } = protectedLogger({ format: format((info) => (info['drop'] ? false : info))() });
    log.info('a', { drop: true });
    log.info('b');
    expect(infos.map((info) => info['message'])).toEqual(['b']);
  });

  it('takes winston’s other ways of calling', () => {
    const { log, records } = protectedLogger();
    const { info } = log;
    info('detached');
    log.info(42 as never);
    log.log('warn', 'two');
    log.write({ level: 'info', message: 'written' });
    (log.log as (...args: unknown[]) => void)('nonsense');
    (log.log as (...args: unknown[]) => void)();
    log.write(null as never);
    expect(records().map(({ message }) => message)).toEqual(['detached', '42', 'two', 'written']);
    expect(counters(log).dropped).toBe(3);
  });

  it('does not come out with a level that the logger lacks, and that level is not printed', () => {
    const { log, infos } = protectedLogger();
    log.log(CANARY, 'x');
    log.log({ level: CANARY, message: 'x' });
    log.log('constructor', 'x');
    expect(infos).toEqual([]);
    expect(counters(log).dropped).toBe(3);
    expect(printed).toHaveLength(1);
  });

  it('comes from every level method of a logger with levels of its own', () => {
    const levels = { fatal: 0, audit: 1, trace: 2 };
    const { log, records, infos } = protectedLogger({ levels, level: 'trace' });
    const methods = log as unknown as Record<string, (...args: unknown[]) => void>;
    for (const level of Object.keys(levels))
      methods[level]?.('kept %s', CANARY, { status: 1, secret: CANARY });
    expect(records().map(({ level }) => level)).toEqual(['fatal', 'audit', 'trace']);
    expect(findCanary(infos)).toEqual([]);
    log.configure({ levels: { audit: 0, extra: 1 }, level: 'extra', transports: [capture().transport] });
    const info = Object.freeze({ message: 'kept' });
    expect(() => methods['audit']?.(info)).not.toThrow();
    log.log('extra', 'kept');
  });
});

describe('transports', () => {
  it('keep their levels, and silence', () => {
    const errors = capture({ level: 'error' });
    const silent = capture({ silent: true });
    const { log, infos } = protectedLogger();
    log.add(errors.transport).add(silent.transport);
    log.info('a');
    log.debug('b');
    log.error('c');
    expect(log.isLevelEnabled('debug')).toBe(false);
    log.silent = true;
    log.error('d');
    expect([infos, errors.infos, silent.infos].map((list) => list.map((info) => info['message']))).toEqual([
      ['a', 'c'],
      ['c'],
      [],
    ]);
  });

  it('that come later, by add, configure or clear, are protected too (W10)', () => {
    const { log } = protectedLogger();
    const [added, configured, again] = [capture(), capture(), capture()];
    log.add(added.transport);
    leak(log);
    log.configure({
      transports: [configured.transport],
      format: format.combine(format.splat(), format.json()),
    });
    leak(log);
    log.clear().add(again.transport);
    leak(log);
    log.remove(again.transport);
    const all = [added, configured, again];
    expect(all.map(({ infos }) => infos.length)).toEqual([1, 1, 1]);
    expect(findCanary(all.map(({ infos }) => infos))).toEqual([]);
  });

  it('of winston 2 are protected too', () => {
    const got: unknown[] = [];
    const legacy = Object.assign(new Writable({ objectMode: true }), {
      name: 'legacy',
      log: (level: string, message: string, meta: object, callback: () => void) => {
        got.push({ level, message, meta });
        callback();
      },
    });
    const { log } = protectedLogger({ transports: [legacy as never] });
    leak(log);
    expect(got).toHaveLength(1);
    expect(findCanary(got)).toEqual([]);
    log.remove(legacy as never);
    expect(log.transports).toEqual([]);
  });

  it('that buffer get each record once, also all at a time', async () => {
    const batches: Info[][] = [];
    let release = (): void => undefined;
    const slow = new TransportStream({
      log(info: Info, next: () => void) {
        batches.push([info]);
        release = next;
      },
    });
    const batching = new TransportStream({
      log: (info: Info, next: () => void) => setTimeout(next, 1),
      logv(chunks: { chunk: Info }[], next: () => void) {
        batches.push(chunks.map(({ chunk }) => chunk));
        next();
      },
    });
    const { log } = protectedLogger({ transports: [slow, batching] });
    for (let i = 0; i < 5; i++) log.info('kept', { status: 200 + i, secret: CANARY });
    for (let i = 0; i < 5; i++) {
      release();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(findCanary(batches)).toEqual([]);
    expect(
      batches
        .flat()
        .map((info) => info['status'])
        .sort(),
    ).toEqual([200, 201, 201, 202, 202, 203, 203, 204, 204]);
  });

  it('that buffer lose none of the records beside one that they throw at', () => {
    let release = (): void => undefined;
    const got: unknown[] = [];
    const picky = new TransportStream({
      log(info: Info, next: () => void) {
        if (info['status'] === 202) throw new Error(CANARY);
        got.push(info['status']);
        if (info['status'] === 200) release = next;
        else next();
      },
    });
    const { log } = protectedLogger({ transports: [picky] });
    for (let i = 0; i < 4; i++) log.info('kept', { status: 200 + i });
    release();
    log.info('kept', { status: 204 });
    expect(got).toEqual([200, 201, 203, 204]);
    expect(counters(log).sinkFaults).toBe(1);
  });

  it('shared with a bare logger do not get its raw records', () => {
    const { log, transport, infos } = protectedLogger();
    const bare = winston.createLogger({ transports: [transport], format: format.splat() });
    bare.info('kept', { status: 200, secret: CANARY });
    log.info('kept');
    expect(infos).toHaveLength(2);
    expect(infos[0]).toMatchObject({ status: 200 });
    expect(findCanary(infos)).toEqual([]);
  });

  it('shared by two protected loggers get each by its own policy, once', () => {
    const { log, transport, records } = protectedLogger(
      {},
      { policy: { logsieve: 1, fields: { a: { keep: 'integer' } } } },
    );
    const other = logsieve(winston.createLogger({ transports: [transport] }), {
      policy: { logsieve: 1, fields: { b: { keep: 'integer' } } },
    });
    log.info('x %s', { a: 1, b: 2 });
    log.info('x', { a: 1, b: 2 });
    other.info('y', { a: 1, b: 2 });
    expect(records().slice(1)).toEqual([
      { level: 'info', a: 1, message: 'x' },
      { level: 'info', b: 2, message: 'y' },
    ]);
  });

  it('that throw do not reach the application, nor the others (W9)', () => {
    const bad = () => {
      throw new Error(CANARY);
    };
    const logs = new TransportStream({ log: bad });
    const formats = new TransportStream({ log: bad, format: format.printf(bad) });
    const last = capture();
    const { log, infos } = protectedLogger();
    log.add(logs).add(formats).add(last.transport);
    log.info('a');
    log.info('b');
    expect([infos.length, last.infos.length]).toEqual([2, 2]);
    expect(counters(log).sinkFaults).toBe(4);
  });

  it('that emit an error do not end the process, and stay', () => {
    const { log, transport, infos } = protectedLogger();
    transport.emit('error', new Error('disk full'));
    log.info('kept');
    expect(infos).toHaveLength(1);
    expect(counters(log).sinkFaults).toBe(1);
  });

  it('finish when the logger ends, and later calls do not throw', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-'));
    const filename = join(folder, 'app.log');
    const { log } = protectedLogger({ transports: [new winston.transports.File({ filename })] });
    for (let i = 0; i < 100; i++) log.info('kept %s', CANARY, { secret: CANARY });
    const finished = new Promise((resolve) => log.on('finish', resolve));
    log.end();
    await finished;
    log.info('after the end');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const text = await readFile(filename, 'utf8');
    await rm(folder, { recursive: true });
    expect(text.trim().split('\n')).toHaveLength(100);
    expect(text).not.toContain(CANARY);
  });

  it('are asked by query and stream for what they wrote (W15)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-'));
    const file = new winston.transports.File({ filename: join(folder, 'app.log') });
    const { log } = protectedLogger({ transports: [file] });
    leak(log);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const streamed: unknown[] = [];
    const stream = log.stream({ start: -1 }) as unknown as {
      on: (name: string, f: (log: unknown) => void) => void;
      destroy: () => void;
    };
    stream.on('log', (entry) => streamed.push(entry));
    const queried = await new Promise((resolve, reject) => {
      log.query({ fields: undefined }, (error, results) => (error ? reject(error) : resolve(results)));
    });
    leak(log);
    await vi.waitFor(() => {
      expect(streamed.length).toBeGreaterThan(0);
    });
    stream.destroy();
    log.close();
    await rm(folder, { recursive: true });
    expect(queried).toMatchObject({ file: [{ message: 'kept %s' }] });
    expect(findCanary([queried, streamed])).toEqual([]);
  });
});

describe("the text of the logger's own format", () => {
  const { printf, simple, json, prettyPrint, combine, timestamp, splat } = format;
  const text = printf(({ message }) => `text of ${String(message)}`);
  const ignoring = () => new Writable({ write: (_chunk, _encoding, done) => (done(), undefined) });
  const told = (options: winston.LoggerOptions, how: LogsieveOptions = {}) => {
    const { log } = protectedLogger(options, how);
    leak(log);
    leak(log.child({}));
    return printed.map(String);
  };

  it.each([
    ['printf()', text],
    ['simple()', simple()],
    ['the last of several', combine(timestamp(), simple())],
  ])('is not used, and that is told once: %s', (_, format) => {
    expect(told({ format })).toEqual([
      "logsieve: the text that the logger's format makes is not used, and records come out as JSON: pass that format as the option render\n",
    ]);
  });

  it.each([
    ['json()', { format: json() }, {}],
    ['prettyPrint()', { format: prettyPrint() }, {}],
    ['a format without text', { format: combine(splat(), timestamp()) }, {}],
    ['the format for render too', { format: text }, { render: text }],
    ['json() asked for', { format: text }, { render: json() }],
    [
      'transports with formats of their own',
      { format: text, transports: [new winston.transports.Stream({ stream: ignoring(), format: text })] },
      {},
    ],
  ])('is nothing to tell of where nobody misses it: %s', (_, options, how) => {
    expect(told(options, how)).toEqual([]);
  });
});

describe('a logger without transports (W7)', () => {
  it('prints no record, and keeps redacted ones for the transport to come', () => {
    const log = logsieve(winston.createLogger());
    leak(log);
    leak(log);
    expect(printed).toHaveLength(1);
    const seen = capture();
    log.add(seen.transport);
    return vi.waitFor(() => {
      expect(seen.infos).toHaveLength(2);
      expect(findCanary(seen.infos)).toEqual([]);
    });
  });
});

describe('render', () => {
  it('makes the text of each record out of the redacted info', () => {
    const render = format.combine(
      format.colorize(),
      format.printf((info) => `${info.level} ${String(info.message)} ${JSON.stringify(info)}`),
    );
    const { log, infos } = protectedLogger({ format: format.splat() }, { render });
    leak(log);
    expect(infos[0]?.[MESSAGE]).toMatch(/\[32minfo.*\[39m kept %s \{.*"status":200.*\}$/);
    expect(findCanary(infos)).toEqual([]);
  });

  it('falls back to JSON where it throws, and drops what it filters', () => {
    const render = format((info) => {
      if (info['status'] === 404) return false;
      info['status'] = 1;
      throw new Error(CANARY);
    })();
    const { log, records } = protectedLogger({}, { render });
    log.info('kept', { status: 200 });
    log.info('kept', { status: 404 });
    expect(records()).toEqual([{ level: 'info', status: 200, message: 'kept' }]);
    expect(counters(log).formatFaults).toBe(1);
  });

  it('cannot be made to break lines or to command a terminal by a kept string (B2)', () => {
    const text = 'a\nb\r\u001b[2Jc\u2028d\\n"e"';
    const policy = { logsieve: 1, fields: { note: { keep: 'string' } } } as const;
    const print = format.printf((info) => `${String(info['note'])} ${String(info.message)}`);
    const own = capture({ format: print });
    const { log, infos } = protectedLogger({}, { policy, render: print });
    log.add(own.transport);
    log.info(text, { note: text });
    for (const info of [...infos, ...own.infos]) {
      expect(info[MESSAGE]).not.toMatch(/[\p{Cc}\p{Zl}]/u);
      expect(info[MESSAGE]).toContain('a\\nb\\r\\u001b[2Jc\\u2028d\\n"e"');
    }
  });
});

describe('profiles', () => {
  const policy = {
    logsieve: 1,
    fields: { user: { keep: 'token' } },
    profiles: { console: { fields: { user: 'remove' } }, quiet: { message: 'remove' } },
  } as const;

  it('tighten single transports by their name, also those added later', () => {
    const [plain, console_, later] = [capture(), capture({ name: 'console' }), capture({ name: 'later' })];
    const log = logsieve(winston.createLogger({ transports: [plain.transport, console_.transport] }), {
      policy,
      profiles: { console: 'console', later: 'quiet' },
    });
    log.add(later.transport);
    log.info('kept', { user: 'u1' });
    expect([plain, console_, later].map(({ records }) => records()[0])).toEqual([
      { level: 'info', user: 'u1', message: 'kept' },
      { level: 'info', message: 'kept' },
      { level: 'info', user: 'u1' },
    ]);
  });

  it('give way to profile where a transport is not named', () => {
    const { log, records } = protectedLogger(
      {},
      { policy, profile: 'console', profiles: { other: 'quiet' } },
    );
    log.info('kept', { user: 'u1' });
    expect(records()).toEqual([{ level: 'info', message: 'kept' }]);
  });
});

describe('other ways to a logger (W10)', () => {
  it('protects all loggers of a container, those to come included', () => {
    const [one, two] = [capture(), capture()];
    const container = new winston.Container({ transports: [one.transport] });
    container.add('early');
    logsieve(container, {});
    leak(container.get('early'));
    leak(container.get('late', { transports: [two.transport], format: format.splat() }));
    container.close('late');
    leak(container.add('late', { transports: [two.transport] }));
    expect([one.infos.length, two.infos.length]).toEqual([1, 2]);
    expect(findCanary([one.infos, two.infos])).toEqual([]);
    expect(counters(container).records).toBe(3);
    expect(() => logsieve(container)).toThrowError(/already protected/);
  });

  it('protects the default logger through winston itself', () => {
    const seen = capture();
    expect(logsieve(winston)).toBe(winston);
    winston.configure({
      transports: [seen.transport],
      format: format.combine(format.splat(), format.json()),
    });
    winston.info('kept %s', CANARY, { status: 200, secret: CANARY });
    winston.log('info', 'kept', { secret: CANARY });
    winston.child({ secret: CANARY }).warn('kept');
    winston.startTimer().done({ message: 'kept', secret: CANARY });
    expect(seen.infos).toHaveLength(4);
    expect(findCanary(seen.infos)).toEqual([]);
    expect(counters(winston).records).toBe(4);
    expect(counters(namespace).records).toBe(4);
  });

  it('protects children that were made before', () => {
    const seen = capture();
    const logger = winston.createLogger({ transports: [seen.transport] });
    const child = logger.child({ traceId: 'abc', secret: CANARY });
    logsieve(logger);
    child.info('kept %s', CANARY, { secret: CANARY });
    child.error('kept', new Error(CANARY));
    expect(seen.records()).toEqual([
      { level: 'info', traceId: 'abc', message: 'kept %s' },
      { level: 'error', traceId: 'abc', err: { type: 'Error' }, message: 'kept' },
    ]);
    expect(findCanary(seen.infos)).toEqual([]);
  });

  it('survives listeners that throw', () => {
    const { log } = protectedLogger();
    log.on('data', () => {
      throw new Error(CANARY);
    });
    expect(() => leak(log)).not.toThrow();
    expect(counters(log).sinkFaults).toBe(1);
  });

  it('survives a format that throws, and keeps what was there before (W9)', () => {
    const bad = format(() => {
      throw new Error(CANARY);
    })();
    const { log, records, infos } = protectedLogger({
      format: format.combine(format.label({ label: 'api' }), bad),
    });
    leak(log);
    log.info('kept', { status: 200, secret: CANARY });
    expect(records()[1]).toEqual({ level: 'info', label: 'api', status: 200, message: 'kept' });
    expect(findCanary(infos)).toEqual([]);
    expect(counters(log).formatFaults).toBe(2);
  });
});

describe('what nobody caught (W6)', () => {
  const listed = { policy: { logsieve: 1, fields: { exception: { keep: 'boolean' } } } } as const;

  it('goes through the policy to the transports for exceptions, and to no others', () => {
    const [handler, present] = [capture(), capture({ handleExceptions: true })];
    const { log, infos } = protectedLogger(
      { exitOnError: false, exceptionHandlers: [handler.transport] },
      listed,
    );
    log.add(present.transport);
    const { exceptions } = log as unknown as {
      exceptions: { _uncaughtException: (error: unknown) => void; unhandle: () => void };
    };
    exceptions._uncaughtException(Object.assign(new TypeError(CANARY), { code: 'E_X', detail: CANARY }));
    exceptions._uncaughtException(CANARY);
    exceptions._uncaughtException({
      get message() {
        throw new Error(CANARY);
      },
    });
    exceptions.unhandle();
    expect(infos).toEqual([]);
    expect(findCanary([handler.infos, present.infos])).toEqual([]);
    for (const { records } of [handler, present]) {
      expect(records()).toEqual([
        {
          level: 'error',
          exception: true,
          err: { type: 'TypeError', code: 'E_X' },
          message: 'uncaughtException',
        },
        { level: 'error', exception: true, message: 'uncaughtException' },
        { level: 'error', exception: true, message: 'uncaughtException' },
      ]);
    }
  });

  it('does the same after configure, and for rejections', () => {
    const handler = capture();
    const { log, infos } = protectedLogger();
    log.configure({
      exitOnError: false,
      transports: [capture().transport],
      rejectionHandlers: [handler.transport],
    });
    const { rejections } = log as unknown as {
      rejections: { _unhandledRejection: (error: unknown) => void; unhandle: () => void };
    };
    rejections._unhandledRejection(new RangeError(CANARY));
    rejections.unhandle();
    expect(infos).toEqual([]);
    expect(handler.records()).toEqual([
      { level: 'error', err: { type: 'RangeError' }, message: 'unhandledRejection' },
    ]);
    expect(handler.infos[0]).toMatchObject({ [LEVEL]: 'error' });
    expect(findCanary(handler.infos)).toEqual([]);
  });

  it('cannot be claimed by user data, also where the policy keeps such a field (W14)', () => {
    const handler = capture();
    const { log, records } = protectedLogger({ exceptionHandlers: [handler.transport] }, listed);
    log.info('kept', { exception: true });
    log.exceptions.unhandle();
    expect(records()).toEqual([{ level: 'info', exception: true, message: 'kept' }]);
    expect(handler.infos).toEqual([]);
  });
});
