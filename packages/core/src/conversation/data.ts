/** JSON data in a message: arguments of a tool, what it gave back. Its structure stays, its strings are looked at. */
import { classifyName } from '../detectors/secret-assignment/name.js';
import { HARMLESS } from '../detectors/secret-assignment/no-secret.js';
import { isError, normalize } from '../json/normalize.js';
import { type Draft, fixed, type Slot, UNREADABLE } from './draft.js';
import { addSlot, mayRead, type Reading, within } from './reading.js';
import { MEDIA_PLACEHOLDER } from './spans.js';

/** How deep JSON may stand in strings of JSON. */
const NESTING = 3;
/** A string of nothing but base64 is data from here on. */
const SHORTEST_BLOB = 256;

/**
 * Drafts any value as JSON would have it; `undefined` where JSON has none. `name` is the member that holds it. Never
 * throws.
 */
export function readData(reading: Reading, value: unknown, name = '', nesting = 0): Draft | undefined {
  if (!mayRead(reading)) return UNREADABLE;
  try {
    return readValue(reading, normalizeData(value), name, nesting);
  } catch {
    return UNREADABLE;
  }
}

/** `toJSON` of bytes would spell them out. */
function normalizeData(value: unknown): unknown {
  return typeof value === 'object' && value !== null && isBinary(value) ? value : normalize(value);
}

function isBinary(value: object): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

function readValue(reading: Reading, value: unknown, name: string, nesting: number): Draft | undefined {
  switch (typeof value) {
    case 'string':
      return readString(reading, value, name, nesting);
    case 'number':
      return readNumber(reading, value, name);
    case 'boolean':
      return fixed(value);
    case 'bigint':
      return UNREADABLE;
    case 'object':
      return value === null ? fixed(null) : readObject(reading, value, name, nesting);
    default:
      return undefined;
  }
}

/** A number that JavaScript cannot hold is not the one that was written: nobody can tell what it is. */
function readNumber(reading: Reading, value: number, name: string): Draft {
  if (!Number.isFinite(value)) return fixed(null);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return UNREADABLE;
  return { kind: 'number', slot: addSlot(reading, String(value), 'data', name), value };
}

/** True for a text that is read as data where both data and text can stand. */
export function isData(text: string): boolean {
  return isBlob(text) || parseJson(text) !== undefined;
}

function isBlob(text: string): boolean {
  return text.length >= SHORTEST_BLOB && /^[\w+/=-]+$/.test(text);
}

function readString(reading: Reading, source: string, name: string, nesting: number): Draft {
  if (isBlob(source)) return fixed(MEDIA_PLACEHOLDER);
  const parsed = nesting < NESTING ? parseJson(source) : undefined;
  if (parsed === undefined) return { kind: 'text', slot: addSlot(reading, source, 'data', name) };
  const value = readData(reading, parsed, name, nesting + 1);
  return value === undefined ? UNREADABLE : { kind: 'json', value };
}

/** An object or array; others say nothing that the text does not. */
function parseJson(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function readObject(reading: Reading, value: object, name: string, nesting: number): Draft {
  if (isBinary(value)) return fixed(MEDIA_PLACEHOLDER);
  if (isError(value)) return UNREADABLE;
  return within(reading, value, UNREADABLE, () =>
    Array.isArray(value)
      ? { kind: 'array', items: readItems(reading, value, name, nesting) }
      : { kind: 'object', members: readMembers(reading, value, nesting) },
  );
}

function readItems(reading: Reading, items: readonly unknown[], name: string, nesting: number): Draft[] {
  const drafts: Draft[] = [];
  for (let at = 0; at < items.length; at++) {
    if (!mayRead(reading)) break;
    drafts.push(readMember(reading, items, at, name, nesting) ?? fixed(null));
  }
  return drafts;
}

function readMembers(reading: Reading, holder: object, nesting: number): (readonly [Slot | string, Draft])[] {
  const members: (readonly [Slot | string, Draft])[] = [];
  for (const key of Object.keys(holder)) {
    if (!mayRead(reading)) break;
    const draft = readMember(reading, holder, key, key, nesting);
    if (draft === undefined) continue;
    members.push([key.length > LONGEST_NAME ? '[redacted]' : addSlot(reading, key, 'data'), draft]);
  }
  return members;
}

const LONGEST_NAME = 256;

function readMember(
  reading: Reading,
  holder: object,
  key: string | number,
  name: string,
  nesting: number,
): Draft | undefined {
  try {
    const value = (holder as Record<string | number, unknown>)[key];
    return takeSecret(reading, value, name) ?? readData(reading, value, name, nesting);
  } catch {
    return UNREADABLE;
  }
}

/** What the name of a secret is given: all of it, whatever it holds. */
function takeSecret(reading: Reading, value: unknown, name: string): Draft | undefined {
  const kind = reading.takesSecrets ? classifyName(name) : undefined;
  if (kind === undefined || value === null || typeof value === 'boolean' || value === undefined)
    return undefined;
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  if (kind === 'code' ? !isNumber : kind === 'weak' && isNumber) return undefined;
  if (typeof value === 'string') {
    if (value === '' || HARMLESS.test(value.slice(0, 64))) return undefined;
    reading.secrets.push(value);
  }
  return fixed('[secret]');
}
