/** One automaton for a list of words: a word costs a text no more for there being others. */
import { type Automaton, createClassifier, firstOf } from './automaton.js';

/** Most units that stand for the space between two words of one entry. */
const MOST_SEPARATORS = 3;

/** What may stand there: white space, hyphens and underscores. */
const SEPARATORS = /[\s_-]+/g;

/** The automaton of words, for texts that went through `foldCase`. */
export function buildWordAutomaton(words: readonly string[]): Automaton {
  return toAutomaton(plant(words));
}

/** Lower case, every unit in its place: what changes its length stays as it is. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from({ length: text.length }, (_, at) => foldUnit(text.charAt(at))).join('');
}

function foldUnit(unit: string): string {
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}

/** An entry as it is looked for: letters in one unit with their accents, a space for whatever separates. */
export function spell(word: string): string {
  return foldCase(word.replace(SEPARATORS, ' ').trim().normalize('NFC'));
}

/** True for a word of which something is left once what separates is taken off its ends. */
export function isWord(word: string): boolean {
  return word.replace(SEPARATORS, '') !== '';
}

const SPACE = 32;

/** The letters of words as they share their beginnings: a node is where a word can have come to. */
interface Tree {
  /** Nodes by the node before, times `MOST_CLASSES`, and the class between. */
  readonly edges: ReadonlyMap<number, number>;
  readonly isEnd: readonly boolean[];
  /** By unit, from 1 on. */
  readonly classes: ReadonlyMap<number, number>;
}

/** Of words of so many different characters few share a beginning. */
const MOST_CLASSES = 0x10000;

function plant(words: readonly string[]): Tree {
  const edges = new Map<number, number>();
  const isEnd = [false];
  const classes = new Map([[SPACE, 1]]);
  /** Leads on to a node by a unit: to this one, the one that is known or a new one. */
  const lead = (node: number, unit: string, to?: number): number => {
    const code = unit.charCodeAt(0);
    const group = classes.get(code) ?? classes.size + 1;
    classes.set(code, group);
    const edge = node * MOST_CLASSES + group;
    const next = to ?? edges.get(edge) ?? isEnd.push(false) - 1;
    edges.set(edge, next);
    return next;
  };
  for (const word of words.map(spell)) {
    let node = 0;
    for (let at = 0; at < word.length; at++) {
      const next = lead(node, word.charAt(at));
      // An accent that stands by itself, behind its letter, leads to the same node.
      const parts = word.charAt(at).normalize('NFD');
      let part = node;
      for (let of = 0; of < parts.length - 1; of++) part = lead(part, parts.charAt(of));
      if (parts.length > 1) lead(part, parts.slice(-1), next);
      node = next;
    }
    isEnd[node] = true;
  }
  return { edges, isEnd, classes };
}

function toAutomaton({ edges, isEnd, classes }: Tree): Automaton {
  const space = classes.get(SPACE) ?? 0;
  const group = createClassifier((unit) => (isSeparator(unit) ? space : (classes.get(unit) ?? 0)));
  const follow = (node: number, by: number) => (by === 0 ? 0 : (edges.get(node * MOST_CLASSES + by) ?? 0));
  return {
    ...firstOf((unit) => follow(0, group(unit)) !== 0),
    walk: (text, start, ends) => {
      let node = 0;
      let separators = 0;
      for (let at = start; at < text.length; at++) {
        const by = group(text.charCodeAt(at));
        separators = by === space ? separators + 1 : 0;
        if (separators > MOST_SEPARATORS) return at;
        if (separators > 1) continue;
        node = follow(node, by);
        if (node === 0) return at;
        if (isEnd[node] === true) ends.push(at + 1);
      }
      return text.length;
    },
  };
}

function isSeparator(unit: number): boolean {
  if (unit < 128) return unit === SPACE || unit === 45 || unit === 95 || (unit >= 9 && unit <= 13);
  return /\s/.test(String.fromCharCode(unit));
}
