/** Writes the tables of a policy: for each container its names, and for each of them what is done with the value. */
import { quote } from '../json/json-text.js';
import type {
  CompiledPolicy,
  Container,
  Field,
  LeafNode,
  Node,
  ParsedNode,
} from '../policy/compile/compiled-policy.js';
import { createImage, type Image } from './image.js';
import {
  CONTAINER_ELEMENT,
  CONTAINER_FOLDED,
  CONTAINER_FOLDED_MASK,
  CONTAINER_NAMES,
  CONTAINER_NAMES_MASK,
  CONTAINER_SIZE,
  CONTAINER_SLOTS,
  CONTAINER_USED,
  CONTAINER_USED_WORDS,
  ENTRY_BELOW,
  ENTRY_INDEX,
  ENTRY_KIND,
  ENTRY_LEAF,
  ENTRY_MAX,
  ENTRY_MIN,
  ENTRY_MOST,
  ENTRY_OUTCOME,
  ENTRY_PREFIX,
  ENTRY_PREFIX_LENGTH,
  ENTRY_SIZE,
  ENTRY_TEXT,
  ENTRY_TEXT_LENGTH,
  ENTRY_WHOLE,
  HEAD_BACKSLASHES,
  HEAD_HALVES,
  HEAD_KEYS,
  HEAD_LINE_BYTES,
  HEAD_MASKS,
  HEAD_MESSAGE,
  HEAD_POWERS,
  HEAD_PROPERTIES,
  HEAD_QUOTES,
  HEAD_ROOT,
  HEAD_SPACES,
  HEAD_TOKEN_HIGH,
  HEAD_TOKEN_LOW,
  KIND_CONTAINER,
  KIND_MAP,
  KIND_MESSAGE,
  KIND_REMOVE,
  KIND_REPLACE,
  MESSAGE_CATALOG,
  MESSAGE_FREE,
  MESSAGE_NONE,
  SLOT_SIZE,
  TABLES,
  TOTAL_GENERALIZED,
  TOTAL_KEPT,
} from './layout.js';
import { catalogKind, type LeafKind, leafKindOf } from './leaf-kinds.js';
import { putNames } from './names.js';
import { putTextTables } from './text-tables.js';

/** A path whose values the host can decide. */
export type DecidedNode = LeafNode | ParsedNode;

/** The tables of a policy. */
export interface Tables {
  /** The memory of the engine, from its beginning. */
  readonly bytes: Uint8Array;
  /** The leaves that the engine may ask for, by number. */
  readonly leaves: readonly DecidedNode[];
}

/** Room for a name in lower case, or for the hashes of the keys of a map. */
const KEYS_BYTES = 512;

interface Writing {
  readonly image: Image;
  readonly policy: CompiledPolicy;
  readonly leaves: DecidedNode[];
}

/** The tables of the policy; undefined where it has something that they cannot hold. */
export function createTables(policy: CompiledPolicy): Tables | undefined {
  if (!isNamed(policy.root)) return undefined;
  const image = createImage(0);
  image.reserve(TABLES);
  const writing: Writing = { image, policy, leaves: [] };
  const { policy: document, profile, limits } = policy;
  const stronger = profile === undefined ? undefined : document.profiles[profile]?.detectors;
  if (!putTextTables(image, [...document.detectors, ...(stronger ?? [])], document.define)) return undefined;
  putConstants(image);
  image.setNumber(HEAD_LINE_BYTES, limits.lineBytes);
  image.setNumber(HEAD_PROPERTIES, Math.min(limits.properties, 2 ** 31 - 1));
  image.setNumber(HEAD_MESSAGE, messageMode(policy));
  image.setNumber(HEAD_KEYS, image.reserve(KEYS_BYTES));
  image.setNumber(HEAD_ROOT, putContainer(writing, policy.root, true));
  return { bytes: image.bytes(), leaves: writing.leaves };
}

function messageMode({ message }: CompiledPolicy): number {
  if (message === 'remove') return MESSAGE_NONE;
  return message === 'catalog' ? MESSAGE_CATALOG : MESSAGE_FREE;
}

/** What every policy has the same. */
function putConstants(image: Image): void {
  for (let at = 0; at < 16; at++) {
    image.setByte(HEAD_MASKS + at, 255);
    image.setByte(HEAD_QUOTES + at, 34);
    image.setByte(HEAD_BACKSLASHES + at, 92);
    image.setByte(HEAD_SPACES + at, 32);
    image.setByte(HEAD_HALVES + at, 15);
    image.setByte(HEAD_TOKEN_LOW + at, TOKEN_LOW[at] ?? 0);
    image.setByte(HEAD_TOKEN_HIGH + at, TOKEN_HIGH[at] ?? 0);
    image.setDouble(HEAD_POWERS + 8 * at, 10 ** at);
  }
}

/** 1: `-./`, 2: digits and the colon, 4: letters up to O, 8: P to Z and `_`, 16: p to z. */
const TOKEN_LOW = [26, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 4, 4, 5, 5, 13];
const TOKEN_HIGH = [0, 0, 1, 2, 4, 8, 4, 16];

/** What is no UTF-8 becomes U+FFFD, and so would match a name that has it. */
const UNNAMEABLE = /[\ufffd\ud800-\udfff]/;

function isNamed(container: Container): boolean {
  const fields = [...container.byName, ...(container.byFoldedName ?? [])];
  if (fields.some(([name]) => UNNAMEABLE.test(name))) return false;
  const nodes = fields.map(([, { node }]) => node);
  if (container.element !== undefined) nodes.push(container.element);
  return nodes.every((node) => node.kind !== 'container' || isNamed(node));
}

function putContainer(writing: Writing, container: Container, isRoot = false): number {
  const { image, policy } = writing;
  const address = image.reserve(CONTAINER_SIZE);
  const { fields, byFoldedName, element } = container;
  const names = entriesOf(writing, container.byName);
  // The message is no field: its place is after all of them.
  if (isRoot) names.set(policy.messageKey, putMessage(writing, fields.length));
  const table = putNames(image, names);
  image.setNumber(address + CONTAINER_NAMES, table.address);
  image.setNumber(address + CONTAINER_NAMES_MASK, table.mask);
  if (byFoldedName !== undefined) {
    const folded = putNames(image, entriesOf(writing, byFoldedName));
    image.setNumber(address + CONTAINER_FOLDED, folded.address);
    image.setNumber(address + CONTAINER_FOLDED_MASK, folded.mask);
  }
  const slots = fields.length + 1;
  image.setNumber(address + CONTAINER_SLOTS, image.reserve(slots * SLOT_SIZE));
  const words = Math.ceil(slots / 64);
  image.setNumber(address + CONTAINER_USED, image.reserve(words * 8));
  image.setNumber(address + CONTAINER_USED_WORDS, words);
  if (element !== undefined) image.setNumber(address + CONTAINER_ELEMENT, putEntry(writing, element, 0, ''));
  return address;
}

function entriesOf(writing: Writing, fields: ReadonlyMap<string, Field>): Map<string, number> {
  return new Map(
    Array.from(fields, ([name, { node, index, prefix }]) => [
      name,
      putEntry(writing, node, index, `,${prefix}`),
    ]),
  );
}

/** The entry of a node; of a member that stands at `index` and is written after `prefix`. */
function putEntry(writing: Writing, node: Node, index: number, prefix: string): number {
  const { image, leaves, policy } = writing;
  if (node.kind === 'leaf' || node.kind === 'parsed') {
    const kind = leafKindOf(node, policy.limits);
    const address = putLeaf(image, kind, index, prefix);
    image.setNumber(address + ENTRY_LEAF, leaves.push(node) - 1);
    if (node.kind === 'leaf' && node.outcome !== null)
      image.setNumber(address + ENTRY_OUTCOME, node.outcome === 'kept' ? TOTAL_KEPT : TOTAL_GENERALIZED);
    return address;
  }
  const kind = { remove: KIND_REMOVE, replace: KIND_REPLACE, container: KIND_CONTAINER }[node.kind];
  const address = putLeaf(image, { kind }, index, prefix);
  if (node.kind === 'replace') putText(image, address, node.text);
  if (node.kind === 'container') image.setNumber(address + ENTRY_BELOW, putContainer(writing, node));
  return address;
}

function putMessage({ image, policy: { catalog, limits, messageKey } }: Writing, index: number): number {
  const kind =
    catalog === undefined ? { kind: KIND_MESSAGE, most: limits.stringLength } : catalogKind(catalog, limits);
  return putLeaf(image, kind, index, `,${quote(messageKey)}:`);
}

function putLeaf(image: Image, leaf: LeafKind, index: number, prefix: string): number {
  const { kind, most = 0, min = 0, max = 0 } = leaf;
  const address = image.reserve(ENTRY_SIZE);
  const bytes = new TextEncoder().encode(prefix);
  image.setNumber(address + ENTRY_KIND, kind);
  image.setNumber(address + ENTRY_INDEX, index);
  image.setNumber(address + ENTRY_PREFIX, image.put(bytes));
  image.setNumber(address + ENTRY_PREFIX_LENGTH, bytes.length);
  image.setNumber(address + ENTRY_MOST, Math.min(most, 2 ** 31 - 1));
  image.setDouble(address + ENTRY_MIN, min);
  image.setDouble(address + ENTRY_MAX, max);
  if (leaf.texts !== undefined) {
    const table = putNames(image, new Map(leaf.texts.map((text) => [text, 1])));
    image.setNumber(address + ENTRY_TEXT, table.address);
    image.setNumber(address + ENTRY_TEXT_LENGTH, table.mask);
    image.setNumber(address + ENTRY_WHOLE, leaf.isWhole === true ? 1 : 0);
  }
  if (kind === KIND_MAP && leaf.below !== undefined) {
    image.setNumber(address + ENTRY_TEXT, leaf.keys ?? 0);
    image.setNumber(address + ENTRY_BELOW, putLeaf(image, leaf.below, 0, ''));
  }
  return address;
}

function putText(image: Image, address: number, text: string): void {
  const bytes = new TextEncoder().encode(text);
  image.setNumber(address + ENTRY_TEXT, image.put(bytes));
  image.setNumber(address + ENTRY_TEXT_LENGTH, bytes.length);
}
