import type { Canary } from '../canary.js';
import { createDecoded, type Decoded, keepReadable } from './decoded.js';
import { DECODERS } from './decoders/index.js';
import { isHexDigit } from './decoders/digits.js';
import { type Layer, originOf } from './layer.js';
import { createMatcher } from './matcher.js';
import { type Needle, needlesOf } from './needles.js';
import { placesOfSqueezed, squeeze } from './squeeze.js';

/** A canary met in a text. */
export interface Match {
  /** The canary's place in the list. */
  readonly canary: number;
  /** All of it, not one of its parts. */
  readonly whole: boolean;
  readonly encoding: string;
  /** The byte of the text at which it begins. */
  readonly offset: number;
}

/** Looks for canaries in bytes, in every encoding, and tells of each match. Time is linear in the bytes. */
export type Search = (bytes: Uint8Array, onMatch: OnFound) => void;

type OnFound = (match: Match) => void;

/** An encoding in an encoding in an encoding. */
const DEEPEST = 3;
const BLOCK = 1 << 18;
/** Characters before a canary that its encoding may have begun with. */
const LEAD = 64;
/** Bytes that one byte of a canary may take, be it in a list, or encoded twice. */
const WIDEST = 40;
/** Text around an escape, for canaries of which only a part is escaped. */
const NEAR = 2;

/** Prepares the search for a list of canaries. */
export function createSearch(canaries: readonly Canary[]): Search {
  const needles = needlesOf(canaries);
  const match = createMatcher(needles.map(({ bytes }) => bytes));
  const longest = Math.max(...needles.map(({ rawLength }) => rawLength));
  const room = Array.from({ length: DEEPEST }, createDecoded);
  let squeezed = new Uint8Array(0);

  return (bytes, onMatch) => {
    // Blocks overlap by what one canary can take, and begin early enough to have the start of its encoding.
    const overlap = longest * WIDEST;
    for (let from = 0; from < bytes.length; from += BLOCK) {
      const start = Math.max(0, from - LEAD);
      const block = bytes.subarray(start, from + BLOCK + overlap);
      const root = { bytes: block, origins: NO_ORIGINS, length: block.length };
      const plainly = new Set<number>();
      const tell = (found: Match) => {
        const offset = start + found.offset;
        if (offset >= from && offset < from + BLOCK) onMatch({ ...found, offset });
      };
      matchIn(root, (found) => {
        plainly.add(keyOf(found));
        tell(found);
      });
      descend(root, 0, (found) => {
        // A canary in groups is one with spaces, and one in single characters as well.
        if (!plainly.has(keyOf(found))) tell(found);
      });
    }
  };

  function descend(layer: Layer, depth: number, onMatch: OnFound): void {
    if (depth === DEEPEST) return;
    const into = room[depth] as Decoded;
    for (const { name, decode, isBinary } of DECODERS) {
      into.length = 0;
      decode(layer.bytes, layer.length, into, NEAR * longest);
      if (into.length === 0) continue;
      matchIn(below(layer, into, name), onMatch);
      if (isBinary) keepReadable(into);
      if (into.length > 0) descend(below(layer, into, name), depth + 1, onMatch);
    }
  }

  function matchIn(layer: Layer, onMatch: OnFound): void {
    if (squeezed.length < layer.length) squeezed = new Uint8Array(layer.length * 2);
    const length = squeeze(layer.bytes, layer.length, squeezed);
    let places: Uint32Array | undefined;
    match(squeezed, length, (index, at) => {
      places ??= placesOfSqueezed(layer.bytes, layer.length);
      const needle = needles[index] as Needle;
      const start = places[at] as number;
      const end = (places[at + needle.bytes.length - 1] as number) + 1;
      const skips = needle.alone ? isWithinNumber : never;
      if (skips(layer, start, end)) return;
      const origin = originOf(layer, start, end, skips);
      if (origin === undefined) return;
      const how = spelling(needle, end - start, origin.encodings);
      onMatch({ canary: needle.canary, whole: needle.whole, encoding: how, offset: origin.start });
    });
  }
}

function below(parent: Layer, { bytes, origins, length }: Decoded, encoding: string): Layer {
  return { bytes: bytes.subarray(0, length), origins, length, encoding, parent };
}

/** A few digits between digits or letters of hex are chance. */
function isWithinNumber({ bytes, length }: Layer, start: number, end: number): boolean {
  return (start > 0 && isHexDigit(bytes[start - 1])) || (end < length && isHexDigit(bytes[end]));
}

/** One number, since a leaky log has very many. */
function keyOf({ canary, whole, offset }: Match): number {
  return (canary * 2 + (whole ? 1 : 0)) * 2 * BLOCK + offset;
}

function never(): boolean {
  return false;
}

const NO_ORIGINS = new Uint32Array(0);

/** As `reversed in base64`. */
function spelling({ reversed, rawLength }: Needle, length: number, encodings: readonly string[]): string {
  const all = [...(reversed ? ['reversed'] : []), ...encodings];
  if (all.length > 0) return all.join(' in ');
  return length === rawLength ? 'plain' : 'respaced';
}
