/** A radix trie: finds every key that a text begins with, or ends with, in one walk along the text. */

/** One node; its label is what a text has to go on with. */
export interface Trie<T> {
  readonly label: string;
  readonly below: ReadonlyMap<number, Trie<T>>;
  readonly value: T | undefined;
}

/** A trie of the keys. With `reversed`, it is walked from the end of a text. */
export function createTrie<T>(entries: Iterable<readonly [string, T]>, reversed = false): Trie<T> {
  const root: Growing<T> = { label: '', below: new Map(), value: undefined };
  for (const [key, value] of entries) insert(root, reversed ? mirrored(key) : key, value);
  return root;
}

/** What the trie holds under the beginnings of `text` from `from` on, the shortest first. */
export function alongStart<T>(trie: Trie<T>, text: string, from = 0): T[] {
  return along(
    trie,
    text.length - from,
    (label, at) => {
      let length = 0;
      while (length < label.length && label.charCodeAt(length) === text.charCodeAt(from + at + length))
        length++;
      return length === label.length;
    },
    (at) => text.charCodeAt(from + at),
  );
}

/** What the trie, a reversed one, holds under the ends of `text`, up to `from`; the shortest first. */
export function alongEnd<T>(trie: Trie<T>, text: string, from = 0): T[] {
  const last = text.length - 1;
  return along(
    trie,
    text.length - from,
    (label, at) => {
      let length = 0;
      while (length < label.length && label.charCodeAt(length) === text.charCodeAt(last - at - length))
        length++;
      return length === label.length;
    },
    (at) => text.charCodeAt(last - at),
  );
}

interface Growing<T> {
  label: string;
  below: Map<number, Growing<T>>;
  value: T | undefined;
}

/** `room` is how many units there are; `matches` tells whether a label stands at a place, `unitAt` what does. */
function along<T>(
  trie: Trie<T>,
  room: number,
  matches: (label: string, at: number) => boolean,
  unitAt: (at: number) => number,
): T[] {
  const found: T[] = [];
  let at = 0;
  for (let node: Trie<T> | undefined = trie; node !== undefined;) {
    if (node.value !== undefined) found.push(node.value);
    if (at >= room) break;
    node = node.below.get(unitAt(at));
    if (node === undefined || node.label.length > room - at || !matches(node.label, at)) break;
    at += node.label.length;
  }
  return found;
}

function insert<T>(root: Growing<T>, key: string, value: T): void {
  let node = root;
  let rest = key;
  while (rest !== '') {
    const first = rest.charCodeAt(0);
    const next = node.below.get(first);
    if (next === undefined) {
      node.below.set(first, { label: rest, below: new Map(), value });
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
  const lower: Growing<T> = { label: node.label.slice(at), below: node.below, value: node.value };
  node.label = node.label.slice(0, at);
  node.below = new Map([[lower.label.charCodeAt(0), lower]]);
  node.value = undefined;
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
