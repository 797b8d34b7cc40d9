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

/** Of an entry what is left of it in a text: letters in both Unicode forms, a space for whatever separates. */
export function spellingsOf(word: string): ReadonlySet<string> {
  const plain = word.replace(SEPARATORS, ' ').trim();
  return new Set([plain.normalize('NFC'), plain.normalize('NFD')].map(foldCase));
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
  for (const word of words.flatMap((one) => [...spellingsOf(one)])) {
    let node = 0;
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      const group = classes.get(unit) ?? classes.size + 1;
      classes.set(unit, group);
      const edge = node * MOST_CLASSES + group;
      const next: number = edges.get(edge) ?? isEnd.push(false) - 1;
      edges.set(edge, next);
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
