import { type Message } from '@logsieve/core';
import { pino } from 'pino';
import { types } from 'node:util';
import { plainValue } from './fields.js';
import { serializerFor } from './serializer.js';
import type { Host, LogMethod, Symbols } from './host.js';

/** What the arguments of a level method say, as pino would read them. */
export interface Call {
  /** Undefined or null where only a message was given; may be an Error. */
  readonly record: unknown;
  readonly message: Message | undefined;
  /** Values that the message may repeat, and that may be or hold errors. */
  readonly values: readonly unknown[];
}

const NONE: readonly unknown[] = [];

/**
 * Reads the arguments of a level method: `(record, message, …values)`, `(message, …values)` or `(error)`.
 * `method` is pino's own, for interpolating as pino does. May throw what the arguments throw.
 */
export function readCall(host: Host, symbols: Symbols, args: readonly unknown[], method: LogMethod): Call {
  const first = args[0];
  const leading = typeof first === 'object' || first === undefined;
  const at = leading ? 1 : 0;
  const values = args.length > at + 1 ? args.slice(at + 1) : NONE;
  return {
    record: typeof first === 'object' ? httpRecord(first) : null,
    message: readMessage(host, symbols, args[at], values, method),
    // pino prints an object in the place of the message as well.
    values: at === 1 && typeof args[at] === 'object' ? args.slice(at) : values,
  };
}

/**
 * A message of the record's own accord: an error's text. It is said to be the error's, so that its type takes the
 * place of the text whatever else the record holds. May throw what the error throws.
 */
export function impliedMessage(host: Host, symbols: Symbols, record: unknown): Message | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  if (Object.hasOwn(record, host[symbols.messageKey] as string)) return undefined;
  const error = isError(record) ? record : plainValue(record, host[symbols.errorKey] as string);
  if (!isError(error)) return undefined;
  const text: unknown = error.message;
  return typeof text === 'string' ? { template: text, error } : undefined;
}

/** True for errors of this realm and of others. */
export function isError(value: unknown): value is Error {
  if (typeof value !== 'object' || value === null) return false;
  // Most records are plain, and asking for the kind of an object is slow.
  return (
    Object.getPrototypeOf(value) !== Object.prototype &&
    (types.isNativeError(value) || value instanceof Error)
  );
}

function readMessage(
  host: Host,
  symbols: Symbols,
  text: unknown,
  values: readonly unknown[],
  method: LogMethod,
): Message | undefined {
  const prefix = (host[symbols.msgPrefix] as string | undefined) ?? '';
  switch (typeof text) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      break;
    case 'object':
      // pino prints all of the objects; none of it is the program's text.
      if (text === null) return undefined;
      return { template: prefix, interpolate: interpolator(host, symbols, text, values, method) };
    default:
      return undefined;
  }
  const template = serialized(host, symbols, `${prefix}${text}`);
  if (values.length === 0) return { template };
  return { template, interpolate: interpolator(host, symbols, text, values, method) };
}

/** Has pino itself interpolate, in the name of a logger that only takes the text. */
function interpolator(
  host: Host,
  symbols: Symbols,
  text: unknown,
  values: readonly unknown[],
  method: LogMethod,
): () => string {
  return () => {
    let result = '';
    const listener = {
      [symbols.msgPrefix]: host[symbols.msgPrefix],
      [symbols.formatOpts]: host[symbols.formatOpts],
      [symbols.write]: (_record: unknown, interpolated: unknown) => (result = String(interpolated)),
    };
    method.call(listener as unknown as Host, null, text, ...values);
    return serialized(host, symbols, result);
  };
}

/** The message after the logger's serializer for it. */
function serialized(host: Host, symbols: Symbols, text: string): string {
  const serializer = serializerFor(host, symbols, host[symbols.messageKey] as string);
  return serializer === undefined ? text : String(serializer(text));
}

/** A bare request or response becomes `{ req }` or `{ res }`. Looks for names first, so as not to call getters. */
function httpRecord(record: object | null): object | null {
  if (record === null) return null;
  if ('method' in record && 'headers' in record && 'socket' in record) {
    if (record.method && record.headers && record.socket)
      return pino.stdSerializers.mapHttpRequest(record as never);
  } else if ('setHeader' in record && typeof record.setHeader === 'function') {
    return pino.stdSerializers.mapHttpResponse(record as never);
  }
  return record;
}
