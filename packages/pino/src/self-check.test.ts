import { type Logger, pino, symbols } from 'pino';
import { describe, expect, it } from 'vitest';
import { logsieve } from './index.js';

const refusal = expect.objectContaining({ code: 'ERR_LOGSIEVE_SELF_CHECK' }) as Error;

/** A logger of a copy of pino whose methods were changed: its prototype is a copy of the real one. */
function loggerOfAnotherPino(change: (methods: Record<PropertyKey, unknown>) => void): Logger {
  const logger = pino({ base: null }, { write: () => undefined });
  const real = Object.getPrototypeOf(Object.getPrototypeOf(logger)) as object;
  const methods = Object.create(
    Object.getPrototypeOf(real) as object,
    Object.getOwnPropertyDescriptors(real),
  ) as Record<PropertyKey, unknown>;
  change(methods);
  return Object.setPrototypeOf(logger, Object.create(methods) as object) as Logger;
}

describe('the self-check', () => {
  it('accepts another copy of the same pino', () => {
    expect(() => logsieve(loggerOfAnotherPino(() => undefined))).not.toThrow();
  });

  it('refuses a pino whose levels do not go through the hook', () => {
    const logger = loggerOfAnotherPino((methods) => {
      methods[symbols.setLevelSym] = function (this: Record<PropertyKey, unknown>) {
        for (const level of ['info', 'trace', 'fatal']) {
          this[level] = (...args: unknown[]) =>
            (this[symbols.streamSym] as { write: (text: string) => void }).write(JSON.stringify(args));
        }
      };
    });
    expect(() => logsieve(logger)).toThrow(refusal);
    expect(() => logsieve(logger)).toThrow('a message got past it');
  });

  it('refuses a pino whose children do not inherit', () => {
    const logger = loggerOfAnotherPino((methods) => {
      methods['child'] = (bindings: object) => pino(bindings);
    });
    expect(() => logsieve(logger)).toThrow(refusal);
  });

  it('refuses a pino that throws', () => {
    const logger = loggerOfAnotherPino((methods) => {
      methods[symbols.setLevelSym] = () => {
        throw new Error('other');
      };
    });
    expect(() => logsieve(logger)).toThrow('protecting a logger threw');
  });

  it('runs nothing of the application and writes nothing to its destination', () => {
    const ran: string[] = [];
    const note = (name: string) => () => (ran.push(name), {}) as never;
    const options: pino.LoggerOptions = {
      mixin: note('mixin'),
      onChild: note('onChild'),
      serializers: { ok: note('serializer'), err: note('err'), msg: note('msg') },
      hooks: { logMethod: note('logMethod'), streamWrite: note('streamWrite') },
    };
    const logger = loggerOfAnotherPino(() => undefined);
    const configured = pino(options, { write: note('write') });
    logsieve(Object.setPrototypeOf(configured, Object.getPrototypeOf(logger) as object) as Logger);
    expect(ran).toEqual([]);
  });
});
