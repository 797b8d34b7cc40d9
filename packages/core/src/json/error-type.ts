import { isError } from './normalize.js';

/** A class name. Everything else that stands where a type is expected could be data. */
const CLASS_NAME = /^[A-Z][A-Za-z0-9_$]{0,63}$/;

/**
 * The type of an error: its class name; the `name` where the class is plain `Error` and the name says more; for
 * an error that a logger serialized, its `type` or `name`. Undefined where none is a class name, save for real
 * errors, which are at least `Error`. Never throws.
 */
export function errorTypeOf(error: object): string | undefined {
  if (!isError(error)) return className(error, 'type') ?? className(error, 'name');
  const constructed = className(read(error, 'constructor'), 'name');
  if (constructed !== undefined && constructed !== 'Error') return constructed;
  const name = className(error, 'name');
  return name !== undefined && /(?:Error|Exception)$/.test(name) ? name : 'Error';
}

function className(holder: unknown, key: string): string | undefined {
  const name = read(holder, key);
  return typeof name === 'string' && CLASS_NAME.test(name) ? name : undefined;
}

function read(holder: unknown, key: string): unknown {
  try {
    return (holder as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}
