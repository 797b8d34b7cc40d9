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
  const step = stepper(patterns, samples);
  const states: State[] = [{ places: [], traits: 0 }];
  const known = new Map([[keyOf(states[0] as State), 0]]);
  const rows: number[][] = [];
  for (let at = 0; at < states.length; at++) {
    rows.push(
      samples.map((_, group) => {
        const state = step(states[at] as State, group);
        // Nothing goes on: it is as at the beginning.
        if (state === undefined) return rows[0]?.[group] as number;
        const key = keyOf(state);
        const index = known.get(key) ?? states.push(state) - 1;
        known.set(key, index);
        return index;
      }),
    );
  }
  if (states.length > 0xffff) throw new RangeError('the patterns have too many states');
  const shift = Math.ceil(Math.log2(Math.max(samples.length, 2)));
  const next = new Uint16Array(states.length << shift);
  rows.forEach((row, state) => {
    next.set(row, state << shift);
  });
  return { next, traits: Int32Array.from(states, ({ traits }) => traits), classOf, shift };
}

/** Where a text can have come to: places in the patterns, each by the number of the symbol to come. */
interface State {
  readonly places: readonly number[];
  /** Of the patterns that have just ended. */
  readonly traits: number;
}

function keyOf({ places, traits }: State): string {
  return String.fromCharCode(...places, traits & 0xffff, traits >>> 16);
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

/** The step from a state by a character of a class; undefined where that is the one from the first state. */
function stepper(patterns: readonly Pattern[], samples: readonly number[]) {
  const places = patterns.flatMap(({ symbols, trait }) =>
    symbols.map((symbol, at) => ({
      accepts: samples.map((code) => symbol[code] === true),
      trait: at === symbols.length - 1 ? trait : 0,
    })),
  );
  const starts: number[] = [];
  patterns.reduce((place, { symbols }) => {
    starts.push(place);
    return place + symbols.length;
  }, 0);
  const startsBy = samples.map((_, group) =>
    starts.filter((place) => places[place]?.accepts[group] === true),
  );
  return (state: State, group: number): State | undefined => {
    let traits = 0;
    const next: number[] = [];
    const advance = (place: number) => {
      const trait = places[place]?.trait ?? 0;
      if (trait === 0) next.push(place + 1);
      traits |= trait;
    };
    let goesOn = state.places.length === 0;
    for (const place of state.places) {
      if (places[place]?.accepts[group] !== true) continue;
      advance(place);
      goesOn = true;
    }
    if (!goesOn) return undefined;
    startsBy[group]?.forEach(advance);
    return { places: next.sort((a, b) => a - b), traits };
  };
}
