/**
 * The texts of a program, ready to be found: what comes out for a message is always one of them, whatever the message
 * holds. A text with holes lets nothing out of what stands in its holes.
 */
import { escapeText } from '../json/json-text.js';
import type { MessageCatalog } from '../policy/policy.js';
import { createTrie, longestEnd, longestStart, type Trie } from './trie.js';

/** Finds what comes out for a message, as JSON text without its quotes; undefined for a text that is not of the program. */
export type FindText = (text: string) => string | undefined;

/** Stands where a hole was. */
const HOLE_MARK = '\u2026';

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
    const prefix = longestStart(starts, text)?.value;
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

/** Texts that begin alike: a few, in the order in which they are tried, or many by what they end with. */
interface Group {
  readonly few: readonly Text[];
  readonly many: Trie<readonly Text[]> | undefined;
}

/** The texts with holes, by what they begin with. */
type ByStart = Trie<Group>;

/** So many are tried faster than a trie is walked. */
const FEW = 8;

function toText(written: readonly string[]): Text {
  // Two holes in a row are one.
  const parts = written.filter((part, index) => part !== '' || index === 0 || index === written.length - 1);
  const shown = parts.join(HOLE_MARK);
  return { parts, shown, written: escapeText(shown), weight: parts.join('').length };
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

function findHoled(holed: ByStart, text: string): string | undefined {
  for (let node = longestStart(holed, text); node !== undefined; node = node.shorter) {
    const found = findInGroup(node.value as Group, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInGroup({ few, many }: Group, text: string): string | undefined {
  if (many === undefined) return firstOfThese(few, text);
  for (let node = longestEnd(many, text); node !== undefined; node = node.shorter) {
    const found = firstOfThese(node.value as readonly Text[], text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstOfThese(candidates: readonly Text[], text: string): string | undefined {
  for (const candidate of candidates) if (goesOn(candidate.parts, text)) return candidate.written;
  return undefined;
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
