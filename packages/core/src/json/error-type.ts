import { isError } from './normalize.js';

/** A class name. Everything else that stands where a type is expected could be data. */
const CLASS_NAME = /^[A-Z][A-Za-z0-9_$]{0,63}$/;

/**
 * The type of an error: the name of its class; its `name` where the class is plain `Error` and the name says more;
 * for an error that a logger serialized, its `type`, else its `name`, else `Error`. Undefined for what is no error:
 * an object needs a `type` that is a class name, or a text as `message` or `stack`. Never throws.
 */
export function errorTypeOf(error: object): string | undefined {
  if (!isError(error)) return className(error, 'type') ?? serializedName(error);
  // Not the error's own property of that name, which anyone may set.
  const constructed = className(read(prototypeOf(error), 'constructor'), 'name');
  if (constructed !== undefined && constructed !== 'Error') return constructed;
  const name = className(error, 'name');
  return name !== undefined && /(?:Error|Exception)$/.test(name) ? name : 'Error';
}

/** `{ name: 'Alice' }` is a person; with a message or a stack it is an error. */
function serializedName(value: object): string | undefined {
  const isSerialized = typeof read(value, 'message') === 'string' || typeof read(value, 'stack') === 'string';
  return isSerialized ? (className(value, 'name') ?? 'Error') : undefined;
}

function prototypeOf(error: object): unknown {
  try {
    return Object.getPrototypeOf(error);
  } catch {
    return undefined;
  }
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
