/**
 * The texts of a program, ready to be found: what comes out for a message is always one of them, whatever the message
 * holds. A text with holes lets nothing out of what stands in its holes.
 */
import { escapeText } from '../json/json-text.js';
import type { CatalogText, MessageCatalog } from '../policy/policy.js';
import { createTrie, longestEnd, longestStart, type Trie } from './trie.js';

/** What comes out for a message. */
export interface Found {
  /** The text of the catalog, prefixes included, a mark in place of each hole: the same for two messages of one text. */
  readonly shown: string;
  /** What comes out, as JSON text without its quotes: the same, but for holes of which the values are kept. */
  readonly written: string;
  /** The text has holes that values may be kept of. */
  readonly isTyped: boolean;
}

/** Finds the text that a message is; undefined where it is none of the program. */
export type FindText = (text: string) => Found | undefined;

/** Stands where a hole was. */
const HOLE_MARK = '\u2026';

/** What leaves of the value in a hole, as JSON text without its quotes; undefined where nothing does. */
export type HoleWriter = (value: string) => string | undefined;

/** By text as it is shown: what is done with each of its holes, which are emptied where that is undefined. */
export type HoleWriters = ReadonlyMap<string, readonly (HoleWriter | undefined)[]>;

/**
 * Compiles a catalog. A constant wins over texts with holes; of these the one with the longest beginning wins, then
 * with the longest end, then with the most constant text between. Prefixes may stand before a text, also
 * several in a row. Takes time linear in the message.
 */
export function compileCatalog(
  { messages, prefixes = [] }: MessageCatalog,
  holes: HoleWriters = NO_HOLES,
): FindText {
  const texts = messages.map((text) => toText(partsOf(text), holes));
  // What comes out is looked up again where a second redactor follows: it has to stay.
  const exact = new Map(texts.map((text): [string, Found] => [text.shown, text]));
  const holed = groupByStart(texts.filter(({ parts }) => parts.length > 1));
  const starts = createTrie(prefixes.map((prefix) => [prefix, prefix] as const));
  const find = (text: string, level: number): Found | undefined =>
    exact.get(text) ?? findAfterPrefix(text, level) ?? findHoled(holed, text);
  const findAfterPrefix = (text: string, level: number): Found | undefined => {
    if (prefixes.length === 0 || level >= MOST_PREFIXES) return undefined;
    const prefix = longestStart(starts, text)?.value;
    const rest = prefix === undefined ? undefined : find(text.slice(prefix.length), level + 1);
    return prefix === undefined || rest === undefined ? undefined : behind(prefix, rest);
  };
  return (text) => find(text, 0);
}

/** Child loggers of child loggers add up their prefixes. */
const MOST_PREFIXES = 8;

const NO_HOLES: HoleWriters = new Map();

function behind(prefix: string, { shown, written, isTyped }: Found): Found {
  return { shown: prefix + shown, written: escapeText(prefix) + written, isTyped };
}

interface Text extends Found {
  /** What stands before, between and after the holes; a single part where there are none. */
  readonly parts: readonly string[];
  readonly holes: readonly (HoleWriter | undefined)[] | undefined;
  /** How much of it is constant, in UTF-16 units. */
  readonly weight: number;
}

/** Texts that begin alike: a few, in the order in which they are tried, or many by what they end with. */
interface Group {
  readonly few: readonly Text[];
  readonly many: Trie<readonly Text[]> | undefined;
}

/** The texts with holes, by what they begin with. */
type ByStart = Trie<Group>;

/** So many are tried faster than a trie is walked. */
const FEW = 8;

/** What stands before, between and after the holes of a text: two holes in a row are one. */
function partsOf(text: CatalogText): readonly string[] {
  if (typeof text === 'string') return [text];
  return text.filter((part, index) => part !== '' || index === 0 || index === text.length - 1);
}

/** A text of a catalog as policies name it: with a mark in place of each hole. */
export function shownText(text: CatalogText): string {
  return partsOf(text).join(HOLE_MARK);
}

/** How many holes a text has. */
export function holesOf(text: CatalogText): number {
  return partsOf(text).length - 1;
}

function toText(parts: readonly string[], writers: HoleWriters): Text {
  const shown = parts.join(HOLE_MARK);
  const holes = parts.length === 1 ? undefined : writers.get(shown);
  const isTyped = holes !== undefined;
  return { parts, holes, isTyped, shown, written: escapeText(shown), weight: parts.join('').length };
}

function groupByStart(texts: readonly Text[]): ByStart {
  return createTrie(
    Array.from(groupBy(texts, firstOf), ([start, group]) => [start, toGroup(group)] as const),
  );
}

function toGroup(texts: Text[]): Group {
  texts.sort(byEnd);
  return { few: texts, many: texts.length <= FEW ? undefined : createTrie(groupBy(texts, lastOf), true) };
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

/** The longest end first. Equal weights are told apart by their text, so that the order of the catalog decides nothing. */
function byEnd(a: Text, b: Text): number {
  return lastOf(b).length - lastOf(a).length || b.weight - a.weight || (a.shown < b.shown ? -1 : 1);
}

function findHoled(holed: ByStart, text: string): Found | undefined {
  for (let node = longestStart(holed, text); node !== undefined; node = node.shorter) {
    const found = findInGroup(node.value as Group, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInGroup({ few, many }: Group, text: string): Found | undefined {
  if (many === undefined) return firstOfThese(few, text);
  for (let node = longestEnd(many, text); node !== undefined; node = node.shorter) {
    const found = firstOfThese(node.value as readonly Text[], text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstOfThese(candidates: readonly Text[], text: string): Found | undefined {
  for (const candidate of candidates) {
    if (!goesOn(candidate.parts, text)) continue;
    return candidate.holes === undefined ? candidate : { ...candidate, written: fill(candidate, text) };
  }
  return undefined;
}

/** Of a message that the text goes on in: its parts, and between them what leaves of the values. */
function fill({ parts, holes = [] }: Text, text: string): string {
  const last = parts.length - 1;
  let written = escapeText(parts[0] as string);
  let from = (parts[0] as string).length;
  for (let index = 1; index <= last; index++) {
    const part = parts[index] as string;
    const at = index === last ? text.length - part.length : text.indexOf(part, from);
    written += (holes[index - 1]?.(text.slice(from, at)) ?? HOLE_MARK) + escapeText(part);
    from = at + part.length;
  }
  return written;
}

/** For a text that begins with the first part: true where the others follow, each at the first place that it has. */
function goesOn(parts: readonly string[], text: string): boolean {
  const last = parts.length - 1;
  const tail = parts[last] as string;
  if (!text.endsWith(tail)) return false;
  const end = text.length - tail.length;
  let from = (parts[0] as string).length;
  for (let index = 1; index < last; index++) {
    const part = parts[index] as string;
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= end;
}
