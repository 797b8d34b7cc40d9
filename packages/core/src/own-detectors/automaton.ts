/** Goes over a text, a table look-up a step: what a text can cost is known when the automaton is made. */
export interface Automaton {
  /** By unit of ASCII: 1 where something may begin with it. */
  readonly first: Uint8Array;
  /** The same for units beyond. */
  readonly beginsWith: (unit: number) => boolean;
  /**
   * Goes from a place as far as what is read may still become something. Puts the places where something ends into
   * `ends`, ascending; gives the place where it stopped.
   */
  readonly walk: (text: string, start: number, ends: number[]) => number;
}

/** Gives the class of any unit, fast for those of ASCII. */
export function createClassifier(classOf: (unit: number) => number): (unit: number) => number {
  const ascii = Uint16Array.from({ length: 128 }, (_, unit) => classOf(unit));
  return (unit) => (unit < 128 ? (ascii[unit] as number) : classOf(unit));
}

/** What every automaton tells about first units. */
export function firstOf(beginsWith: Automaton['beginsWith']): Pick<Automaton, 'first' | 'beginsWith'> {
  return { first: Uint8Array.from({ length: 128 }, (_, unit) => (beginsWith(unit) ? 1 : 0)), beginsWith };
}
