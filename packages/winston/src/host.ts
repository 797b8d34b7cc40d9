import { LogsieveError } from '@logsieve/core';
import type { Logger } from 'winston';

/** The symbols of triple-beam, under which winston keeps what is not data. */
export const LEVEL: unique symbol = Symbol.for('level') as never;
export const MESSAGE: unique symbol = Symbol.for('message') as never;
export const SPLAT: unique symbol = Symbol.for('splat') as never;

/** winston's word for a record on its way. */
export type Info = Record<string | symbol, unknown>;

/** What a logform format can do. Anything but an info filters the record out. */
export interface Transform {
  readonly transform: (info: Info, options?: unknown) => unknown;
  readonly options?: unknown;
}

/** What winston pipes a logger into: a transport, or a stream that stands before one. */
export interface Target {
  /** The transport behind the stream for exceptions, rejections or a transport of winston 2. */
  readonly transport?: Target;
  readonly name?: unknown;
  readonly levels?: Readonly<Record<string, number>>;
  readonly format?: unknown;
  readonly logv?: unknown;
  _write: (info: unknown, encoding: unknown, callback: Callback) => unknown;
  _writev?: ((chunks: readonly Chunk[], callback: Callback) => unknown) | null;
}
export type Callback = (error?: Error | null) => void;
interface Chunk {
  readonly chunk: unknown;
  readonly encoding: unknown;
  readonly callback: Callback;
}

/** An exception or rejection handler of winston. */
export interface Handler {
  readonly logger: Host;
  readonly handle: (...transports: unknown[]) => void;
  readonly unhandle: () => void;
  getAllInfo: (error: unknown) => Info;
}

export interface Timer {
  done: (...args: unknown[]) => unknown;
}

/** A winston logger with the members that are no part of its types. */
export interface Host {
  readonly silent?: boolean;
  readonly levels: Readonly<Record<string, number>>;
  readonly format: Transform;
  readonly defaultMeta?: unknown;
  readonly transports: readonly Target[];
  readonly exceptions: Handler;
  readonly rejections: Handler;
  readonly _writableState: { sync: boolean };
  readonly _readableState: { readonly pipes?: unknown };
  /** Records that wait for the transports. */
  readonly writableLength: number;
  readonly log: (...args: unknown[]) => Host;
  readonly write: (info: unknown, ...rest: unknown[]) => boolean;
  readonly pipe: (target: Target, ...rest: unknown[]) => unknown;
  readonly push: (info: unknown) => boolean;
  readonly child: (meta: unknown) => Host;
  readonly configure: (options: unknown) => void;
  readonly startTimer: () => Timer;
  readonly profile: (id: unknown, ...args: unknown[]) => unknown;
  readonly on: (event: string, listener: (argument: unknown) => void) => unknown;
  readonly listenerCount: (event: string) => number;
  [member: string | symbol]: unknown;
}

/** The logger behind what was passed: the default logger for winston itself. Throws `LogsieveError` for others. */
export function hostOf(logger: unknown): Host {
  const candidate = isObject(logger) && 'createLogger' in logger ? defaultLogger(logger) : logger;
  if (!isObject(candidate) || loggerPrototype(candidate) === undefined) {
    throw unsupported(
      'the logger is not one of winston 3',
      'pass what createLogger(…) returned, winston itself for the default logger, or a container',
    );
  }
  return candidate as unknown as Host;
}

/** True for a logger that stands on its own; children are objects derived from one. */
export function isRoot(host: Host): boolean {
  return Object.hasOwn(host, '_readableState');
}

/** The prototype that winston's class gave the logger; undefined where there is none. */
export function loggerPrototype(
  logger: object,
): (object & { readonly constructor: LoggerClass }) | undefined {
  for (let at: object | null = logger; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (SEAMS.every((name) => Object.hasOwn(at, name))) return at as never;
  }
  return undefined;
}
export type LoggerClass = new (options: object) => Logger;

export function unsupported(message: string, hint: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_UNSUPPORTED_LOGGER', message, { path: 'logger', hint });
}

export function isObject(value: unknown): value is Record<string | symbol, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Gives an object a member of its own that inventories of its properties pass over. */
export function own(object: object, name: string | symbol, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
}

/** What this adapter takes over, as far as winston's class defines it. */
const SEAMS = ['_transform', '_addDefaultMeta', 'log', 'child', 'configure', 'startTimer', 'profile'];

/** `import * as winston` shows only part of what `import winston` does. */
function defaultLogger(winston: object): unknown {
  const { exceptions, default: all } = winston as WinstonModule & { readonly default?: WinstonModule };
  return (exceptions ?? all?.exceptions)?.logger;
}

interface WinstonModule {
  readonly exceptions?: { readonly logger?: unknown };
}
