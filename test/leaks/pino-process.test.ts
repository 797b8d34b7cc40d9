import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { PolicyError } from '@logsieve/core';
import { logsieve } from '@logsieve/pino';
import { type Logger, type LoggerOptions, multistream, pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { CANARY, expectLeak, expectNoLeak } from './canary.js';
import { type PinoVector, structural } from './pino-vectors.js';
import { policy } from './policy.js';

/** Defended by the wrapped logger only: a transport sees these too late, or not at all. */
const inProcess: readonly PinoVector[] = [
  {
    id: 'P1',
    claim: 'a secret in a template literal that a detector knows is replaced',
    drive: (log) => {
      log.info(`login with password=${CANARY.replace(' ', '')}`);
    },
    arrives: ['login with password='],
  },
  {
    id: 'P1',
    claim: 'values of every specifier are gone, the format string stays',
    drive: (log) => {
      const secret = { secret: CANARY };
      say(log, 'password %s', CANARY);
      say(log, { latencyMs: 1 }, 'all %s %o %O %j %d', CANARY, secret, secret, secret, CANARY);
    },
    arrives: ['"msg":"password %s"', '"msg":"all %s %o %O %j %d"', '"latencyMs":1'],
  },
  {
    id: 'P1',
    claim: 'arguments without a specifier are gone',
    drive: (log) => {
      say(log, 'started', CANARY, { secret: CANARY });
    },
    arrives: ['"msg":"started"'],
    noControl: 'pino itself drops them',
  },
  {
    id: 'P1',
    claim: 'an object in the place of the message shows nothing',
    drive: (log) => {
      log.info({ latencyMs: 1 }, { secret: CANARY } as unknown as string);
    },
    arrives: ['"latencyMs":1'],
  },
  {
    id: 'P2',
    claim: 'an object as a value of the message is gone, whatever the paths in it',
    drive: (log) => {
      log.info('u %j', { user: { id: CANARY, password: CANARY } });
    },
    arrives: ['"msg":"u %j"'],
  },
  {
    id: 'P8',
    claim: 'a prefix belongs to the template, and detectors run over it',
    drive: (log) => {
      log.child({}, { msgPrefix: `password=${CANARY.replace(' ', '')} ` }).info('hello %s', CANARY);
    },
    arrives: ['hello %s'],
  },
  {
    id: 'P8',
    claim: 'a custom timestamp brings out nothing unlisted',
    options: { timestamp: () => `,"time":"${CANARY}","extra":"${CANARY}"` },
    drive: (log) => {
      log.info('timed');
    },
    arrives: ['"msg":"timed"'],
  },
  {
    id: 'P13',
    claim: 'a timestamp that is not JSON is gone instead of spoiling the line',
    options: { timestamp: () => `,"time":${CANARY}` },
    drive: (log) => {
      log.info('timed');
    },
    arrives: ['"msg":"timed"'],
  },
  {
    id: 'P14',
    claim: 'a throwing getter costs its field, and the application sees nothing',
    drive: (log) => {
      log.child(withThrowing('note', { reqId: 'r-1' })).info('bound');
      log.info(withThrowing('note', withThrowing('session', { latencyMs: 1 })), 'getters');
      log.info({ user: withThrowing('id', {}), body: withThrowing('x', {}), latencyMs: 2 }, 'nested');
      log.setBindings(withThrowing('t', {}));
    },
    arrives: ['"latencyMs":1', '"latencyMs":2', '"reqId":"r-1"'],
  },
  {
    id: 'P14',
    claim: 'a throwing serializer, mixin or formatter costs no more than the record',
    options: { serializers: { note: fail }, mixin: (record) => ('mix' in record ? fail() : {}) },
    drive: (log) => {
      log.info({ note: 'n', latencyMs: 1 }, 'serializer');
      log.info({ mix: 1, latencyMs: 2 }, 'mixin');
      log.child({ note: 'n' }).info('child');
      log.child({}, { formatters: { log: fail } }).info('formatter');
      log.info('still there');
    },
    arrives: ['"latencyMs":1', '"msg":"child"', '"msg":"still there"'],
  },
  {
    id: 'P14',
    claim: 'a fetch Response as the cause of an error neither crashes nor shows',
    drive: (log) => {
      const cause = new Response(CANARY, { headers: { 'set-cookie': CANARY } });
      log.error({ err: new Error(CANARY, { cause }) }, 'fetch failed');
    },
    arrives: ['"type":"Error"', '"msg":"fetch failed"'],
  },
];

for (const { id, claim, options, drive, arrives, noControl } of [...inProcess, ...structural]) {
  describe(`${id} in process`, () => {
    it(`${id}: ${claim}`, () => {
      const { written, sink } = memory();
      const log = logsieve(pino(options ?? {}, sink), { policy });
      expect(() => {
        drive(log);
      }).not.toThrow();
      expectNoLeak(written);
      for (const text of arrives) expect(written.join('')).toContain(text);
      expectNoNameTwice(written);
    });

    if (noControl === undefined) {
      it(`${id} leaks without logsieve: ${claim}`, () => {
        const { written, sink } = memory();
        try {
          drive(pino(options ?? {}, sink) as Logger);
        } catch (error) {
          // What is thrown into the application is out, too.
          written.push(String(error));
        }
        expectLeak(written);
      });
    }
  });
}

describe('P1 under each message mode', () => {
  const say = (message: 'template' | 'scan' | 'remove') => {
    const { written, sink } = memory();
    logsieve(pino({}, sink), { policy: { ...policy, message } }).info(`the user wrote: ${CANARY}`);
    return written;
  };

  it('P1: a lone string that no detector knows is gone under remove', () => {
    expectNoLeak(say('remove'));
  });

  it.each(['template', 'scan'] as const)(
    'P1: a lone string that no detector knows passes under %s, as documented',
    (mode) => {
      expectLeak(say(mode));
    },
  );
});

describe('P3 path patterns', () => {
  it.each(['users[*].password', 'user..id', 'user.*name', 'user.**', 'a\\b'])(
    'P3: %s, which can match nothing, is refused',
    (pattern) => {
      const fields = { [pattern]: { keep: 'token' as const } };
      expect(() => logsieve(pino({}, memory().sink), { policy: { logsieve: 1, fields } })).toThrow(
        PolicyError,
      );
    },
  );
});

const METADATA = Symbol.for('pino.metadata');

describe('P10 beside the line', () => {
  const drive = (log: Logger) => {
    log.child({ session: CANARY, reqId: 'r-1' }).info({ latencyMs: 1, secret: CANARY }, 'hello %s', CANARY);
  };

  it('P10: a destination with metadata is told of the redacted record only', () => {
    const { told, sink } = curious();
    drive(logsieve(pino({}, sink), { policy }));
    expectNoLeak(told);
    expect(told[0]).toMatchObject({ lastObj: { latencyMs: 1 }, lastMsg: 'hello %s', lastLevel: 30 });
  });

  it('P10: so is one below a multistream', () => {
    const { told, sink } = curious();
    drive(logsieve(pino({}, multistream([{ stream: sink as never }])), { policy }));
    expectNoLeak(told);
    expect(told).toHaveLength(1);
  });

  it('P10 leaks without logsieve: a destination with metadata is told of the raw record', () => {
    const { told, sink } = curious();
    drive(pino({}, sink));
    expectLeak(told);
  });

  const overheard = (log: Logger) => {
    const heard: unknown[] = [];
    const listen = (message: unknown) => heard.push(message);
    const channels = ['start', 'end', 'error', 'asyncStart', 'asyncEnd'].map(
      (name) => `tracing:pino_asJson:${name}`,
    );
    for (const channel of channels) subscribe(channel, listen);
    drive(log);
    for (const channel of channels) unsubscribe(channel, listen);
    return heard;
  };

  it('P10: diagnostics channels are told of nothing', () => {
    const { written, sink } = memory();
    expectNoLeak(overheard(logsieve(pino({}, sink), { policy })));
    expect(written.join('')).toContain('"latencyMs":1');
  });

  it('P10 leaks without logsieve: diagnostics channels are told of the raw record', () => {
    expectLeak(overheard(pino({}, memory().sink)));
  });
});

describe('P8 the symbols of pino', () => {
  const { asJsonSym, writeSym } = pino.symbols;
  type Writer = Record<symbol, (record: object, text: string, level: number) => unknown>;
  const drive = (log: Logger) => {
    (log as unknown as Writer)[writeSym]?.({ latencyMs: 1, secret: CANARY }, `text ${CANARY}`, 30);
    return (log as unknown as Writer)[asJsonSym]?.({ latencyMs: 2, secret: CANARY }, `text ${CANARY}`, 30);
  };

  it('P8: a library that writes by them, or asks for the line, gets nothing raw', () => {
    const { written, sink } = memory();
    const line = drive(logsieve(pino({}, sink), { policy }).child({ session: CANARY }));
    expectNoLeak([written, line]);
    expect(written.join('')).toContain('"latencyMs":1');
    expect(line).toContain('"latencyMs":2');
  });

  it('P10: nor does a destination with metadata that such a library writes to', () => {
    const { told, sink } = curious();
    drive(logsieve(pino({}, sink), { policy }));
    expectNoLeak(told);
    expect(told[0]).toMatchObject({ lastObj: { latencyMs: 1 } });
  });

  it('P8 leaks without logsieve: it gets the raw line', () => {
    const { written, sink } = memory();
    expectLeak(drive(pino({}, sink)));
    expectLeak(written);
  });
});

describe('P12 siblings', () => {
  const drive = (log: Logger) => {
    log.info({ latencyMs: 1, secret: CANARY }, 'hello %s', CANARY);
  };
  const siblings = () => {
    const sinks = [memory(), memory()];
    return { sinks, stream: multistream(sinks.map(({ sink }) => ({ stream: sink }))) };
  };

  it('P12: every destination of a wrapped logger is protected', () => {
    const { sinks, stream } = siblings();
    drive(logsieve(pino({}, stream), { policy }));
    for (const { written } of sinks) {
      expectNoLeak(written);
      expect(written.join('')).toContain('"latencyMs":1');
    }
  });

  it('P12 leaks without logsieve: every destination gets the raw line', () => {
    const { sinks, stream } = siblings();
    drive(pino({}, stream));
    for (const { written } of sinks) expectLeak(written);
  });
});

describe('P14 faults of the sink', () => {
  it('P14: a destination that throws costs its line, not the application', () => {
    const sink = {
      write: () => {
        throw new Error(CANARY);
      },
    };
    const log = logsieve(pino({}, sink), { policy });
    expect(() => {
      log.info('x');
    }).not.toThrow();
  });

  it('P14: a policy that cannot be used is told before anything is logged, and quotes no record', () => {
    const policyWithFault = { logsieve: 1, fields: { a: { keep: 'nothing' } } } as never;
    expect(() => logsieve(pino({}, memory().sink), { policy: policyWithFault })).toThrow(PolicyError);
  });
});

describe('P15 the objects of the caller', () => {
  const record = () => ({
    latencyMs: 1,
    secret: CANARY,
    user: { id: 'u-1', password: CANARY },
    items: [{ sku: 'A1', gift: CANARY }],
    err: new Error(CANARY),
  });

  it('P15: stay as they were', () => {
    const [used, kept] = [record(), record()];
    kept.err = used.err;
    const stack = used.err.stack;
    const log = logsieve(pino({}, memory().sink), { policy });
    log.info(used, 'x');
    log.child(used).info(used.err, 'y');
    expect(used).toStrictEqual(kept);
    expect(Reflect.ownKeys(used)).toEqual(Reflect.ownKeys(kept));
    expect(used.err.stack).toBe(stack);
  });

  it('P15: may be frozen', () => {
    const { written, sink } = memory();
    const frozen = Object.freeze({ latencyMs: 1, user: Object.freeze({ id: 'u-1', password: CANARY }) });
    logsieve(pino({}, sink), { policy }).info(frozen, 'x');
    expect(written.join('')).toContain('"user":{"id":"u-1"}');
  });

  it('P15: do not escape by way of a destination', () => {
    const { told, sink } = curious();
    const user = { id: 'u-1' };
    logsieve(pino({}, sink), { policy }).info({ user }, 'x');
    expect((told[0] as { lastObj: { user: object } }).lastObj.user).not.toBe(user);
  });
});

describe('P8 the options of pino', () => {
  it('P8: the redact option of pino removes further fields', () => {
    const { written, sink } = memory();
    const options: LoggerOptions = { redact: ['user.id', 'note'] };
    logsieve(pino(options, sink), { policy }).info({ user: { id: 'u-1' }, note: 'n', latencyMs: 1 }, 'x');
    expect(written.join('')).toContain('"latencyMs":1,"msg":"x"');
  });
});

function memory() {
  const written: string[] = [];
  return { written, sink: { write: (text: string) => void written.push(text) } };
}

/** A destination that takes all that pino tells it. */
function curious() {
  const told: object[] = [];
  const sink = {
    [METADATA]: true,
    write(line: string) {
      const { lastObj, lastMsg, lastLevel, lastTime } = this as unknown as Record<string, unknown>;
      told.push({ line, lastObj, lastMsg, lastLevel, lastTime });
    },
  };
  return { told, sink };
}

/** Calls as JavaScript can, and as the types of pino would not have it. */
function say(logger: Logger, ...args: unknown[]): void {
  (logger.info as (...args: unknown[]) => void).apply(logger, args);
}

/** Adds a getter that throws. */
function withThrowing<Holder extends object>(name: string, holder: Holder): Holder {
  return Object.defineProperty(holder, name, { get: fail, enumerable: true });
}

function fail(): never {
  throw new Error(CANARY);
}

/** A parser that is told of every name would see one that is there twice. */
function expectNoNameTwice(written: readonly string[]): void {
  for (const line of written) {
    const parsed = JSON.stringify(JSON.parse(line));
    expect(parsed.length).toBe(line.trimEnd().length);
  }
}
