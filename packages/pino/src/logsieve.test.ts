import type { PolicyDocument } from '@logsieve/core';
import { pino } from 'pino';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { counters, logsieve } from './index.js';

const CANARY = 'canary-7f3a91';
const POLICY: PolicyDocument = {
  logsieve: 1,
  fields: {
    ok: { keep: 'integer' },
    note: { keep: 'string' },
    'user.id': { keep: 'token' },
    err: { keep: 'error' },
    'req.method': { keep: 'string', enum: ['GET', 'POST'] },
    'res.statusCode': { keep: 'integer' },
  },
};

function open(policy: PolicyDocument = POLICY, options: pino.LoggerOptions = {}) {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const log = logsieve(pino({ base: null, ...options }, stream), { policy });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('a protected logger', () => {
  it('is the logger that was given, with its type', () => {
    const logger = pino({ customLevels: { audit: 35 } }, { write: () => undefined });
    const log = logsieve(logger, { policy: POLICY });
    expect(log).toBe(logger);
    expectTypeOf(log).toEqualTypeOf(logger);
  });

  it('lets out listed fields, level and time, one line a record', () => {
    const { log, lines, last } = open();
    log.info({ ok: 1, user: { id: 'u1', name: CANARY }, [CANARY]: 1 }, 'paid');
    expect(lines).toEqual([expect.stringMatching(/^\{.*\}\n$/)]);
    expect(last()).toEqual({
      level: 30,
      time: expect.any(Number) as number,
      ok: 1,
      user: { id: 'u1' },
      msg: 'paid',
    });
  });

  it('writes carriage returns where the logger was told to', () => {
    const { log, lines } = open(POLICY, { crlf: true });
    log.info('x');
    expect(lines[0]).toMatch(/\}\r\n$/);
  });

  it('shows nothing of itself among its enumerable properties', () => {
    const logger = pino({ base: null }, { write: () => undefined });
    const before = Object.keys(logger);
    expect(Object.keys(logsieve(logger, { policy: POLICY })).sort()).toEqual(before.sort());
  });

  it('obeys levels, also those set later', () => {
    const { log, lines } = open();
    log.debug('hidden');
    log.level = 'debug';
    log.debug('said %s', CANARY);
    log.level = 'silent';
    log.fatal('hidden');
    expect(lines.join('')).not.toContain('hidden');
    expect(lines.join('')).not.toContain(CANARY);
    expect(lines).toHaveLength(1);
    expect(log.isLevelEnabled('info')).toBe(false);
  });

  it('is silent towards listeners while it is wrapped, and tells them of later changes', () => {
    const logger = pino({ base: null }, { write: () => undefined });
    const heard: string[] = [];
    logger.on('level-change', (level) => heard.push(level));
    logsieve(logger, { policy: POLICY });
    expect(heard).toEqual([]);
    logger.level = 'warn';
    expect(heard).toEqual(['warn']);
  });

  it('counts what it did', () => {
    const { log } = open();
    log.info({ ok: 1, other: 2 });
    log.child({ ok: 'wrong' }).info('x');
    expect(counters(log)).toMatchObject({ records: 2, unlisted: 1, sinkFaults: 0 });
  });
});

describe('a message', () => {
  const said = (...args: unknown[]): unknown => {
    const { log, lines, last } = open();
    (log.info as (...args: unknown[]) => void)(...args);
    expect(lines.join('')).not.toContain(CANARY);
    expect(lines).toHaveLength(1);
    return last()['msg'];
  };

  it('keeps its template and loses its values', () => {
    expect(said('password %s', CANARY)).toBe('password %s');
    expect(said({ ok: 1 }, 'u %j %o %O %d', { a: CANARY }, [CANARY], { b: CANARY }, 4)).toBe('u %j %o %O %d');
    expect(said('x', CANARY, { a: CANARY })).toBe('x');
    expect(said(undefined, 'x %s', CANARY)).toBe('x %s');
    expect(said(null, 'x %s', CANARY)).toBe('x %s');
  });

  it('goes through the detectors', () => {
    expect(said('mail to jane@example.com')).toBe('mail to [email]');
  });

  it('may be a number, a field of the record, or missing', () => {
    expect(said(42)).toBe('42');
    expect(said({ msg: 'from the record' })).toBe('from the record');
    expect(said({ msg: CANARY }, 'displaced')).toBe('displaced');
    expect(said(null)).toBeUndefined();
    expect(said({ ok: 1 })).toBeUndefined();
    expect(said(Symbol(CANARY))).toBeUndefined();
    expect(said(() => CANARY)).toBeUndefined();
  });

  it('that is an object shows nothing of it', () => {
    expect(said({ ok: 1 }, { a: CANARY }, [CANARY])).toBe('');
  });

  it('becomes the type of the error whose message it repeats', () => {
    expect(said(new TypeError(CANARY))).toBe('TypeError');
    expect(said({ err: new RangeError(CANARY) })).toBe('RangeError');
    expect(said({ err: new TypeError(CANARY) }, CANARY)).toBe('TypeError');
    expect(said(`failed: ${CANARY}`, new TypeError(CANARY))).toBe('TypeError');
    expect(said(new TypeError(CANARY), 'while %s', CANARY)).toBe('while %s');
    expect(said({ err: { message: CANARY } })).toBeUndefined();
  });

  it("that is an error's own becomes its type whatever the error answers, and however much the record holds", () => {
    for (const message of ['template', 'scan'] as const) {
      const { log, lines, last } = open({ ...POLICY, message });
      let reads = 0;
      const shifty = Object.defineProperty(new TypeError(), 'message', {
        get: () => `${CANARY} ${String(reads++)}`,
      });
      log.error(shifty);
      expect(last()).toMatchObject({ err: { type: 'TypeError' }, msg: 'TypeError' });
      log.error({ err: shifty });
      expect(last()['msg']).toBe('TypeError');
      const many = Array.from({ length: 30_000 }, () => ({}));
      log.error({ user: many, err: new RangeError(CANARY) });
      expect(last()['msg']).toBe('RangeError');
      expect(lines.join('')).not.toContain(CANARY);
    }
  });

  it('that is an object is searched for errors under scan, like its values', () => {
    const { log, lines, last } = open({ ...POLICY, message: 'scan' });
    const info = log.info.bind(log) as (...args: unknown[]) => void;
    info({}, [new TypeError(CANARY)]);
    expect(last()['msg']).toBe('TypeError');
    info(undefined, new RangeError(CANARY));
    expect(last()['msg']).toBe('RangeError');
    info(null, [[new TypeError(CANARY)]]);
    expect(last()['msg']).toBe('TypeError');
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('is interpolated as pino does it, then scanned, where the policy says scan', () => {
    const { log, last } = open({ ...POLICY, message: 'scan' }, { msgPrefix: '[p] ' });
    log.info('%s bought %d for %j, mail %s', 'u1', 2, { a: 1 }, 'jane@example.com');
    expect(last()['msg']).toBe('[p] u1 bought 2 for {"a":1}, mail [email]');
    (log.info as (...args: unknown[]) => void)({ ok: 1 }, 'half %s', 'a', 'b');
    expect(last()['msg']).toBe('[p] half a');
  });
});

describe('an error', () => {
  it('comes out as type and code under the error key, whatever it carries', () => {
    for (const errorKey of ['err', 'failure']) {
      const policy = { ...POLICY, fields: { [errorKey]: { keep: 'error' } } } as PolicyDocument;
      const { log, lines, last } = open(policy, { errorKey });
      const error = Object.assign(new TypeError(CANARY, { cause: new Error(CANARY) }), {
        code: 'E_X',
        detail: CANARY,
      });
      log.error(error);
      expect(last()[errorKey]).toEqual({ type: 'TypeError', code: 'E_X' });
      log.error({ [errorKey]: error, other: error }, 'x');
      expect(last()[errorKey]).toEqual({ type: 'TypeError', code: 'E_X' });
      log.error(new AggregateError([error], CANARY), 'x');
      expect(lines.join('')).not.toContain(CANARY);
    }
  });
});

describe('an error that pino cannot serialize', () => {
  it('comes out all the same', () => {
    const { log, last } = open();
    class Hostile {
      get message(): string {
        throw new Error(CANARY);
      }
      get stack(): string {
        throw new Error(CANARY);
      }
    }
    for (const cause of [
      new Hostile(),
      new Response(CANARY),
      new Proxy({}, { get: () => JSON.parse('') as never }),
    ]) {
      log.error(new RangeError('x', { cause }), 'failed');
      expect(last()).toMatchObject({ err: { type: 'RangeError' }, msg: 'failed' });
    }
  });
});

describe('a request or response in place of a record', () => {
  it('comes out under req and res', () => {
    const { log, lines, last } = open();
    log.info({ method: 'GET', headers: { authorization: CANARY }, socket: {}, url: '/' });
    expect(last()['req']).toEqual({ method: 'GET' });
    log.info({
      setHeader: () => undefined,
      headersSent: true,
      statusCode: 204,
      getHeaders: () => ({ c: CANARY }),
    });
    expect(last()['res']).toEqual({ statusCode: 204 });
    expect(lines.join('')).not.toContain(CANARY);
  });
});

describe('hostile records', () => {
  const boom = () => {
    throw new Error(CANARY);
  };
  const HOSTILE: readonly (readonly [string, unknown])[] = [
    [
      'a throwing getter of a listed name',
      Object.defineProperty({ ok: 1 }, 'note', { get: boom, enumerable: true }),
    ],
    [
      'a throwing getter of an unlisted name',
      Object.defineProperty({ ok: 1 }, 'x', { get: boom, enumerable: true }),
    ],
    [
      'getters where pino looks for requests',
      Object.defineProperties(
        {},
        Object.fromEntries(
          ['method', 'headers', 'socket', 'setHeader', 'err', 'msg'].map((name) => [
            name,
            { get: boom, enumerable: true },
          ]),
        ),
      ),
    ],
    ['a proxy that throws', new Proxy({}, { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom })],
    [
      'a revoked proxy',
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    ['an error with a throwing message', Object.defineProperty(new Error('x'), 'message', { get: boom })],
    ['toJSON that throws', { ok: 1, note: { toJSON: boom } }],
    [
      'a cycle',
      (() => {
        const user: Record<string, unknown> = { id: 'u1' };
        user['self'] = user;
        return { user };
      })(),
    ],
  ];

  it.each(HOSTILE)('%s: one line, no exception, no leak', (_, record) => {
    const { log, lines } = open();
    log.info(record, 'fine');
    log.info(record);
    log.child({ record }).info('x');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level', 30);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('are not changed, and unlisted members not read', () => {
    const { log, last } = open();
    let read = 0;
    const record = {
      ok: 1,
      get other() {
        return ++read;
      },
      nested: {
        get deep() {
          return ++read;
        },
      },
    };
    const frozen = Object.freeze({ ok: 2, list: Object.freeze([1]) });
    log.info(record);
    log.child(record).info(record);
    log.info(frozen);
    expect(read).toBe(0);
    expect(last()['ok']).toBe(2);
  });
});

describe('what is refused', () => {
  it('a logger that is protected already, or derived from one', () => {
    const { log } = open();
    for (const logger of [log, log.child({})]) {
      expect(() => logsieve(logger, { policy: POLICY })).toThrow(
        expect.objectContaining({ code: 'ERR_LOGSIEVE_ALREADY_PROTECTED' }) as Error,
      );
    }
  });

  it('what is no pino logger', () => {
    for (const logger of [console, {}, null, undefined, 'x', { ...pino({ enabled: false }) }]) {
      expect(() => logsieve(logger as never)).toThrow(
        expect.objectContaining({ code: 'ERR_LOGSIEVE_UNSUPPORTED_LOGGER' }) as Error,
      );
    }
  });

  it('a logger that nothing can be done to', () => {
    const logger = Object.freeze(pino({ enabled: false }));
    expect(() => logsieve(logger)).toThrow('frozen');
  });

  it('unknown options and bad policies, leaving the logger as it was', () => {
    const lines: string[] = [];
    const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    expect(() => logsieve(logger, { polici: {} } as never)).toThrow(
      expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS' }) as Error,
    );
    expect(() => logsieve(logger, { policy: { logsieve: 1, fields: { a: 'keep' } } as never })).toThrow(
      expect.objectContaining({ code: 'ERR_LOGSIEVE_POLICY' }) as Error,
    );
    expect(() => logsieve(logger, { policy: POLICY, profile: 'none' })).toThrow('none');
    logger.info({ raw: 1 });
    expect(lines[0]).toContain('"raw":1');
  });

  it.each([
    ['policy', 1],
    ['policy', null],
    ['policy', []],
    ['profile', null],
    ['profile', {}],
    ['discover', 'no'],
    ['discover', null],
  ])('the option %s given as %j', (name, value) => {
    expect(() => logsieve(pino({ enabled: false }), { [name]: value })).toThrow(
      expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS', path: `options.${name}` }) as Error,
    );
  });

  it('counters of a logger that is not protected', () => {
    for (const logger of [pino({ enabled: false }), undefined, null]) {
      expect(() => counters(logger as never)).toThrow('not protected');
    }
  });
});
