import type { Logger, LoggerOptions } from 'pino';
import { CANARY } from './canary.js';

/** One way by which a secret gets through pino. */
export interface PinoVector {
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

class UserModel {
  readonly id = 'u-1';
  readonly password = CANARY;
  toJSON() {
    return { id: this.id, password: this.password, name: CANARY };
  }
}

class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code = '23505';
  readonly detail = `Key (email)=(${CANARY}) already exists.`;
}

const typeArrives = ['"type":"Error"'];

/** Defended in process and by the transport: all of it is in the structure of the record. */
export const structural: readonly PinoVector[] = [
  {
    id: 'P3',
    claim: 'deep, other-case and array-nested keys that nobody listed are gone',
    drive: (log) => {
      log.info(
        {
          a: { b: { c: { d: { password: CANARY } } } },
          PASSWORD: CANARY,
          user: { id: 'u-1', Id: CANARY, pass: [CANARY] },
          items: [{ sku: 'A1', Sku: CANARY }, [{ sku: CANARY }]],
          users: [{ password: CANARY }],
        },
        'deep',
      );
    },
    arrives: ['"id":"u-1"', '"sku":"A1"', '"msg":"deep"'],
  },
  {
    id: 'P3',
    claim: 'a listed path does not match with another type, as a longer text or as a container',
    drive: (log) => {
      log.info(
        {
          score: CANARY,
          user: { id: { id: CANARY } },
          t: [CANARY],
          note: CANARY.repeat(20),
          status: CANARY,
          latencyMs: 1,
        },
        'types',
      );
    },
    arrives: ['"latencyMs":1', '"msg":"types"'],
  },
  {
    id: 'P4',
    claim: 'message, stack and properties of an error under err are gone',
    drive: (log) => {
      log.error(
        {
          err: Object.assign(new Error(CANARY), {
            config: { headers: { authorization: CANARY } },
            body: CANARY,
          }),
        },
        'failed',
      );
    },
    arrives: [...typeArrives, '"msg":"failed"'],
  },
  {
    id: 'P4',
    claim: 'the text of a database error is gone, its code arrives',
    drive: (log) => {
      log.error({ err: new DatabaseError(`duplicate key ${CANARY}`) }, 'insert failed');
    },
    arrives: ['"type":"DatabaseError"', '"code":"23505"', '"msg":"insert failed"'],
  },
  {
    id: 'P4',
    claim: 'a lone error comes out as its type, in the message too',
    drive: (log) => {
      log.error(new Error(CANARY));
    },
    arrives: [...typeArrives, '"msg":"Error"'],
  },
  {
    id: 'P4',
    claim: 'an error without a message beside it comes out as its type, in the message too',
    drive: (log) => {
      log.error({ err: new TypeError(`cannot read ${CANARY}`) });
    },
    arrives: ['"type":"TypeError"', '"msg":"TypeError"'],
  },
  {
    id: 'P4',
    claim: 'causes and aggregated errors are gone',
    drive: (log) => {
      const cause = Object.assign(new Error(CANARY), { request: { headers: { cookie: CANARY } } });
      log.error({ err: new Error('outer', { cause }) }, 'first');
      log.error({ err: new AggregateError([new Error(CANARY), CANARY], 'many') }, 'second');
    },
    arrives: ['"msg":"first"', '"type":"AggregateError"', '"msg":"second"'],
  },
  {
    id: 'P4',
    claim: 'an error under another name is gone, or comes out as its type where it is listed',
    drive: (log) => {
      log.error(
        {
          failure: Object.assign(new Error(CANARY), { detail: CANARY }),
          cause: { message: CANARY, stack: CANARY, type: 'Error' },
        },
        'x',
      );
      log.error({ error: { type: 'Error', message: CANARY, stack: `Error: ${CANARY}` } }, 'y');
    },
    arrives: ['"error":{"type":"Error"}', '"msg":"x"', '"msg":"y"'],
  },
  {
    id: 'P4',
    claim: 'a custom errorKey changes nothing',
    options: { errorKey: 'failure' },
    drive: (log) => {
      log.error(new Error(CANARY), 'x');
    },
    arrives: ['"msg":"x"'],
  },
  {
    id: 'P4',
    claim: 'a message that repeats the message of an error becomes its type',
    drive: (log) => {
      const err = new RangeError(`no account ${CANARY}`);
      log.error({ err }, `lookup failed: ${err.message}`);
    },
    arrives: ['"type":"RangeError"', '"msg":"RangeError"'],
  },
  {
    id: 'P5',
    claim: 'bodies in strings, bytes, Headers and FormData are gone',
    drive: (log) => {
      const body = JSON.stringify({ password: CANARY });
      const form = new FormData();
      form.set('password', CANARY);
      log.info(
        {
          body,
          raw: Buffer.from(CANARY),
          bytes: Uint8Array.from(Buffer.from(CANARY)),
          score: Buffer.from(CANARY),
          note: Buffer.from(CANARY),
          headers: new Headers({ authorization: CANARY }),
          form,
          latencyMs: 1,
        },
        'body',
      );
    },
    arrives: ['"latencyMs":1', '"msg":"body"'],
  },
  {
    id: 'P5',
    claim: 'a URL loses its credentials, query and fragment',
    drive: (log) => {
      const secret = encodeURIComponent(CANARY);
      log.info(
        {
          link: new URL(`https://user:${secret}@shop.example/a/${secret}?token=${secret}#${secret}`),
          req: { url: `/login?token=${secret}` },
        },
        'urls',
      );
    },
    arrives: ['"link":"https://shop.example/a/:id"', '"url":"/login"'],
  },
  {
    id: 'P5',
    claim: 'credentials in the URL of a kept text are replaced',
    drive: (log) => {
      log.info({ note: `cannot reach postgres://app:${encodeURIComponent(CANARY)}@db.internal/main` }, 'db');
    },
    arrives: ['postgres://[credential]'],
  },
  {
    id: 'P6',
    claim: 'a secret used as a name is gone, in maps too',
    drive: (log) => {
      log.info(
        {
          [CANARY]: 1,
          user: { id: 'u-1', [CANARY]: 2 },
          counts: { [CANARY]: 3, '018f6e2c-9d1a-7b3c-8f4e-1a2b3c4d5e6f': 4 },
        },
        'names',
      );
    },
    arrives: ['"id":"u-1"', '"018f6e2c-9d1a-7b3c-8f4e-1a2b3c4d5e6f":4'],
  },
  {
    id: 'P7',
    claim: 'own and inherited toJSON bring out nothing unlisted',
    drive: (log) => {
      log.info(
        {
          user: new UserModel(),
          note: { toJSON: () => ({ secret: CANARY }) },
          body: { toJSON: () => CANARY },
          latencyMs: 1,
        },
        'toJSON',
      );
    },
    arrives: ['"user":{"id":"u-1"}', '"latencyMs":1'],
  },
  {
    id: 'P7',
    claim: 'getters and Proxies bring out nothing unlisted',
    drive: (log) => {
      const lazy = {
        id: 'u-1',
        get password() {
          return CANARY;
        },
      };
      const proxy = new Proxy({ id: 'u-2' } as Record<string, unknown>, {
        get: (target, name) => target[String(name)] ?? (name === 'toJSON' ? undefined : CANARY),
        ownKeys: () => ['id', 'password'],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      });
      log.info({ user: lazy }, 'getter');
      log.info({ user: proxy }, 'proxy');
    },
    arrives: ['"user":{"id":"u-1"}', '"user":{"id":"u-2"}'],
  },
  {
    id: 'P8',
    claim: 'bindings of children and of their children are gone unless listed',
    drive: (log) => {
      log
        .child({ session: CANARY, user: { id: 'u-1', token: CANARY } })
        .child({ reqId: 'r-1', body: { password: CANARY } })
        .info('child');
    },
    arrives: ['"user":{"id":"u-1"}', '"reqId":"r-1"', '"msg":"child"'],
  },
  {
    id: 'P8',
    claim: 'serializers and formatters of a child bring out nothing unlisted',
    drive: (log) => {
      log
        .child(
          { reqId: 'r-1' },
          {
            serializers: { user: () => ({ id: 'u-1', password: CANARY }), note: () => [CANARY] },
            formatters: {
              log: (record) => ({ ...record, extra: CANARY }),
              bindings: (bindings) => ({ ...bindings, more: CANARY }),
            },
          },
        )
        .info({ user: {}, note: 'x' }, 'child');
    },
    arrives: ['"user":{"id":"u-1"}', '"reqId":"r-1"'],
  },
  {
    id: 'P8',
    claim: 'a level of its own and a redact option leave a child protected',
    drive: (log) => {
      const child = log.child({ session: CANARY, reqId: 'r-1' }, { level: 'debug', redact: ['note'] });
      child.debug({ note: 'n', secret: CANARY }, 'debugging');
    },
    arrives: ['"reqId":"r-1"', '"msg":"debugging"'],
  },
  {
    id: 'P8',
    claim: 'setBindings brings out nothing unlisted',
    drive: (log) => {
      const child = log.child({ reqId: 'r-1' });
      child.setBindings({ session: CANARY, t: 'ok' });
      child.info('bound');
    },
    arrives: ['"t":"ok"', '"msg":"bound"'],
  },
  {
    id: 'P8',
    claim: 'a mixin brings out nothing unlisted',
    options: { mixin: () => ({ session: CANARY, traceId: 'abc' }) },
    drive: (log) => {
      log.info({ latencyMs: 1 }, 'mixed');
    },
    arrives: ['"traceId":"abc"', '"latencyMs":1'],
  },
  {
    id: 'P8',
    claim: 'a strategy for merging a mixin brings out nothing unlisted',
    options: {
      mixin: () => ({ traceId: 'abc' }),
      mixinMergeStrategy: (record, mixed) => ({ ...record, ...mixed, leak: CANARY, note: { leak: CANARY } }),
    },
    drive: (log) => {
      log.info({ latencyMs: 1 }, 'merged');
    },
    arrives: ['"traceId":"abc"', '"latencyMs":1'],
  },
  {
    id: 'P8',
    claim: 'a nestedKey moves fields to where the policy has to list them',
    options: { nestedKey: 'user' },
    drive: (log) => {
      log.info({ id: 'u-1', password: CANARY }, 'nested');
    },
    arrives: ['"user":{"id":"u-1"}', '"msg":"nested"'],
  },
  {
    id: 'P8',
    claim: 'a custom messageKey takes its message along, and no field into its place',
    options: { messageKey: 'text' },
    drive: (log) => {
      log.info({ msg: CANARY, message: CANARY, latencyMs: 1 }, 'renamed');
    },
    arrives: ['"text":"renamed"', '"latencyMs":1'],
  },
  {
    id: 'P8',
    claim: 'base brings out nothing unlisted',
    options: { base: { service: 'shop', build: CANARY } },
    drive: (log) => {
      log.info('based');
    },
    arrives: ['"service":"shop"', '"msg":"based"'],
  },
  {
    id: 'P8',
    claim: 'serializers that rename and formatters that add bring out nothing unlisted',
    options: {
      serializers: { user: (user: { id: string }) => ({ userId: CANARY, id: user.id }) },
      formatters: {
        log: (record) => ({ ...record, copy: record, added: CANARY }),
        level: (label) => ({ level: label, severity: CANARY }),
      },
    },
    drive: (log) => {
      log.info({ user: { id: 'u-1' } }, 'formatted');
    },
    arrives: ['"user":{"id":"u-1"}', '"msg":"formatted"'],
  },
  {
    id: 'P8',
    claim: 'custom levels are protected like any other',
    options: { customLevels: { audit: 35 } },
    drive: (log) => {
      (log as unknown as Logger<'audit'>).audit({ latencyMs: 1, secret: CANARY }, 'audited');
    },
    arrives: ['"level":35', '"latencyMs":1'],
  },
  {
    id: 'P9',
    claim: 'cycles and aliases bring out nothing unlisted',
    drive: (log) => {
      const user: Record<string, unknown> = { id: 'u-1', password: CANARY };
      user['self'] = user;
      log.info({ user, owner: user, again: { user } }, 'aliases');
    },
    arrives: ['"user":{"id":"u-1"}', '"msg":"aliases"'],
  },
  {
    id: 'P11',
    claim: 'no line has a name twice, so what is displaced is nowhere',
    drive: (log) => {
      log
        .child({ note: CANARY, reqId: 'r-1' })
        .child({ reqId: 'r-2' })
        .info({ note: 'ok', msg: CANARY }, 'once');
    },
    arrives: ['"note":"ok"', '"reqId":"r-2"', '"msg":"once"'],
  },
];
