/** A radix trie: finds every key that a text begins with, or ends with, in one walk along the text. */

/** One node; its label is what a text has to go on with. */
export interface Trie<T> {
  readonly label: string;
  readonly below: ReadonlyMap<number, Trie<T>>;
  readonly value: T | undefined;
  /** The next node with a value on the way to the root: of a shorter key. */
  readonly shorter: Trie<T> | undefined;
}

/** A trie of the keys. With `reversed`, it is walked from the end of a text. */
export function createTrie<T>(entries: Iterable<readonly [string, T]>, reversed = false): Trie<T> {
  const root: Growing<T> = { label: '', below: new Map(), value: undefined, shorter: undefined };
  for (const [key, value] of entries) insert(root, reversed ? mirrored(key) : key, value);
  link(root);
  return root;
}

/**
 * The node of the longest key that `text` begins with; `shorter` leads to the others. Written out, as `longestEnd` is:
 * it is in a hot path.
 */
export function longestStart<T>(trie: Trie<T>, text: string): Trie<T> | undefined {
  let found: Trie<T> | undefined;
  let at = 0;
  for (let node = trie; ;) {
    if (node.value !== undefined) found = node;
    const next = at < text.length ? node.below.get(text.charCodeAt(at)) : undefined;
    if (next === undefined) return found;
    const { label } = next;
    let length = 1;
    while (length < label.length && label.charCodeAt(length) === text.charCodeAt(at + length)) length++;
    if (length < label.length) return found;
    at += length;
    node = next;
  }
}

/** The node of the longest key of a reversed trie that `text` ends with. */
export function longestEnd<T>(trie: Trie<T>, text: string): Trie<T> | undefined {
  let found: Trie<T> | undefined;
  let at = text.length - 1;
  for (let node = trie; ;) {
    if (node.value !== undefined) found = node;
    const next = at >= 0 ? node.below.get(text.charCodeAt(at)) : undefined;
    if (next === undefined) return found;
    const { label } = next;
    let length = 1;
    while (length < label.length && label.charCodeAt(length) === text.charCodeAt(at - length)) length++;
    if (length < label.length) return found;
    at -= length;
    node = next;
  }
}

interface Growing<T> {
  label: string;
  below: Map<number, Growing<T>>;
  value: T | undefined;
  shorter: Growing<T> | undefined;
}

function insert<T>(root: Growing<T>, key: string, value: T): void {
  let node = root;
  let rest = key;
  while (rest !== '') {
    const first = rest.charCodeAt(0);
    const next = node.below.get(first);
    if (next === undefined) {
      node.below.set(first, { label: rest, below: new Map(), value, shorter: undefined });
      return;
    }
    const shared = sharedLength(next.label, rest);
    if (shared < next.label.length) split(next, shared);
    node = next;
    rest = rest.slice(shared);
  }
  node.value = value;
}

/** The node keeps the first part of its label; what it led to hangs below the second. */
function split<T>(node: Growing<T>, at: number): void {
  const lower: Growing<T> = { ...node, label: node.label.slice(at) };
  node.label = node.label.slice(0, at);
  node.below = new Map([[lower.label.charCodeAt(0), lower]]);
  node.value = undefined;
}

/** Not by calls: a catalog may have one text of a thousand parts, each the beginning of the next. */
function link<T>(root: Growing<T>): void {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    // A slice is read through the text that it is cut from, which is another place in memory.
    node.label = node.label.split('').join('');
    for (const next of node.below.values()) {
      next.shorter = node.value === undefined ? node.shorter : node;
      open.push(next);
    }
  }
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

/** By units: what it is compared with is read by units too. */
function mirrored(text: string): string {
  let reversed = '';
  for (let at = text.length - 1; at >= 0; at--) reversed += text.charAt(at);
  return reversed;
}
