/**
 * A deterministic automaton that finds many short patterns at once: its states are the sets of places in the patterns
 * that a text can have come to.
 */

/** Symbols in a row, each as the codes that it stands for: 128 ones of ASCII, and one for all others. */
interface Pattern {
  readonly symbols: readonly (readonly boolean[])[];
  /** Told of texts that hold the pattern. */
  readonly trait: number;
}

/** State 0 is the first one. */
export interface Automaton {
  /** The next state, by `state << shift | class`. */
  readonly next: Uint16Array;
  /** By state: the traits of the patterns that end there. */
  readonly traits: Int32Array;
  /** By code: characters that no pattern tells apart are of one class. */
  readonly classOf: Uint8Array;
  readonly shift: number;
}

/** Builds it. Throws where there are more states than it can number, which is a fault of the patterns. */
export function buildAutomaton(patterns: readonly Pattern[]): Automaton {
  const { classOf, samples } = classify(patterns);
  const { step, accepted } = stepper(plant(patterns, samples));
  const states: State[] = [{ nodes: [], traits: 0 }];
  const known = new Map([[keyOf(states[0] as State), 0]]);
  const indexOf = (state: State) => {
    const key = keyOf(state);
    const index = known.get(key) ?? states.push(state) - 1;
    known.set(key, index);
    return index;
  };
  const first = samples.map((_, group) => indexOf(step(states[0] as State, group)));
  const rows = [first];
  for (let at = 1; at < states.length; at++) {
    const state = states[at] as State;
    // Where nothing goes on, all starts anew: few characters go on with a word.
    const row = first.slice();
    for (const group of accepted(state)) row[group] = indexOf(step(state, group));
    rows.push(row);
  }
  if (states.length > 0xffff) throw new RangeError('the patterns have too many states');
  const shift = Math.ceil(Math.log2(Math.max(samples.length, 2)));
  const next = new Uint16Array(states.length << shift);
  rows.forEach((row, state) => {
    next.set(row, state << shift);
  });
  return { next, traits: Int32Array.from(states, ({ traits }) => traits), classOf, shift };
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

const CODES = 129;

/** A place in the patterns: those that begin alike share it. */
interface Node {
  readonly index: number;
  readonly children: Map<readonly boolean[], Node>;
  /** Of the patterns that end here. */
  traits: number;
  /** By class of characters: the children that it leads to. */
  readonly byClass: Map<number, Node[]>;
}

/** The places of all patterns, with the start of them all first. */
function plant(patterns: readonly Pattern[], samples: readonly number[]): readonly Node[] {
  const nodes: Node[] = [];
  const add = () => {
    const node = { index: nodes.length, children: new Map(), traits: 0, byClass: new Map() };
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
  for (const { children, byClass } of nodes) {
    for (const [symbol, child] of children) {
      samples.forEach((code, group) => {
        if (symbol[code] === true) byClass.set(group, [...(byClass.get(group) ?? []), child]);
      });
    }
  }
  return nodes;
}

/** The step from a state by a character of a class, and the classes by which a state goes on. */
function stepper(nodes: readonly Node[]) {
  const accepted = (state: State) => {
    const groups = new Set<number>();
    for (const index of state.nodes)
      for (const group of nodes[index]?.byClass.keys() ?? []) groups.add(group);
    return groups;
  };
  const step = (state: State, group: number): State => {
    let traits = 0;
    const next: number[] = [];
    const advance = (index: number) => {
      for (const child of nodes[index]?.byClass.get(group) ?? []) {
        traits |= child.traits;
        if (child.children.size > 0) next.push(child.index);
      }
    };
    advance(0);
    state.nodes.forEach(advance);
    return { nodes: next.sort((a, b) => a - b), traits };
  };
  return { step, accepted };
}
