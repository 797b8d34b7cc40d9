import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import { bytesOf, CAPTURED, isBlank, isCaptured, type Source, unzipped } from './sources.js';

/** A value of the object, and how it is reached. */
interface Node {
  readonly value: unknown;
  readonly name: PropertyKey;
  readonly parent: Node | undefined;
}

/**
 * All that an object holds as one text: of every object in it each own name and value, under symbols and hidden ones
 * too, errors, bytes and collections included. Getters are called; what they throw is text as well.
 */
export function printObject(root: unknown): Source {
  const pieces: Uint8Array[] = [];
  const starts: number[] = [];
  const nodes: Node[] = [];
  let length = 0;
  let isEmpty = true;
  const print: Print = (node, text, isValue = true) => {
    if (typeof text !== 'string') text = unzipped(text);
    starts.push(length);
    nodes.push(node);
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    pieces.push(bytes, LINE_FEED);
    length += bytes.length + 1;
    if (isValue && isEmpty) isEmpty = isBlank(bytes);
  };
  const stack: Node[] = [{ value: root, name: '', parent: undefined }];
  const seen = new Set<unknown>();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (hasMembers(node.value)) {
      if (seen.has(node.value)) continue;
      seen.add(node.value);
    }
    try {
      printNode(node, print);
    } catch {
      // A Proxy may refuse everything.
    }
    // The first member is printed first: a list of characters is found in its order.
    stack.push(...membersOf(node).reverse());
  }
  return {
    name: '',
    bytes: Buffer.concat(pieces),
    isEmpty,
    placeOf: (offset, isHidden) => pathOf(nodes[lastBefore(starts, offset)], isHidden),
  };
}

const LINE_FEED = Buffer.from('\n');

type Print = (node: Node, text: string | Uint8Array, isValue?: boolean) => void;

function printNode(node: Node, print: Print): void {
  const { value, name, parent } = node;
  // As JSON writes it, which is what tells an index from a character.
  if (parent !== undefined && !Array.isArray(parent.value)) {
    print(node, `"${typeof name === 'symbol' ? (name.description ?? '') : String(name)}":`, false);
  }
  if (typeof value === 'string') print(node, value.length === 1 ? `"${value}"` : value);
  else if (typeof value === 'symbol') print(node, value.description ?? '');
  else if (hasMembers(value)) printObjectAlone(node, value, print);
  else if (value !== null) print(node, inspect(value), value !== undefined);
}

/** What an object says beside its members. */
function printObjectAlone(node: Node, value: object, print: Print): void {
  const bytes = bytesOf(value);
  if (bytes !== undefined) print(node, bytes);
  // In bytes, each of its elements is several.
  if (!ArrayBuffer.isView(value)) printBuiltIn(node, value, print);
  else if ('BYTES_PER_ELEMENT' in value && Number(value.BYTES_PER_ELEMENT) > 2)
    print(node, Array.prototype.join.call(value));
}

function printBuiltIn(node: Node, value: object, print: Print): void {
  if (value instanceof URL) print(node, value.href);
  else if (value instanceof Date) print(node, value.toISOString());
  else if (value instanceof RegExp) print(node, value.source);
  else if (value instanceof Number || value instanceof BigInt) print(node, String(value));
  else if (typeof value === 'function') print(node, inspect(value, { depth: 0 }), false);
}

function hasMembers(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

function membersOf(parent: Node): Node[] {
  const { value } = parent;
  if (!hasMembers(value) || ArrayBuffer.isView(value)) return [];
  const entries: (readonly [PropertyKey, unknown])[] = [];
  try {
    if (isCaptured(value)) {
      return value[CAPTURED]().map(({ name, content }) => ({ name, value: content, parent }));
    }
    if (isCollection(value)) for (const [at, entry] of [...value].entries()) entries.push([at, entry]);
    for (const key of Reflect.ownKeys(value)) {
      if (!isOfLanguage(value, key)) entries.push([key, read(value, key)]);
    }
  } catch (error) {
    entries.push(['', String(error)]);
  }
  return entries.map(([name, member]) => ({ name, value: member, parent }));
}

/** Members that say nothing of the program's. */
function isOfLanguage(value: object, key: PropertyKey): boolean {
  if (typeof value === 'function') return OF_FUNCTIONS.includes(key);
  return key === 'length' && Array.isArray(value);
}

const OF_FUNCTIONS: readonly PropertyKey[] = ['length', 'name', 'prototype', 'arguments', 'caller'];

function isCollection(value: object): value is Iterable<unknown> {
  return [Map, Set, Headers, URLSearchParams, FormData].some((type) => value instanceof type);
}

function read(holder: object, key: PropertyKey): unknown {
  try {
    return (holder as Record<PropertyKey, unknown>)[key];
  } catch (error) {
    return error;
  }
}

function lastBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The way to a value, as `$.user.email`. Names that could be data are left out. */
function pathOf(node: Node | undefined, isHidden: (name: string) => boolean): string {
  const names: string[] = [];
  for (let at = node; at?.parent !== undefined; at = at.parent) names.push(nameOf(at.name, isHidden));
  return `$${names.reverse().join('')}`;
}

function nameOf(name: PropertyKey, isHidden: (name: string) => boolean): string {
  if (typeof name === 'symbol') return '[symbol]';
  const text = String(name);
  if (/^\d{1,7}$/.test(text)) return `[${text}]`;
  return /^[A-Za-z_$][\w$]{0,23}$/.test(text) && !isHidden(text) ? `.${text}` : '[…]';
}
