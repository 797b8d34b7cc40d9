/**
 * An automaton that finds words in one pass over a text, whatever their case (Aho and Corasick, 1975). Words are made of
 * letters, digits, dots, hyphens, underscores, colons, equals signs and brackets; `0` stands for any digit, a bracket for any.
 */
import type { Image } from './image.js';
import {
  CLASS_BRACKET,
  CLASS_COLON,
  CLASS_DIGIT,
  CLASS_DOT,
  CLASS_EQUALS,
  CLASS_HYPHEN,
  CLASS_OTHER,
  CLASS_UNDERSCORE,
  STATE_SAYS,
  STATE_SIZE,
} from './layout.js';

/** Where the automaton is. */
export interface WordTable {
  readonly address: number;
  /** The first state that has found a word. */
  readonly foundFrom: number;
}

interface State {
  readonly next: Map<number, State>;
  /** The longest end of what was read that a word begins with too. */
  back: State | undefined;
  says: number;
  /** Half its offset. */
  place: number;
}

/** Places have 16 bits. */
const MOST_STATES = Math.floor(65_536 / (STATE_SIZE / 2));
const CLASSES = STATE_SAYS / 2;

/** Writes the automaton; undefined where the words are too many. `words` has for each what it says. */
export function putWords(image: Image, words: ReadonlyMap<string, number>): WordTable | undefined {
  const start = createState(undefined);
  for (const [word, says] of words) addWord(start, word, says);
  const states = linked(start);
  if (states.length > MOST_STATES) return undefined;
  // The states that have found something come last: then one comparison tells.
  const quiet = states.filter(({ says }) => says === 0);
  const ordered = [...quiet, ...states.filter(({ says }) => says !== 0)];
  for (const [index, state] of ordered.entries()) state.place = index * (STATE_SIZE / 2);
  const address = image.reserve(ordered.length * STATE_SIZE);
  for (const state of ordered) putState(image, address + 2 * state.place, state, start);
  return { address, foundFrom: quiet.length * (STATE_SIZE / 2) };
}

/** The class of a character of a word, and of any ASCII character in a text. */
export function classOf(character: string): number {
  const code = character.toLowerCase().charCodeAt(0);
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 48 && code <= 57) return CLASS_DIGIT;
  return PUNCTUATION.get(character) ?? CLASS_OTHER;
}

const PUNCTUATION: ReadonlyMap<string, number> = new Map([
  ['.', CLASS_DOT],
  ['-', CLASS_HYPHEN],
  ['_', CLASS_UNDERSCORE],
  ['=', CLASS_EQUALS],
  [':', CLASS_COLON],
  ...Array.from('()[]{}<>', (bracket) => [bracket, CLASS_BRACKET] as const),
]);

function createState(back: State | undefined): State {
  return { next: new Map(), back, says: 0, place: 0 };
}

function addWord(start: State, word: string, says: number): void {
  let state = start;
  for (const character of word) {
    const kind = classOf(character);
    const next = state.next.get(kind) ?? createState(start);
    state.next.set(kind, next);
    state = next;
  }
  state.says |= says;
}

/** All states, each after those that are nearer to the start, with the way back set. */
function linked(start: State): State[] {
  const states = [start];
  for (const state of states) {
    for (const [kind, next] of state.next) {
      next.back = state === start ? start : follow(state.back ?? start, kind, start);
      next.says |= next.back.says;
      states.push(next);
    }
  }
  return states;
}

function follow(from: State, kind: number, start: State): State {
  for (let state: State | undefined = from; state !== undefined; state = state.back) {
    const next = state.next.get(kind);
    if (next !== undefined) return next;
  }
  return start;
}

function putState(image: Image, address: number, state: State, start: State): void {
  for (let kind = 0; kind < CLASSES; kind++)
    image.setShort(address + 2 * kind, follow(state, kind, start).place);
  image.setShort(address + STATE_SAYS, state.says);
}
