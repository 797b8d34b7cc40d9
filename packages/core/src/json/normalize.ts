/**
 * What JSON would carry of a value: calls its `toJSON` once (own or inherited, as `JSON.stringify` would) and
 * unwraps boxed strings, numbers and booleans. Errors come back as they are: their `toJSON` is the application's
 * and tends to hold everything. Functions, symbols and `undefined` give `undefined`: not emitted. May throw what
 * the value throws.
 */
export function normalize(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return value;
    case 'object':
      return value === null ? null : normalizeObject(value);
    default:
      return undefined;
  }
}

/** True for errors of this realm and of others. */
export function isError(value: unknown): value is Error {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Most objects are plain, and asking them for their tag is slow.
  if (prototype === Object.prototype || prototype === Array.prototype || prototype === null) return false;
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

function normalizeObject(value: object): unknown {
  const toJSON = (value as { toJSON?: unknown }).toJSON;
  if (typeof toJSON !== 'function') return unbox(value);
  if (isError(value)) return value;
  const result: unknown = toJSON.call(value);
  switch (typeof result) {
    case 'object':
      return result === null ? null : unbox(result);
    case 'function':
    case 'symbol':
      return undefined;
    default:
      return result;
  }
}

function unbox(value: object): unknown {
  if (value instanceof String) return String.prototype.valueOf.call(value);
  if (value instanceof Number) return Number.prototype.valueOf.call(value);
  if (value instanceof Boolean) return Boolean.prototype.valueOf.call(value);
  return value;
}
