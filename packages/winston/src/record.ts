/**
 * A call of the logger → the info that winston goes on with: a copy, so that nothing is written onto the caller's
 * objects, and beside it what the call said before anything was merged into the message.
 */
import { type Info, isObject, LEVEL, SPLAT } from './host.js';

/** What a call said, taken apart. */
export interface Call {
  /** The message before interpolation; undefined where it was no text. */
  readonly template: string | undefined;
  /** The errors among what was passed, the one that belongs under `err` first. */
  readonly errors: readonly unknown[];
  readonly kind: Kind | undefined;
}

/** Where an info of winston's own comes from: a handler for what nobody caught. */
export type Kind = 'exception' | 'rejection';

/** Where an info keeps its call. A symbol, since formats and children made earlier copy infos by `Object.assign`. */
export const CALL = Symbol('logsieve.call');

/** The infos that winston's handlers made, so that user data cannot pass for one of them. */
export const EXCEPTIONAL = new WeakMap<object, Kind>();

/** The info of `log(…args)`, in each form that winston knows. Never throws, never changes what it is given. */
export function infoFromLog(args: readonly unknown[], defaultMeta: unknown): Info {
  const [level, message, ...splat] = args;
  if (args.length === 1) return infoFromObject(level, undefined, defaultMeta);
  if (args.length === 2 && isFields(message)) return infoFromObject(message, level, defaultMeta);
  const [meta] = splat;
  // With tokens in the message every argument may be one's value: only splat() can tell.
  const merged = isFields(meta) && !isError(meta) && tokensOf(message) === undefined ? [meta] : [];
  return compose(level, message, [defaultMeta, ...merged], splat, []);
}

/** The info of a single object: fields, message and level in one, or an Error. Never throws. */
export function infoFromObject(source: unknown, level?: unknown, defaultMeta?: unknown): Info {
  if (!isObject(source)) return compose(level, undefined, [], [], []);
  const name = level ?? read(source, LEVEL) ?? read(source, 'level');
  if (isError(source)) return compose(name, source, [defaultMeta], [], []);
  const kind = EXCEPTIONAL.get(source);
  if (kind !== undefined) return exceptionalInfo(source, kind, defaultMeta);
  // winston lets the default metadata win here, and only here.
  const splat = read(source, SPLAT);
  return compose(name, read(source, 'message'), [source, defaultMeta], isArray(splat) ? splat : [], []);
}

/** Lays the fields of `over` and what makes it an info over those of `under`. Never throws. */
export function infoOver(under: unknown, over: Info): Info {
  const info: Info = {};
  if (isObject(under)) copyFields(under, info);
  copyFields(over, info);
  for (const symbol of [LEVEL, SPLAT, CALL]) info[symbol] = over[symbol];
  return info;
}

/** A copy for code that writes onto what it is given. An Error becomes the message of an info. */
export function detached(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (isError(value)) return { message: value };
  const copy: Info = {};
  copyFields(value, copy);
  return copy;
}

/** True for errors of this realm and of others; false for what does not let itself be asked. */
function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  } catch {
    return false;
  }
}

/** The text of a message; undefined where it is none. */
export function textOf(message: unknown): string | undefined {
  switch (typeof message) {
    case 'string':
      return message;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(message);
    default:
      return undefined;
  }
}

function exceptionalInfo(source: Info, kind: Kind, defaultMeta: unknown): Info {
  const message = kind === 'exception' ? 'uncaughtException' : 'unhandledRejection';
  const info = compose(source['level'], message, [source, defaultMeta], [], [source['error']], kind);
  // It is the record's `err`; twice would be once too often.
  delete info['error'];
  return info;
}

function compose(
  level: unknown,
  message: unknown,
  layers: readonly unknown[],
  splat: readonly unknown[],
  errors: readonly unknown[],
  kind?: Kind,
): Info {
  const info: Info = {};
  for (const layer of layers) if (isObject(layer)) copyFields(layer, info);
  const failed = isError(message);
  const text = failed ? read(message, 'message') : message;
  info['level'] = info[LEVEL] = level;
  if (text !== undefined || Object.hasOwn(info, 'message')) info['message'] = text;
  const listed = info['splat'];
  if (isArray(listed)) info['splat'] = [...listed];
  if (splat.length > 0) info[SPLAT] = splatCopy(text, splat);
  const call: Call = {
    template: textOf(text),
    errors: [...errors, ...(failed ? [message] : []), ...splat.filter(isError)],
    kind,
  };
  info[CALL] = call;
  return info;
}

/**
 * Copies the own enumerable fields of `source`. A getter is not called but handed on, so that a field nobody
 * reads stays unread; what it throws is not handed on.
 */
function copyFields(source: object, target: Info): void {
  for (const key of keysOf(source)) {
    const descriptor = descriptorOf(source, key);
    if (descriptor === undefined) continue;
    if (!('value' in descriptor)) define(target, key, lazily(source, key, target));
    else if (key === '__proto__') define(target, key, { value: descriptor.value });
    // The fields are the policy's to judge, not what the object would rather be.
    else if (key !== 'toJSON' || typeof descriptor.value !== 'function') target[key] = descriptor.value;
  }
}

function lazily(source: object, key: string, target: Info): PropertyDescriptor {
  return {
    get: () => read(source, key),
    set: (value: unknown) => {
      define(target, key, { value });
    },
  };
}

function define(target: Info, key: string, descriptor: PropertyDescriptor): void {
  const writable = 'value' in descriptor ? { writable: true } : {};
  Object.defineProperty(target, key, { ...descriptor, ...writable, enumerable: true, configurable: true });
}

function keysOf(source: object): string[] {
  try {
    return Object.keys(source);
  } catch {
    return [];
  }
}

function descriptorOf(source: object, key: string): TypedPropertyDescriptor<unknown> | undefined {
  try {
    return Object.getOwnPropertyDescriptor(source, key);
  } catch {
    return undefined;
  }
}

function read(source: object, key: string | symbol): unknown {
  try {
    return (source as Info)[key];
  } catch {
    return undefined;
  }
}

/** Taken as fields. Bytes are not: each would be one. */
function isFields(value: unknown): value is Info {
  try {
    return isObject(value) && !Array.isArray(value) && !ArrayBuffer.isView(value);
  } catch {
    return false;
  }
}

/** A revoked proxy cannot even be asked whether it is an array. */
function isArray(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * Values for tokens as they are; of the rest, which splat() merges into the info, only copies of objects: merging
 * a string spreads its characters, merging an Error what the libraries hang onto it.
 */
function splatCopy(message: unknown, splat: readonly unknown[]): unknown[] {
  const taken = tokensOf(message) ?? 0;
  const rest = splat.slice(taken).filter((value) => isFields(value) && !isError(value));
  return [...splat.slice(0, taken), ...rest.map(detached)];
}

/** How many arguments the message takes, as logform counts them; undefined where it has no token at all. */
function tokensOf(message: unknown): number | undefined {
  if (typeof message !== 'string') return undefined;
  const tokens = message.match(/%[scdjifoO%]/g);
  return tokens === null ? undefined : Math.max(0, tokens.length - (message.match(/%%/g)?.length ?? 0));
}
