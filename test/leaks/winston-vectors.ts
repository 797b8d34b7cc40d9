import winston, { type Logger, type LoggerOptions } from 'winston';
import { CANARY } from './canary.js';

const { combine, errors, json, metadata, printf, simple, splat, timestamp } = winston.format;

/** One way by which a secret gets through winston. */
export interface WinstonVector {
  /** A line of the list of known leak vectors. */
  readonly id: string;
  readonly claim: string;
  readonly options?: LoggerOptions;
  /** Uses the logger as an application would. */
  readonly drive: (logger: Logger) => void;
  /** Texts that have to be in the output: what is listed arrives. */
  readonly arrives: readonly string[];
  /** Why the same drive shows nothing without logsieve, where that is so. */
  readonly noControl?: string;
}

const failing = () =>
  Object.assign(new TypeError(CANARY), { code: 'ERR_X', config: { headers: { authorization: CANARY } } });

const raises = winston.format(() => {
  throw new Error(CANARY);
});
const adds = winston.format((info) =>
  Object.assign(info, { extra: CANARY, user: { id: 'u-1', password: CANARY } }),
);

export const vectors: readonly WinstonVector[] = [
  {
    id: 'W1',
    claim: 'splat() merges nothing raw',
    options: { format: combine(splat(), json()) },
    drive: (log) => {
      log.info('merged', { latencyMs: 1, secret: CANARY }, { more: CANARY });
      log.info('count %d', 7, { latencyMs: 2, secret: CANARY });
    },
    arrives: ['"latencyMs":1', '"message":"merged"', '"message":"count %d"'],
  },
  {
    id: 'W2',
    claim: 'nothing raw is left under the symbols of an info',
    drive: (log) => {
      log.info('hello', { secret: CANARY, latencyMs: 1 });
      log.log({
        level: 'info',
        message: 'object',
        [Symbol.for('splat')]: [CANARY],
        [Symbol('own')]: CANARY,
      } as never);
    },
    arrives: ['"latencyMs":1', '"message":"object"'],
  },
  {
    id: 'W3',
    claim: 'values of the message are gone, the format string stays',
    options: { format: combine(splat(), json()) },
    drive: (log) => {
      log.info('password %s for %o', CANARY, { user: CANARY });
      log.log('info', '%j', { secret: CANARY });
    },
    arrives: ['"message":"password %s for %o"', '"message":"%j"'],
  },
  {
    id: 'W3',
    claim: 'a secret in a template literal that a detector knows is replaced',
    drive: (log) => {
      log.info(`login with password=${CANARY.replace(' ', '')}`);
    },
    arrives: ['login with password='],
  },
  {
    id: 'W4',
    claim: 'what the format of the logger rendered from raw data goes nowhere',
    options: { format: combine(timestamp(), json()) },
    drive: (log) => {
      log.info('rendered', { secret: CANARY, latencyMs: 1 });
    },
    arrives: ['"latencyMs":1', '"message":"rendered"'],
  },
  {
    id: 'W4',
    claim: 'so does text made by printf, simple or prettyPrint',
    options: {
      format: combine(
        printf((info) => `${info.level} ${JSON.stringify(info)}`),
        simple(),
        winston.format.prettyPrint(),
      ),
    },
    drive: (log) => {
      log.info('printed', { secret: CANARY, latencyMs: 1 });
    },
    arrives: ['"latencyMs":1', '"message":"printed"'],
  },
  {
    id: 'W5',
    claim: 'message, stack and cause of the metadata stay out of the message',
    drive: (log) => {
      log.info('plain', { message: CANARY, stack: CANARY, cause: CANARY, latencyMs: 1 });
    },
    arrives: ['"latencyMs":1', '"message":"plain"'],
  },
  {
    id: 'W5',
    claim: 'an error behind the message comes out as its type',
    drive: (log) => {
      log.error('lookup failed', failing());
    },
    arrives: ['"err":{"type":"TypeError","code":"ERR_X"}', '"message":"lookup failed"'],
  },
  {
    id: 'W5',
    claim: 'a lone error comes out as its type, in the message too',
    options: { format: combine(errors({ stack: true, cause: true }), json()) },
    drive: (log) => {
      log.error(failing());
      log.error(new Error('outer', { cause: failing() }));
      log.log('error', failing());
      log.log({ level: 'error', message: failing() } as never);
    },
    arrives: ['"err":{"type":"TypeError","code":"ERR_X"},"message":"TypeError"'],
  },
  {
    id: 'W5',
    claim: 'an object in the place of the message shows nothing',
    drive: (log) => {
      log.info({ message: { secret: CANARY }, latencyMs: 1 } as never);
      log.info({ secret: CANARY } as never);
      log.log('info', { secret: CANARY, latencyMs: 2 } as never);
    },
    arrives: ['"latencyMs":1', '"latencyMs":2'],
  },
  {
    id: 'W5',
    claim: 'timers and profiles bring out nothing but the duration',
    drive: (log) => {
      log.startTimer().done({ message: 'timed', secret: CANARY });
      log.profile(CANARY);
      log.profile(CANARY, { level: 'info', message: 'profiled', secret: CANARY });
    },
    arrives: ['"message":"timed"', '"durationMs":'],
  },
  {
    id: 'W9',
    claim: 'a format that throws costs neither the record nor the application',
    options: { format: combine(adds(), raises(), json()) },
    drive: (log) => {
      log.info('formatted', { latencyMs: 1, secret: CANARY });
    },
    arrives: ['"latencyMs":1', '"message":"formatted"'],
  },
  {
    id: 'W9',
    claim: 'getters and Proxies that throw do not get into the application',
    drive: (log) => {
      const record = Object.defineProperty({ latencyMs: 1 }, 'note', { enumerable: true, get: fail });
      log.info('getter', record);
      log.info('proxy', new Proxy({}, { ownKeys: fail, get: fail }));
      log.child(record).info('child');
      log.info('still there');
    },
    arrives: ['"latencyMs":1', '"message":"child"', '"message":"still there"'],
  },
  {
    id: 'W10',
    claim: 'default metadata and children bring out nothing unlisted',
    options: { defaultMeta: { service: 'shop', build: CANARY } },
    drive: (log) => {
      log
        .child({ session: CANARY, reqId: 'r-1' })
        .child({ user: { id: 'u-1', name: CANARY } })
        .info('child', { secret: CANARY });
    },
    arrives: ['"service":"shop"', '"reqId":"r-1"', '"user":{"id":"u-1"}'],
  },
  {
    id: 'W10',
    claim: 'a format of the application that adds fields brings out nothing unlisted',
    options: { format: combine(adds(), json()) },
    drive: (log) => {
      log.info('added', { latencyMs: 1 });
    },
    arrives: ['"user":{"id":"u-1"}', '"latencyMs":1'],
  },
  {
    id: 'W10',
    claim: 'configure() gives the logger a new format, not a way around',
    drive: (log) => {
      log.configure({
        level: 'debug',
        format: combine(adds(), json()),
        defaultMeta: { build: CANARY },
        transports: log.transports,
      });
      log.debug('configured', { secret: CANARY, latencyMs: 1 });
    },
    arrives: ['"latencyMs":1', '"message":"configured"'],
  },
  {
    id: 'W11',
    claim: 'metadata() moves fields to where nobody listed them',
    options: { format: combine(metadata(), json()) },
    drive: (log) => {
      log.info('moved', { secret: CANARY, note: CANARY });
    },
    arrives: ['"message":"moved"'],
  },
  {
    id: 'W12',
    claim: 'own and inherited toJSON bring out nothing unlisted',
    drive: (log) => {
      log.info('toJSON', {
        toJSON: () => ({ secret: CANARY }),
        user: { toJSON: () => ({ id: 'u-1', password: CANARY }) },
        body: { toJSON: () => CANARY },
      });
      log.info(
        'inherited',
        Object.assign(Object.create({ toJSON: () => ({ note: CANARY }) }) as object, { latencyMs: 1 }),
      );
    },
    arrives: ['"user":{"id":"u-1"}', '"latencyMs":1'],
  },
  {
    id: 'W13',
    claim: 'a string as metadata does not spread into fields',
    options: { format: combine(splat(), json()) },
    drive: (log) => {
      log.info('spread', CANARY);
      log.info('spread', CANARY, { secret: CANARY });
      log.child(CANARY as never).info('child');
    },
    arrives: ['"message":"spread"', '"message":"child"'],
  },
  {
    id: 'P3',
    claim: 'deep, other-case and array-nested keys that nobody listed are gone',
    drive: (log) => {
      log.info('deep', {
        a: { b: { c: CANARY } },
        PASSWORD: CANARY,
        items: [{ sku: 'A1', Sku: CANARY }],
        note: [CANARY],
        [CANARY]: 1,
      });
    },
    arrives: ['"sku":"A1"', '"message":"deep"'],
  },
  {
    id: 'P9',
    claim: 'cycles and aliases bring out nothing unlisted',
    drive: (log) => {
      const user: Record<string, unknown> = { id: 'u-1', password: CANARY };
      user['self'] = user;
      log.info('aliases', { user, owner: user });
    },
    arrives: ['"user":{"id":"u-1"}'],
  },
];

function fail(): never {
  throw new Error(CANARY);
}
