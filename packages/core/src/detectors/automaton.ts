/**
 * A deterministic automaton that finds many short patterns at once: its states are the sets of places in the patterns
 * that a text can have come to.
 */
import { CODES } from './units.js';

/** Symbols in a row, each as the codes that it stands for. */
interface Pattern {
  readonly symbols: readonly (readonly boolean[])[];
  /** Told of texts that hold the pattern. */
  readonly trait: number;
}

/**
 * State 0 is the first one; the next has a number that is higher by the number of classes and one, so that a state and a
 * class added up are a place in `next`. States are made when a text first comes to them: texts come to few, and making all would take as
 * long as starting a program.
 */
export interface Automaton {
  /**
   * The next state, by state and class, `UNKNOWN` where no text has gone on that way yet; behind the last class the
   * traits of the patterns that end in the state.
   */
  next: Int32Array;
  readonly classes: number;
  /** Where a text begins: as if there were a space in front of it. */
  readonly first: number;
  /** By code: characters that no pattern tells apart are of one class. */
  readonly classOf: Uint8Array;
  /** Finds the next state where it is unknown, as `next` has it from then on. */
  readonly learn: (state: number, group: number) => number;
}

/** Stands for a state that is still to be made. */
export const UNKNOWN = -1;

/**
 * With more the automaton begins anew: texts made for it could come to many times as many as others do, some megabytes.
 */
const MOST_STATES = 16_384;

const FIRST_STATES = 256;

const SPACE = 32;
/** Nothing was read yet. */
const START: State = { nodes: [], traits: 0 };

/** Makes it ready. */
export function buildAutomaton(patterns: readonly Pattern[], most = MOST_STATES): Automaton {
  const { classOf, samples } = classify(patterns);
  const nodes = plant(patterns);
  const classes = samples.length;
  const row = classes + 1;
  const states: State[] = [];
  const known = new Map<string, number>();
  const automaton = {
    next: new Int32Array(0),
    classes,
    first: 0,
    classOf,
    learn: (from: number, group: number) => {
      const state = step(nodes, states[from / row] as State, samples[group] as number);
      const isFull = states.length >= most && !known.has(keyOf(state));
      if (isFull) begin();
      const to = indexOf(state) * row;
      // The state that it came from is forgotten with all others.
      if (!isFull) automaton.next[from + group] = to;
      return to;
    },
  };
  const indexOf = (state: State): number => {
    const key = keyOf(state);
    const before = known.get(key);
    if (before !== undefined) return before;
    const index = states.push(state) - 1;
    known.set(key, index);
    if (index * row === automaton.next.length) grow(automaton);
    automaton.next[index * row + classes] = state.traits;
    return index;
  };
  /** Knows no state but those in which texts begin. */
  const begin = (): void => {
    states.length = 0;
    known.clear();
    automaton.next = new Int32Array(FIRST_STATES * row).fill(UNKNOWN);
    indexOf(START);
    automaton.first = indexOf(step(nodes, START, SPACE)) * row;
  };
  begin();
  return automaton;
}

/** Room for twice as many states. */
function grow(automaton: Automaton): void {
  const { next } = automaton;
  automaton.next = new Int32Array(2 * next.length).fill(UNKNOWN);
  automaton.next.set(next);
}

/** Where a text can have come to: nodes by their number, the first one left out. */
interface State {
  readonly nodes: readonly number[];
  /** Of the patterns that have just ended. */
  readonly traits: number;
}

function keyOf({ nodes, traits }: State): string {
  return String.fromCharCode(...nodes, traits & 0xffff, traits >>> 16);
}

/** Which codes are of one class, and one code of each class. */
function classify(patterns: readonly Pattern[]): { classOf: Uint8Array; samples: number[] } {
  const symbols = new Set(patterns.flatMap((pattern) => pattern.symbols));
  const classes = new Map<string, number>();
  const samples: number[] = [];
  const classOf = new Uint8Array(CODES);
  for (let code = 0; code < CODES; code++) {
    const key = Array.from(symbols, (symbol) => (symbol[code] === true ? 1 : 0)).join('');
    if (!classes.has(key)) {
      classes.set(key, samples.length);
      samples.push(code);
    }
    classOf[code] = classes.get(key) as number;
  }
  return { classOf, samples };
}

/** A place in the patterns: those that begin alike share it. */
interface Node {
  readonly index: number;
  readonly children: Map<readonly boolean[], Node>;
  /** Of the patterns that end here. */
  traits: number;
}

/** The places of all patterns, with the start of them all first. */
function plant(patterns: readonly Pattern[]): readonly Node[] {
  const nodes: Node[] = [];
  const add = () => {
    const node = { index: nodes.length, children: new Map(), traits: 0 };
    nodes.push(node);
    return node;
  };
  const root: Node = add();
  for (const { symbols, trait } of patterns) {
    let node = root;
    for (const symbol of symbols) {
      const next: Node = node.children.get(symbol) ?? add();
      node.children.set(symbol, next);
      node = next;
    }
    node.traits |= trait;
  }
  return nodes;
}

/** The step from a state by a character that is of one class with `code`. */
function step(nodes: readonly Node[], state: State, code: number): State {
  const next: number[] = [];
  let traits = advance(nodes[0] as Node, code, next);
  for (const index of state.nodes) traits |= advance(nodes[index] as Node, code, next);
  return { nodes: next, traits };
}

/** Adds where a node leads, in order; gives the traits of the patterns that end there. */
function advance({ children }: Node, code: number, next: number[]): number {
  let traits = 0;
  for (const [symbol, child] of children) {
    if (symbol[code] !== true) continue;
    traits |= child.traits;
    if (child.children.size > 0) insert(next, child.index);
  }
  return traits;
}

/** Sorting a list of few when it is whole takes several times as long. */
function insert(list: number[], value: number): void {
  let at = list.length;
  for (; at > 0 && (list[at - 1] as number) > value; at--) list[at] = list[at - 1] as number;
  list[at] = value;
}
