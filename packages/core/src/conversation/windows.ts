/**
 * Windows of a text that may be a remembered form, by one hash for all of a length: a digest of every
 * window would cost a thousand times as much. Of a form 20 bits are kept, too few to tell what it was.
 */
import { randomBytes } from '@noble/hashes/utils.js';

/** The windows of texts that are worth a digest. */
export interface Windows {
  /** True where forms of this length can be added. */
  hasRoom(length: number): boolean;
  /** Adds a form; gives its print, with which it can be removed. */
  add(text: string): number;
  remove(length: number, print: number): void;
  /** Calls `visit` for each window with the print of a form of its length. */
  each(text: string, visit: (start: number, end: number) => void): void;
  longest(): number;
  clear(): void;
}

/** Most different lengths of forms: a text is gone over once for each. */
export const MOST_LENGTHS = 64;

/** The high bits of a hash: the low ones depend on the last characters only. */
const PRINT_BITS = 20;

/** How many forms of one length have a print. */
type Prints = Map<number, number>;

/** Makes windows for no form, with a base of their own. */
export function createWindows(): Windows {
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
  const base = (a << 24) | (b << 16) | (c << 8) | d | 1;
  const lengths = new Map<number, Prints>();
  /** A bit for each print of any length: most windows need no second look. */
  const bits = new Uint8Array(1 << (PRINT_BITS - 3));
  return {
    hasRoom: (length) => lengths.has(length) || lengths.size < MOST_LENGTHS,
    add: (text) => {
      const hash = hashesOf(text, base)[text.length] ?? 0;
      const prints: Prints = lengths.get(text.length) ?? new Map<number, number>();
      lengths.set(text.length, prints);
      const print = hash >>> (32 - PRINT_BITS);
      prints.set(print, (prints.get(print) ?? 0) + 1);
      setBit(bits, print, 1);
      return print;
    },
    remove: (length, print) => {
      const prints = lengths.get(length);
      const left = (prints?.get(print) ?? 0) - 1;
      if (left > 0) prints?.set(print, left);
      else prints?.delete(print);
      if (prints?.size === 0) lengths.delete(length);
      setBit(bits, print, isAnywhere(lengths, print) ? 1 : 0);
    },
    each: (text, visit) => {
      const hashes = hashesOf(text, base);
      for (const [length, prints] of lengths) {
        slide(hashes, length, base, bits, (print, start, end) => {
          if (prints.has(print)) visit(start, end);
        });
      }
    },
    longest: () => Math.max(0, ...lengths.keys()),
    clear: () => {
      lengths.clear();
      bits.fill(0);
    },
  };
}

function isAnywhere(lengths: ReadonlyMap<number, Prints>, print: number): boolean {
  for (const prints of lengths.values()) if (prints.has(print)) return true;
  return false;
}

function setBit(bits: Uint8Array, at: number, bit: 0 | 1): void {
  const mask = 1 << (at & 7);
  const byte = bits[at >> 3] ?? 0;
  bits[at >> 3] = bit === 1 ? byte | mask : byte & ~mask;
}

function hasBit(bits: Uint8Array, at: number): boolean {
  return ((bits[at >> 3] as number) & (1 << (at & 7))) !== 0;
}

/** The hash of each beginning of a text, the empty one first. */
function hashesOf(text: string, base: number): Int32Array {
  const hashes = new Int32Array(text.length + 1);
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0;
    hashes[at + 1] = hash;
  }
  return hashes;
}

/** The hash of a window is the one up to its end without what the one up to its start has become by then. */
function slide(
  hashes: Int32Array,
  length: number,
  base: number,
  bits: Uint8Array,
  visit: (print: number, start: number, end: number) => void,
): void {
  let factor = 1;
  for (let step = 0; step < length; step++) factor = Math.imul(factor, base);
  for (let start = 0, end = length; end < hashes.length; start++, end++) {
    const hash = (hashes[end] as number) - Math.imul(hashes[start] as number, factor);
    const print = hash >>> (32 - PRINT_BITS);
    if (hasBit(bits, print)) visit(print, start, end);
  }
}
