/**
 * The texts of a program, ready to be found: what comes out for a message is always one of them, whatever the message
 * holds. A text with holes lets nothing out of what stands in its holes.
 */
import { escapeText } from '../json/json-text.js';
import type { MessageCatalog } from '../policy/policy.js';
import { alongEnd, alongStart, createTrie, type Trie } from './trie.js';

/** Finds what comes out for a message, as JSON text without its quotes; undefined for a text that is not of the program. */
export type FindText = (text: string) => string | undefined;

/** Stands where a hole was. */
export const HOLE_MARK = '\u2026';

/** Stands for a message that the catalog does not have. Says nothing of it: an id made of the text could be guessed at. */
export const UNKNOWN_MESSAGE = '[message]';

/**
 * Compiles a catalog. A constant wins over texts with holes; of these the one with the longest beginning wins, then
 * with the longest end, then with the most constant text between. Prefixes may stand before a text, also
 * several in a row. Takes time linear in the message.
 */
export function compileCatalog({ messages, prefixes = [] }: MessageCatalog): FindText {
  const texts = messages.map((text) => toText(typeof text === 'string' ? [text] : text));
  // What comes out is looked up again where a second redactor follows: it has to stay.
  const exact = new Map(texts.map(({ shown, written }) => [shown, written]));
  for (const { parts, written } of texts) if (parts.length === 1) exact.set(parts[0] as string, written);
  const holed = groupByStart(texts.filter(({ parts }) => parts.length > 1));
  const starts = createTrie(prefixes.map((prefix) => [prefix, prefix] as const));
  const find = (text: string, level: number): string | undefined =>
    exact.get(text) ?? findAfterPrefix(text, level) ?? findHoled(holed, text);
  const findAfterPrefix = (text: string, level: number): string | undefined => {
    if (prefixes.length === 0 || level >= MOST_PREFIXES) return undefined;
    const prefix = alongStart(starts, text).at(-1);
    const rest = prefix === undefined ? undefined : find(text.slice(prefix.length), level + 1);
    return prefix === undefined || rest === undefined ? undefined : escapeText(prefix) + rest;
  };
  return (text) => find(text, 0);
}

/** Child loggers of child loggers add up their prefixes. */
const MOST_PREFIXES = 8;

interface Text {
  /** What stands before, between and after the holes; a single part where there are none. */
  readonly parts: readonly string[];
  /** What comes out. */
  readonly shown: string;
  /** The same as JSON text without its quotes. */
  readonly written: string;
  /** How much of it is constant, in UTF-16 units. */
  readonly weight: number;
}

/** The texts with holes, by what they begin with, then by what they end with, the heaviest first. */
type ByStart = Trie<{ readonly length: number; readonly ends: Trie<readonly Text[]> }>;

function toText(written: readonly string[]): Text {
  // Two holes in a row are one.
  const parts = written.filter((part, index) => part !== '' || index === 0 || index === written.length - 1);
  const shown = parts.join(HOLE_MARK);
  return { parts, shown, written: escapeText(shown), weight: parts.join('').length };
}

function groupByStart(texts: readonly Text[]): ByStart {
  const groups = Array.from(groupBy(texts, firstOf), ([start, group]) => {
    const ends = Array.from(groupBy(group, lastOf), ([end, same]) => [end, same.sort(byWeight)] as const);
    return [start, { length: start.length, ends: createTrie(ends, true) }] as const;
  });
  return createTrie(groups);
}

function groupBy(texts: readonly Text[], keyOf: (text: Text) => string): Map<string, Text[]> {
  const groups = new Map<string, Text[]>();
  for (const text of texts) {
    const key = keyOf(text);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [text]);
    else group.push(text);
  }
  return groups;
}

const firstOf = ({ parts }: Text): string => parts[0] ?? '';
const lastOf = ({ parts }: Text): string => parts.at(-1) ?? '';

/** Equal weights are told apart by their text, so that the order of the catalog decides nothing. */
function byWeight(a: Text, b: Text): number {
  return b.weight - a.weight || (a.shown < b.shown ? -1 : 1);
}

function findHoled(holed: ByStart, text: string): string | undefined {
  const starts = alongStart(holed, text);
  for (let at = starts.length - 1; at >= 0; at--) {
    const { length, ends } = starts[at] as (typeof starts)[number];
    const groups = alongEnd(ends, text, length);
    for (let group = groups.length - 1; group >= 0; group--) {
      const found = groups[group]?.find((candidate) => hasBetween(candidate, text, length));
      if (found !== undefined) return found.written;
    }
  }
  return undefined;
}

/** True where the parts between the holes stand in the text one after the other: each at the first place that it has. */
function hasBetween({ parts, weight }: Text, text: string, start: number): boolean {
  if (weight > text.length) return false;
  const last = parts.length - 1;
  const end = text.length - (parts[last] as string).length;
  let from = start;
  for (let index = 1; index < last; index++) {
    const part = parts[index] as string;
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return from <= end;
}
