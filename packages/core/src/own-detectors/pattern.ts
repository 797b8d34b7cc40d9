/** What a pattern may say: the part of RE2 syntax of which every match has a bounded length. */

/** Ranges of UTF-16 units, both ends included. */
export type Units = readonly (readonly [number, number])[];

/** A pattern, read. */
export type Pattern =
  | { readonly kind: 'unit'; readonly units: Units }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number };

/** The longest match that a pattern may have, in UTF-16 units. */
export const LONGEST_MATCH = 256;

/** Least and most units of a match. */
export function lengthsOf(pattern: Pattern): readonly [number, number] {
  if (pattern.kind === 'unit') return [1, 1];
  if (pattern.kind === 'repeat') {
    const [least, most] = lengthsOf(pattern.part);
    return [least * pattern.min, most * pattern.max];
  }
  const lengths = pattern.parts.map(lengthsOf);
  const [least, most] = [lengths.map(([one]) => one), lengths.map(([, one]) => one)];
  return pattern.kind === 'choice'
    ? [Math.min(...least), Math.max(...most)]
    : [least.reduce(add, 0), most.reduce(add, 0)];
}

/** How many parts there are once repetitions are written out. */
export function sizeOf(pattern: Pattern): number {
  if (pattern.kind === 'unit') return 1;
  if (pattern.kind === 'repeat') return 1 + pattern.max * sizeOf(pattern.part);
  return 1 + pattern.parts.map(sizeOf).reduce(add, 0);
}

function add(a: number, b: number): number {
  return a + b;
}
