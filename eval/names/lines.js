/** Texts that were written by hand, with what has to go in them marked. */
import { readMarks } from '../marks.js';
import { heldOut } from './lines/held-out.js';
import { seen } from './lines/seen.js';

const SETS = { seen, 'held-out': heldOut };

/** The two sets: one to look at, one only to score with. */
export const SET_NAMES = Object.keys(SETS);

/**
 * The texts of a set: `{ set, source, text, values, neutral }`, a value being `{ type, text, start, end }`, and `kind` on
 * those without values.
 */
export function linesOf(set) {
  const { clean, ...sources } = SETS[set];
  const marked = Object.entries(sources).flatMap(([source, texts]) =>
    texts.map((text) => ({ set, source, ...readMarks(text) })),
  );
  const others = Object.entries(clean).flatMap(([kind, texts]) =>
    texts.map((text) => ({ set, kind, text, values: [], neutral: [] })),
  );
  return [...marked, ...others];
}
