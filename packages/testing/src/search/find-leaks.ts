import { Buffer } from 'node:buffer';
import { type Canaries, type Canary, readCanaries } from '../canary.js';
import { createSearch, type Match, type Search } from './search.js';
import { type Source, sourcesOf } from './sources.js';

/** A canary that came out. Says which, where and how it is written, never its text nor what is around it. */
export interface Leak {
  /** The canary's label. */
  readonly canary: string;
  /** Its place in the list. */
  readonly index: number;
  /** All of it came out; `false`: in this text only a part of it, such as its first half. */
  readonly whole: boolean;
  /** How it is written: `plain`, `base64`, `percent`, `reversed`, `escapes in base64` … */
  readonly encoding: string;
  /** Where it is first: `line 3, byte 17`, with the name of the stream or file before it; in an object its path. */
  readonly place: string;
  /** How often. */
  readonly count: number;
}

/**
 * Looks for canaries in an output, in every encoding: plain, in any case, wrapped or regrouped, reversed, with escapes,
 * percent-encoded, as HTML, quoted-printable, base64 at any offset, hex, lists of numbers or characters, UTF-16, and in
 * up to three of these within each other. An output is a text, bytes (gzip is opened), what the capture functions of
 * this package give, or any object, of which all names and values are searched. Time is linear in the output. One leak
 * for each canary, encoding and text. Throws `TypeError` where there is no canary, or one too short to tell from chance,
 * and where the output is none of these.
 */
export function findLeaks(output: unknown, canaries: Canaries): Leak[] {
  return searchSources(sourcesOf(output), canaries);
}

/** The same for the texts of an output. */
export function searchSources(sources: readonly Source[], canaries: Canaries): Leak[] {
  const { search, list } = prepare(canaries);
  return sources.flatMap((source) => leaksIn(source, search, list));
}

interface Prepared {
  readonly search: Search;
  readonly list: readonly Canary[];
  readonly given: Canaries;
}

/** Searching line by line prepares once. A list that was changed since is prepared anew. */
const prepared = new WeakMap<Canaries, Prepared>();

function prepare(canaries: Canaries): Prepared {
  const known = prepared.get(canaries);
  if (known !== undefined && isSame(known.given, canaries)) return known;
  const list = readCanaries(canaries);
  const fresh = { search: createSearch(list), list, given: [...canaries] };
  prepared.set(canaries, fresh);
  return fresh;
}

function isSame(one: Canaries, other: Canaries): boolean {
  return one.length === other.length && one.every((canary, at) => canary === other[at]);
}

type Found = Match & { count: number };

function leaksIn(source: Source, search: Search, list: readonly Canary[]): Leak[] {
  const found = new Map<string, Found>();
  search(source.bytes, (match) => {
    const key = `${match.canary} ${match.whole} ${match.encoding}`;
    const first = found.get(key);
    if (first === undefined) found.set(key, { ...match, count: 1 });
    else {
      first.count++;
      if (match.offset < first.offset) found.set(key, { ...match, count: first.count });
    }
  });
  const isHidden = (name: string) => {
    let hidden = false;
    search(Buffer.from(name), () => (hidden = true));
    return hidden;
  };
  const all = [...found.values()];
  const complete = new Set(all.filter(({ whole }) => whole).map(({ canary }) => canary));
  return all
    .filter(({ whole, canary }) => whole || !complete.has(canary))
    .sort((a, b) => a.offset - b.offset || a.canary - b.canary)
    .map(({ canary, whole, encoding, offset, count }) => {
      const label = list[canary]?.label ?? '';
      const place = [source.name, source.placeOf(offset, isHidden)].filter((text) => text !== '').join(', ');
      return { canary: label, index: canary, whole, encoding, place, count };
    });
}
