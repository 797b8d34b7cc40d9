import { Buffer } from 'node:buffer';
import { copyError } from './copy-error.js';

/** Gives what stands in the place of a text at a path. */
export type Displace = (text: string, path: readonly string[]) => string;
type Path = readonly string[];

/** What all of one copy has in common. */
interface Copying {
  readonly displace: Displace;
  /** Whether objects get a member with a planted name. */
  readonly keys: boolean;
  readonly copies: Map<object, unknown>;
}

/** A deep copy with other texts. Cycles and objects that are there twice stay so; classes stay what they are. */
export function copyOf(value: unknown, displace: Displace, keys: boolean): unknown {
  return copy(value, [], { displace, keys, copies: new Map() });
}

function copy(given: unknown, path: Path, copying: Copying): unknown {
  if (typeof given === 'string') return copying.displace(given, path);
  if (typeof given !== 'object' || given === null) return given;
  return copying.copies.get(given) ?? copyObject(given, path, copying);
}

function copyObject(given: object, path: Path, copying: Copying): object {
  const { displace, copies } = copying;
  const keep = <Copy extends object>(made: Copy): Copy => {
    copies.set(given, made);
    return made;
  };
  const at = (name: unknown) => [...path, String(name)];
  if (ArrayBuffer.isView(given)) return keep(Buffer.from(displace(textOf(given), path)));
  if (given instanceof Date) return keep(new Date(given));
  if (given instanceof URL) return keep(new URL(displace(given.href, path)));
  if (given instanceof Map) {
    const made = keep(new Map<unknown, unknown>());
    for (const [key, entry] of given) made.set(key, copy(entry, at(key), copying));
    return made;
  }
  if (given instanceof Set) {
    const made = keep(new Set<unknown>());
    for (const [index, entry] of [...given].entries()) made.add(copy(entry, at(index), copying));
    return made;
  }
  if (isPairs(given)) return keep(copyPairs(given, (text, name) => displace(text, at(name))));
  if (given instanceof Error) {
    return copyError(given, keep, (value, name) => copy(value, at(name), copying));
  }
  return copyMembers(given, keep(emptyLike(given)), path, copying);
}

/** A `toJSON` or getter of the prototype goes on to work. */
function emptyLike(given: object): object {
  return Array.isArray(given) ? [] : (Object.create(Object.getPrototypeOf(given) as object | null) as object);
}

function copyMembers(given: object, made: object, path: Path, copying: Copying): object {
  for (const key of Reflect.ownKeys(given)) {
    const descriptor = Object.getOwnPropertyDescriptor(given, key) as PropertyDescriptor;
    if ('value' in descriptor && !isFraming(String(key), descriptor.value)) {
      descriptor.value = copy(descriptor.value, [...path, String(key)], copying);
    }
    Object.defineProperty(made, key, descriptor);
  }
  if (copying.keys && !Array.isArray(made)) addName(made, path, copying.displace);
  return made;
}

function addName(made: object, path: Path, displace: Displace): void {
  const name = displace('name', [...path, '(added name)']);
  const value = displace('a value', [...path, '(added value)']);
  Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Headers by which HTTP itself works: with other values a request does not arrive. */
const FRAMING = new Set([
  ...['connection', 'content-encoding', 'content-length', 'content-type', 'expect', 'host', 'keep-alive'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

function isFraming(name: string, value: unknown): boolean {
  return typeof value === 'string' && FRAMING.has(name.toLowerCase());
}

type Pairs = Headers | URLSearchParams | FormData;

function isPairs(given: object): given is Pairs {
  return given instanceof Headers || given instanceof URLSearchParams || given instanceof FormData;
}

function copyPairs(given: Pairs, displace: (text: string, name: string) => string): object {
  const made = given instanceof Headers ? new Headers() : new URLSearchParams();
  const form = given instanceof FormData ? new FormData() : undefined;
  for (const [name, value] of given) {
    if (typeof value !== 'string') form?.append(name, value);
    else (form ?? made).append(name, isFraming(name, value) ? value : displace(value, name));
  }
  return form ?? made;
}

function textOf(view: ArrayBufferView): string {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('utf8');
}
