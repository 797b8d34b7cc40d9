import { LogsieveError, type Redactor } from '@logsieve/core';
import { openRedactor } from '@logsieve/core/node';
import { type Host, METADATA, type Sink, type Symbols } from './host.js';
import { protect } from './protect.js';

const checked = new WeakSet<object>();

/**
 * Proves, once for each copy of pino in the process, that records of a logger go where this adapter expects them:
 * protects a scratch logger derived from it and tries to get a canary past every place that is owned. Throws
 * `LogsieveError` where that succeeds, or where what is allowed does not arrive.
 */
export function selfCheck(logger: Host, symbols: Symbols): void {
  const prototype = prototypeOf(logger, symbols);
  if (checked.has(prototype)) return;
  const redactor = openRedactor({ policy: POLICY, discover: false, messageKey: 'msg' });
  const fault = findFault(logger, symbols, redactor);
  if (fault !== undefined) {
    throw new LogsieveError(
      'ERR_LOGSIEVE_SELF_CHECK',
      `pino ${String(logger.version)} failed the self-check: ${fault}`,
      { path: 'logger', hint: 'use a version of pino that this version of @logsieve/pino was made for' },
    );
  }
  checked.add(prototype);
}

const POLICY = { logsieve: 1, extends: [], fields: { ok: { keep: 'integer' } } } as const;
const CANARY = 'logsieve-canary';
const KEPT = 'self-check';

/** One place to get past: which logger to make of the scratch logger, and what to tell it. */
interface Attempt {
  readonly place: string;
  readonly make?: (scratch: Host, level: string) => Host;
  readonly args: readonly unknown[];
}

const ATTEMPTS: readonly Attempt[] = [
  { place: 'a message', args: [`${KEPT} %s`, CANARY] },
  { place: 'a record', args: [{ ok: 1, [CANARY]: CANARY }, `${KEPT} %s`, CANARY] },
  { place: 'an error', args: [new Error(CANARY), KEPT] },
  { place: 'bindings', make: (scratch) => scratch.child({ leak: CANARY }), args: [KEPT] },
  {
    place: 'options of a child',
    make: (scratch, level) => scratch.child({ leak: CANARY }, { level, serializers: {} }),
    args: [`${KEPT} %s`, CANARY],
  },
  {
    place: 'setBindings',
    make: (scratch) => {
      scratch.setBindings({ leak: CANARY });
      return scratch;
    },
    args: [KEPT],
  },
];

function findFault(logger: Host, symbols: Symbols, redactor: Redactor): string | undefined {
  const seen: string[] = [];
  const { sink, told } = createSink(seen);
  let place = 'protecting a logger';
  const passed = () => seen.join('').includes(CANARY) || JSON.stringify(told()).includes(CANARY);
  try {
    const scratch = createScratch(logger, symbols, sink);
    protect(scratch, symbols, redactor);
    const level = Object.keys(logger.levels.values)[0] ?? '';
    for (const attempt of ATTEMPTS) {
      place = attempt.place;
      seen.length = 0;
      call(attempt.make?.(scratch, level) ?? scratch, level, attempt.args);
      if (passed()) return `${place} got past it`;
      if (!seen.join('').includes(KEPT)) return `${place} did not arrive`;
    }
    place = 'the writing function';
    call(scratch, symbols.write, [{ leak: CANARY }, CANARY, 30]);
    return passed() ? `${place} got past it` : undefined;
  } catch {
    return `${place} threw`;
  }
}

function createSink(seen: string[]): { readonly sink: Sink; readonly told: () => unknown } {
  const sink: Sink = { write: (text) => seen.push(text) };
  (sink as { [METADATA]?: boolean })[METADATA] = true;
  return { sink, told: () => [sink.lastObj, sink.lastMsg, sink.lastTime] };
}

/** A logger with the parts of `logger` and none of its configuration: nothing of the application's is run. */
function createScratch(logger: Host, symbols: Symbols, sink: Sink): Host {
  const parts: Record<PropertyKey, unknown> = {
    [symbols.stream]: sink,
    [symbols.chindings]: '',
    [symbols.hooks]: {},
    [symbols.serializers]: {},
    [symbols.stringifiers]: {},
    [symbols.formatOpts]: {},
    [symbols.formatters]: {
      level: (_: string, number: number) => ({ level: number }),
      bindings: (fields: object) => fields,
    },
    [symbols.mixin]: undefined,
    [symbols.nestedKey]: null,
    [symbols.messageKey]: 'msg',
    [symbols.errorKey]: 'err',
    [symbols.msgPrefix]: undefined,
    [symbols.time]: () => ',"time":0',
    [symbols.levelComp]: () => true,
    onChild: () => undefined,
    // Listeners of the application's hang on the logger it is derived from.
    emit: () => true,
  };
  const scratch = Object.create(logger) as Host;
  for (const key of Reflect.ownKeys(parts)) {
    Object.defineProperty(scratch, key, { value: parts[key], writable: true, configurable: true });
  }
  return scratch;
}

/** The object on which this copy of pino keeps its methods. */
function prototypeOf(logger: Host, symbols: Symbols): object {
  let holder = logger as object;
  while (!Object.hasOwn(holder, symbols.getLevel)) holder = Object.getPrototypeOf(holder) as object;
  return holder;
}

function call(logger: Host, method: PropertyKey, args: readonly unknown[]): void {
  (logger as unknown as Record<PropertyKey, (...args: readonly unknown[]) => void>)[method]?.(...args);
}
