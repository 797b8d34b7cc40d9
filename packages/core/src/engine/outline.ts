/** What may be told of a value in place of it. Reads no member of it and calls none of its code, a proxy's apart. */
import { splitEmail } from '../actions/generalize/email.js';
import { isIpAddress } from '../actions/generalize/ip.js';
import { timestampOf } from '../actions/keep/timestamp.js';
import { isUuid } from '../actions/keep/uuid.js';
import type { Form, Outline, ValueType } from '../run/trace.js';

/** The outline of a value. Never throws. */
export function outlineOf(value: unknown): Outline {
  if (typeof value === 'string') return { type: 'string', form: formOf(value), room: roomFor(value.length) };
  if (typeof value === 'number' && Math.abs(value) >= LONG) return { type: 'number', form: 'digits' };
  return { type: typeOf(value) };
}

/** The outline of a member, without reading it: a getter's is `other`. */
export function outlineOfMember(holder: object, name: string): Outline {
  try {
    return outlineOf(Object.getOwnPropertyDescriptor(holder, name)?.value);
  } catch {
    return { type: 'other' };
  }
}

/** Numbers of cards have 13 digits and more, and so have milliseconds since 1970: up to the year 2286. */
const LONG = 1e13;

function typeOf(value: unknown): ValueType {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'bigint':
      return 'bigint';
    case 'object':
      return value === null ? 'null' : typeOfObject(value);
    default:
      return 'other';
  }
}

function typeOfObject(value: object): ValueType {
  try {
    if (Array.isArray(value)) return 'array';
    return CLASSES.find(([known]) => known !== undefined && value instanceof known)?.[1] ?? 'object';
  } catch {
    return 'object';
  }
}

const CLASSES: readonly (readonly [abstract new (...args: never) => object, ValueType])[] = [
  [Date, 'date'],
  [Error, 'error'],
  [URL, 'url'],
  [Map, 'map'],
  [Set, 'set'],
  [Object.getPrototypeOf(Uint8Array) as typeof Uint8Array, 'bytes'],
  [ArrayBuffer, 'bytes'],
  [DataView, 'bytes'],
  [String, 'string'],
  [Number, 'number'],
  [Boolean, 'boolean'],
];

/** Longer strings have no form: looking for one would cost too much. */
const LONGEST = 2048;

function formOf(text: string): Form | undefined {
  if (text.length > LONGEST) return undefined;
  if (isUuid(text)) return 'uuid';
  if (isIpAddress(text)) return 'ip';
  if (timestampOf(text) !== undefined) return 'time';
  if (splitEmail(text) !== undefined) return 'email';
  if (/^https?:\/\//i.test(text)) return 'url';
  return /^\d(?:[ -]?\d){12,18}$/.test(text) ? 'digits' : undefined;
}

/** The smallest power of two that is not below the length, and at least 64: it tells little of the length. */
function roomFor(length: number): number {
  return Math.max(64, 2 ** Math.ceil(Math.log2(length)));
}
