import { LogsieveError } from '@logsieve/core';

/** A pino logger as its symbols show it. */
export interface Host {
  readonly version?: unknown;
  readonly levels: {
    readonly labels: Readonly<Record<number, string>>;
    readonly values: Readonly<Record<string, number>>;
  };
  level: string;
  redact?: unknown;
  child: (bindings: object, options?: object) => Host;
  bindings: () => object;
  setBindings: (bindings: object) => void;
  [symbol: symbol]: unknown;
}

/** A destination of pino, with what it asks to be told beside the line. */
export interface Sink {
  write: (text: string) => unknown;
  lastLevel?: number;
  lastObj?: unknown;
  lastMsg?: unknown;
  lastTime?: string;
  lastLogger?: unknown;
}

/** What the values of a logger's hooks look like. */
export interface Hooks {
  readonly logMethod?: ((args: unknown[], method: LogMethod, level: number) => void) | undefined;
  readonly streamWrite?: ((line: string) => string) | undefined;
}

/** A level method of pino; wants the logger as `this`. */
export type LogMethod = (this: Host, ...args: unknown[]) => void;

/** The value that tells pino to give a destination the record beside its line. */
export const METADATA = Symbol.for('pino.metadata');

const NAMES = [
  'asJson',
  'chindings',
  'end',
  'errorKey',
  'formatOpts',
  'formatters',
  'getLevel',
  'hooks',
  'levelComp',
  'lsCache',
  'messageKey',
  'mixin',
  'mixinMergeStrategy',
  'msgPrefix',
  'nestedKey',
  'serializers',
  'setLevel',
  'stream',
  'stringifiers',
  'time',
  'write',
] as const;

/** The symbols under which the logger's own copy of pino keeps its parts. */
export type Symbols = Readonly<Record<(typeof NAMES)[number], symbol>>;

/**
 * Finds the symbols of the very pino that made the logger: several copies of pino may be installed.
 * Throws `LogsieveError` where the value is no pino logger, or one without the parts that have to be owned.
 */
export function symbolsOf(logger: unknown): Symbols {
  const found = new Map<string, symbol>();
  for (let holder: unknown = logger; typeof holder === 'object' && holder !== null;) {
    for (const symbol of Object.getOwnPropertySymbols(holder)) {
      const name = /^pino\.(\w+)$/.exec(symbol.description ?? '')?.[1];
      if (name !== undefined && !found.has(name)) found.set(name, symbol);
    }
    holder = Object.getPrototypeOf(holder) as unknown;
  }
  const missing = NAMES.filter((name) => !found.has(name));
  if (missing.length > 0) throw unsupported(missing);
  return Object.fromEntries(NAMES.map((name) => [name, found.get(name)])) as unknown as Symbols;
}

function unsupported(missing: readonly string[]): LogsieveError {
  const none = missing.length === NAMES.length;
  return new LogsieveError(
    'ERR_LOGSIEVE_UNSUPPORTED_LOGGER',
    none
      ? 'the logger is not a pino logger'
      : `the pino logger lacks ${missing.map((name) => `pino.${name}`).join(', ')}`,
    { path: 'logger', hint: 'pass what pino(…) of pino 10 returned' },
  );
}
