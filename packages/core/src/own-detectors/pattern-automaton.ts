/**
 * Makes a deterministic automaton of a pattern, all of it at load: what a text can cost is known then. A pattern that
 * would need too many states is refused, not run slowly.
 */
import { type Automaton, createClassifier, firstOf } from './automaton.js';
import type { Pattern, Units } from './pattern.js';

/** Stands for the state that there is none of. */
const NOWHERE = -1;

const MOST_STATES = 4096;
/** Steps that making one may take. */
const MOST_WORK = 2_000_000;

/** The automaton of a pattern; undefined where it would be too large. */
export function buildPatternAutomaton(pattern: Pattern): Automaton | undefined {
  const places = createPlaces();
  const first = plant(pattern, END, places);
  const bounds = boundsOf(places);
  const states: (readonly number[])[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (open: readonly number[]): number => {
    const key = open.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    return states.push(open) - 1;
  };
  numberOf(close([first], places));
  const next: number[] = [];
  let work = 0;
  for (const open of states) {
    work += bounds.length * (open.length + 1);
    if (states.length > MOST_STATES || work > MOST_WORK) return undefined;
    for (const sample of bounds) next.push(stepOf(open, sample, places, numberOf));
  }
  return toAutomaton(bounds, next, states);
}

/** Where a pattern can be: at a unit that leads on, or at a place that leads to others by itself. */
type Place =
  | { readonly kind: 'unit'; readonly units: Units; readonly to: number }
  | { readonly kind: 'fork'; readonly to: readonly number[] };

/** The place behind the pattern. */
const END = 0;

function createPlaces(): Place[] {
  return [{ kind: 'fork', to: [] }];
}

/** Adds the places of a pattern that `to` comes after; gives the one that it begins with. */
function plant(pattern: Pattern, to: number, places: Place[]): number {
  switch (pattern.kind) {
    case 'unit':
      return places.push({ kind: 'unit', units: pattern.units, to }) - 1;
    case 'sequence':
      return pattern.parts.reduceRight((next, part) => plant(part, next, places), to);
    case 'choice':
      return places.push({ kind: 'fork', to: pattern.parts.map((part) => plant(part, to, places)) }) - 1;
    case 'repeat': {
      let next = to;
      for (let left = pattern.max; left > 0; left--) {
        next = plant(pattern.part, next, places);
        if (left > pattern.min) next = places.push({ kind: 'fork', to: [next, to] }) - 1;
      }
      return next;
    }
  }
}

/** The places that these lead to by themselves, in order: those with a unit, and the end. */
function close(from: readonly number[], places: readonly Place[]): readonly number[] {
  const seen = new Set(from);
  for (const at of seen) {
    const place = places[at] as Place;
    if (place.kind === 'fork') for (const to of place.to) seen.add(to);
  }
  return [...seen].filter((at) => at === END || places[at]?.kind === 'unit').sort((a, b) => a - b);
}

function stepOf(
  open: readonly number[],
  sample: number,
  places: readonly Place[],
  numberOf: (open: readonly number[]) => number,
): number {
  const to = open.flatMap((at) => {
    const place = places[at] as Place;
    return place.kind === 'unit' && holds(place.units, sample) ? [place.to] : [];
  });
  return to.length === 0 ? NOWHERE : numberOf(close(to, places));
}

function holds(units: Units, unit: number): boolean {
  return units.some(([low, high]) => unit >= low && unit <= high);
}

/** Where units begin that no part of the pattern tells apart, ascending; the first is 0. */
function boundsOf(places: readonly Place[]): readonly number[] {
  const bounds = new Set([0]);
  for (const place of places) {
    if (place.kind !== 'unit') continue;
    for (const [low, high] of place.units) bounds.add(low).add(high + 1);
  }
  bounds.delete(0x10000);
  return [...bounds].sort((a, b) => a - b);
}

function toAutomaton(
  bounds: readonly number[],
  steps: readonly number[],
  states: readonly (readonly number[])[],
): Automaton {
  const classes = bounds.length;
  // States by the place of their row, so that a step is one addition.
  const next = Int32Array.from(steps, (state) => (state === NOWHERE ? NOWHERE : state * classes));
  const accepting = Uint8Array.from({ length: next.length }, (_, at) =>
    at % classes === 0 && states[at / classes]?.includes(END) === true ? 1 : 0,
  );
  const group = createClassifier((unit) => classOf(bounds, unit));
  return {
    ...firstOf((unit) => next[group(unit)] !== NOWHERE),
    walk: (text, start, ends) => {
      let row = 0;
      for (let at = start; at < text.length; at++) {
        row = next[row + group(text.charCodeAt(at))] as number;
        if (row === NOWHERE) return at;
        if (accepting[row] === 1) ends.push(at + 1);
      }
      return text.length;
    },
  };
}

function classOf(bounds: readonly number[], unit: number): number {
  let low = 0;
  let high = bounds.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= unit) low = middle;
    else high = middle;
  }
  return low;
}
