import type { Automaton } from './automaton.js';
import { isWithinWord } from './boundaries.js';

/** A part of a text, `[start, end)`. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** Which matches count. */
export interface Conditions {
  /** Of places where a match may end, ascending, the last that is valid. Default the last. */
  readonly lastValid?: ((start: number, ends: readonly number[]) => number | undefined) | undefined;
  /** Whether what stands before says that it is one. */
  readonly isTold?: ((start: number) => boolean) | undefined;
}

/**
 * Everything that any match covers, in order; what overlaps is one. A match begins and ends where a word does. Of
 * those that begin in one place the longest counts that is valid. Takes as many steps for a place as the longest
 * match has units.
 */
export function findMatches(text: string, automaton: Automaton, conditions: Conditions = {}): Match[] {
  const { lastValid, isTold } = conditions;
  const found: Match[] = [];
  let ends: number[] = [];
  for (let start = 0; start < text.length; start++) {
    if (!mayBegin(text, start, automaton)) continue;
    automaton.walk(text, start, ends);
    if (ends.length === 0) continue;
    const whole = ends.filter((end) => !isWithinWord(text, end));
    ends = [];
    const end = lastValid === undefined ? whole.at(-1) : lastValid(start, whole);
    if (end === undefined || isTold?.(start) === false) continue;
    const last = found.at(-1);
    if (last === undefined || start >= last.end) found.push({ start, end });
    else if (end > last.end) found[found.length - 1] = { start: last.start, end };
  }
  return found;
}

/**
 * The first place where something may begin that goes on to the last `near` units of the text, so that what comes next
 * may make it a match; the length of the text where there is none.
 */
export function openFrom(text: string, automaton: Automaton, near: number): number {
  for (let start = 0; start < text.length; start++) {
    if (!mayBegin(text, start, automaton)) continue;
    const stopped = automaton.walk(text, start, []);
    if (stopped > start && stopped >= text.length - near) return start;
  }
  return text.length;
}

function mayBegin(text: string, at: number, { first, beginsWith }: Automaton): boolean {
  const unit = text.charCodeAt(at);
  return (unit < 128 ? first[unit] === 1 : beginsWith(unit)) && !isWithinWord(text, at);
}
