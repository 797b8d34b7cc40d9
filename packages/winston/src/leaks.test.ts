import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import winston from 'winston';
import { CANARY, capture, findCanary, type Info, LEVEL, MESSAGE, SPLAT } from '../testing/capture.js';
import { counters, logsieve } from './index.js';

const { format } = winston;
type Log = winston.Logger;

const FORMATS: Record<string, winston.Logform.Format | undefined> = {
  'the default format': undefined,
  'splat()': format.splat(),
  'timestamp, errors, splat and json': format.combine(
    format.timestamp(),
    format.errors({ stack: true, cause: true }),
    format.splat(),
    format.json(),
  ),
  'json() before splat()': format.combine(format.json(), format.splat()),
  'metadata()': format.combine(format.splat(), format.metadata(), format.json()),
  'colorize, simple': format.combine(format.colorize({ all: true }), format.simple()),
  'a printf that prints everything': format.printf(
    (info) => `${info.message} ${JSON.stringify(info[SPLAT])}`,
  ),
  'a clone through JSON': format((info) => JSON.parse(JSON.stringify(info)))(),
  'a message made of metadata': format((info) => ({ ...info, message: JSON.stringify(info) }))(),
  'label, ms, prettyPrint': format.combine(format.label({ label: 'api' }), format.ms(), format.prettyPrint()),
  'cli()': format.cli(),
  'logstash()': format.logstash(),
};

const hostile = () => ({
  status: 200,
  get secret(): string {
    throw new Error(CANARY);
  },
});
const nested = () => ({
  status: 200,
  [CANARY]: 1,
  user: { email: CANARY, list: [CANARY] },
  buffer: Buffer.from(CANARY),
});
const axiosError = () =>
  Object.assign(new TypeError(`request failed ${CANARY}`), {
    code: 'ECONNRESET',
    config: { headers: { authorization: CANARY } },
    detail: CANARY,
    cause: new Error(CANARY),
    errors: [new Error(CANARY)],
  });

/** Each of these is tried with each of the formats; all but those of `bare` log `status: 200` or an error. */
const CALLS: Record<string, (log: Log) => unknown> = {
  'W1 metadata as an argument': (log) => log.info('kept', nested()),
  'W1 metadata in the long form': (log) => log.log('info', 'kept', nested()),
  'W1 further metadata': (log) => log.info('kept', { status: 200 }, nested(), CANARY),
  'W1 an info': (log) => log.log({ level: 'info', message: 'kept', ...nested() }),
  'W1 an info by its level': (log) => log.info({ message: 'kept', ...nested() }),
  'W1 an object without message': (log) => log.info(nested()),
  'W2 splat on the info': (log) =>
    log.log({ level: 'info', message: 'kept', status: 200, [SPLAT]: [CANARY] } as never),
  'W2 splat as a field': (log) => log.log({ level: 'info', message: 'kept', status: 200, splat: [CANARY] }),
  'W3 tokens': (log) =>
    log.info('kept %s %o %O %j %d', CANARY, nested(), nested(), nested(), CANARY, { status: 200 }),
  'W3 tokens in the long form': (log) => log.log('info', 'kept %s', CANARY, { status: 200, secret: CANARY }),
  'W5 an error': (log) => log.error(axiosError()),
  'W5 an error as metadata': (log) => log.error('kept', axiosError()),
  'W5 an error in the long form': (log) => log.log('error', axiosError() as never),
  'W5 an error for a token': (log) => log.error('kept %s', axiosError()),
  'W5 an error under err': (log) => log.error('kept', { err: axiosError() }),
  'W5 an error under error': (log) => log.error('kept', { error: axiosError() }),
  'W5 an error as the message of an info': (log) =>
    log.log({ level: 'error', message: axiosError() as never }),
  'W5 the message of an error beside it': (log) =>
    log.error(`kept ${axiosError().message}`, { err: axiosError() }),
  'W5 metadata with message, stack and cause': (log) =>
    log.info('kept', { status: 200, message: CANARY, stack: CANARY, cause: CANARY }),
  'W5 a timer': (log) => log.startTimer().done({ message: 'kept', status: 200, secret: CANARY }),
  'W5 a profile': (log) => {
    log.profile('kept');
    log.profile('kept', { status: 200, secret: CANARY });
  },
  'W9 a throwing getter': (log) => log.info('kept', hostile()),
  'W9 a throwing getter in an info': (log) =>
    log.info(Object.assign(hostile(), {}, { message: 'kept' }) as never),
  'W9 a throwing toJSON': (log) =>
    log.info('kept', {
      status: 200,
      x: {
        toJSON() {
          throw new Error(CANARY);
        },
      },
    }),
  'W9 a proxy that throws': (log) =>
    log.info('kept', {
      status: 200,
      x: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error(CANARY);
          },
          get() {
            throw new Error(CANARY);
          },
        },
      ),
    }),
  'W10 a child': (log) => log.child({ secret: CANARY, status: 200 }).info('kept'),
  'W10 a child of a child': (log) =>
    log.child({ secret: CANARY }).child({ token: CANARY }).info('kept', { status: 200 }),
  'W10 a child with an error': (log) => log.child({ secret: CANARY }).error(axiosError()),
  'W10 a child with tokens': (log) => log.child({ secret: CANARY }).info('kept %s', CANARY, { status: 200 }),
  'W12 toJSON in metadata': (log) => log.info('kept', { status: 200, x: { toJSON: () => CANARY } }),
  'W12 toJSON of metadata': (log) => log.info('kept', { status: 200, toJSON: () => ({ a: CANARY }) }),
  'W13 a string as metadata': (log) => log.info('kept', CANARY, { status: 200 }),
  'W14 exception: true': (log) => log.info('kept', { exception: true, status: 200, x: CANARY }),
  'W14 a forged exception': (log) =>
    log.error({
      message: 'kept',
      exception: true,
      rejection: true,
      error: new TypeError(CANARY),
      trace: [],
      process: {},
    }),
  'B1 keys that mean something': (log) =>
    log.info(
      'kept',
      JSON.parse(`{"__proto__":{"a":"${CANARY}"},"constructor":"${CANARY}","":"${CANARY}","status":200}`),
    ),
  'B4 many and large': (log) =>
    log.info('kept', {
      status: 200,
      long: CANARY.repeat(10_000),
      many: Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${CANARY}${i}`, i])),
    }),
};

/** Calls of which nothing but the level has to arrive. */
const BARE: Record<string, (log: Log) => unknown> = {
  'W3 a string as metadata': (log) => log.info('kept', CANARY),
  'W5 a message that is an object': (log) => log.info({ message: { secret: CANARY } }),
  'W5 a message that is an array': (log) => log.info([CANARY] as never),
  'W5 a message that is a function': (log) => log.info((() => CANARY) as never),
  'a symbol': (log) => log.info(Symbol(CANARY) as never),
  'nothing at all': (log) => (log.info as unknown as () => void)(),
  'a frozen info': (log) => log.log(Object.freeze({ level: 'info', message: 'kept', x: CANARY }) as never),
  'a cycle': (log) => {
    const user: Info = { secret: CANARY };
    user['self'] = user;
    log.info('kept', { user });
  },
};

let stderr: unknown[];
beforeEach(() => {
  stderr = [];
  for (const method of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void stderr.push(...args));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(findCanary(stderr)).toEqual([]);
});

function setUp(loggerFormat: winston.Logform.Format | undefined) {
  const plain = capture();
  const formatted = capture({
    format: format.combine(format.splat(), format.errors({ stack: true }), format.json()),
  });
  const log = winston.createLogger({
    ...(loggerFormat === undefined ? {} : { format: loggerFormat }),
    defaultMeta: { service: 'api', token: CANARY },
    transports: [plain.transport, formatted.transport],
  });
  logsieve(log, {
    policy: {
      logsieve: 1,
      fields: {
        'metadata.status': { keep: 'integer' },
        'metadata.err': { keep: 'error' },
        'metadata.error': { keep: 'error' },
      },
    },
  });
  const heard: unknown[] = [];
  log.on('data', (info) => heard.push(info));
  return { plain, formatted, log, heard };
}

/** Without splat(), winston itself loses metadata that comes with tokens, and all but the first. */
const LOSSY = /W3|W13|with tokens/;
/** Of an Error, JSON leaves nothing. */
const LOST_IN_JSON = /W14 a forged|W5 an error under|W5 the message of an error beside/;

describe.each(Object.entries(FORMATS))('with %s', (formatName, loggerFormat) => {
  it.each(Object.entries(CALLS))('%s lets out what is listed only', (name, call) => {
    const { plain, formatted, log, heard } = setUp(loggerFormat);
    call(log);
    expect(findCanary([plain.infos, formatted.infos, heard])).toEqual([]);
    expect([plain.infos.length, formatted.infos.length, heard.length]).toEqual([1, 1, 1]);
    for (const record of [...plain.records(), ...formatted.records()]) {
      const metadata = (record['metadata'] ?? {}) as Record<string, unknown>;
      expect(record['level']).toMatch(/^(info|error)$/);
      expect(record['message'] ?? 'kept').toMatch(/^kept|^TypeError$|^$/);
      const arrived = [record, metadata].some(
        (at) => at['status'] === 200 || (at['err'] ?? at['error']) !== undefined,
      );
      const lost = LOSSY.test(name) || (formatName.includes('JSON') && LOST_IN_JSON.test(name));
      expect(arrived || lost).toBe(true);
    }
  });

  it.each(Object.entries(BARE))('%s lets out what is listed only', (_, call) => {
    const { plain, formatted, log, heard } = setUp(loggerFormat);
    call(log);
    expect(findCanary([plain.infos, formatted.infos, heard])).toEqual([]);
    expect(plain.records()[0]).toMatchObject({ level: 'info' });
    expect(formatted.infos).toHaveLength(1);
  });
});

describe('an info that reaches a transport', () => {
  it('is a plain object with fields, LEVEL and MESSAGE and nothing else', () => {
    const { plain, log } = setUp(FORMATS['timestamp, errors, splat and json']);
    log.info('kept %s', CANARY, nested());
    const [info] = plain.infos as [Info];
    expect(Object.getPrototypeOf(info)).toBe(Object.prototype);
    expect(Reflect.ownKeys(info).sort(byText)).toEqual(
      ['level', 'message', 'service', 'status', 'timestamp', LEVEL, MESSAGE].sort(byText),
    );
    expect(info).toMatchObject({ level: 'info', [LEVEL]: 'info', message: 'kept %s', status: 200 });
  });

  it('is nobody else’s', () => {
    const { plain, formatted, log } = setUp(undefined);
    const second = capture();
    log.add(second.transport);
    log.info('kept');
    expect(plain.infos[0]).not.toBe(second.infos[0]);
    expect(plain.infos[0]).not.toBe(formatted.infos[0]);
  });
});

describe('the caller’s objects', () => {
  it.each(['info', 'log', 'write', 'done', 'profile', 'child'] as const)(
    'stay as they are under %s (W8)',
    (name) => {
      const { log } = setUp(FORMATS['timestamp, errors, splat and json']);
      const info = {
        level: 'info',
        message: 'kept',
        deep: { a: [1] },
        splat: [{ b: 1 }],
        [SPLAT]: [{ c: 1 }],
      };
      const before = structuredClone({ info, splat: info[SPLAT] });
      const calls = {
        info: () => log.info(info),
        log: () => log.log(info as never),
        write: () => log.write(info),
        done: () => log.startTimer().done(info),
        profile: () => log.profile('x') && log.profile('x', info),
        child: () => log.child(info).info('kept', info),
      };
      calls[name]();
      expect(structuredClone({ info, splat: info[SPLAT] })).toEqual(before);
      expect(Reflect.ownKeys(info)).toEqual(['level', 'message', 'deep', 'splat', SPLAT]);
    },
  );

  it('keep their list of values for splat() (W8)', () => {
    const { log } = setUp(format.splat());
    const info = { level: 'info', message: 'kept', splat: [{ b: 1 }, { c: 1 }] };
    log.log(info);
    expect(info.splat).toEqual([{ b: 1 }, { c: 1 }]);
  });

  it('are not asked for what is not listed', () => {
    const { log } = setUp(undefined);
    const read: string[] = [];
    log.info('kept', {
      get status() {
        read.push('status');
        return 200;
      },
      get unlisted() {
        read.push('unlisted');
        return CANARY;
      },
    });
    expect(read).toEqual(['status']);
  });
});

describe.each(['the default format', 'timestamp, errors, splat and json', 'metadata()'])(
  'with %s',
  (name) => {
    const deep = () => {
      let value: Info = { secret: CANARY };
      for (let i = 0; i < 20_000; i++) value = { value };
      return value;
    };
    it.each([
      ['20,000 levels', deep],
      ['an array of 2³² − 1 holes', () => Object.assign([], { length: 2 ** 32 - 1 })],
      ['10 MB of text', () => CANARY.repeat(700_000)],
      [
        '100,000 properties',
        () => Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`${CANARY}${i}`, i])),
      ],
    ])('%s beside the listed fields cost little and come to nothing (B4)', (_, make) => {
      const { plain, log } = setUp(FORMATS[name]);
      log.info('kept', { status: 200, huge: make() });
      expect(findCanary(plain.infos)).toEqual([]);
      const record = plain.records()[0];
      expect(record?.['status'] ?? (record?.['metadata'] as Info | undefined)?.['status']).toBe(200);
    });
  },
);

describe('a revoked proxy', () => {
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({ [CANARY]: CANARY }, {});
    revoke();
    return proxy;
  };

  it('throws nowhere into the application, and costs no more than itself', () => {
    const { plain, log } = setUp(FORMATS['splat()']);
    log.info('kept', revoked());
    log.info('kept %s', 1, revoked(), { status: 200 });
    log.info('kept', { status: 200, splat: revoked() });
    log.log('info', 'kept', revoked());
    log.info({ status: 200, message: 'kept', [SPLAT]: revoked() });
    expect(plain.infos).toHaveLength(5);
    expect(findCanary(plain.infos)).toEqual([]);
  });
});

describe('what is worth counting', () => {
  it('is counted over the logger and its children', () => {
    const { log } = setUp(undefined);
    log.info('kept', { status: 200, secret: CANARY });
    log.child({ status: 'wrong' }).info('kept');
    expect(counters(log)).toMatchObject({ records: 2, sinkFaults: 0, formatFaults: 0, dropped: 0, stubs: 0 });
    expect(counters(log).unlisted).toBeGreaterThan(0);
  });
});

function byText(a: string | symbol, b: string | symbol): number {
  return String(a).localeCompare(String(b));
}
