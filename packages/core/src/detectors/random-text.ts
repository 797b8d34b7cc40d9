/** Whether a run of letters and digits was written by people or made by a generator of random numbers. */

/** The run has words only, joined by whatever: lower case, capitalized, in camel case or upper case. */
export function isWords(run: string): boolean {
  return run.split(NO_LETTERS).every((word) => WORD.test(word));
}

/**
 * The run changes between lower case, upper case and digits more often than words and numbers do. A run of one kind
 * alone is none, and neither is a UUID.
 */
export function isRandom(run: string): boolean {
  if (UUID.test(run)) return false;
  const changes = isWords(run) ? changesOf(run, isDigit) : changesOf(run, kindOf);
  return changes > 0 && changes * LETTERS_A_CHANGE >= run.length;
}

/** True for the 32 digits of a UUID with their hyphens, alone. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const NO_LETTERS = /[^A-Za-z]+/;
/** One word at a time: two ways to read each of many would be tried in every combination. */
const WORD = /^(?:[A-Z]?[a-z]*(?:[A-Z][a-z]+)*|[A-Z]+)$/;
/** Random digits and letters change every second or third time. */
const LETTERS_A_CHANGE = 5;

function changesOf(run: string, kind: (code: number) => number): number {
  let changes = 0;
  let last = 0;
  for (let at = 0; at < run.length; at++) {
    const now = kind(run.charCodeAt(at));
    if (now !== 0 && last !== 0 && now !== last) changes++;
    last = now;
  }
  return changes;
}

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

/** 0 for what is neither letter nor digit. */
function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  return code >= 48 && code <= 57 ? DIGIT : 0;
}

function isDigit(code: number): number {
  const kind = kindOf(code);
  return kind === UPPER ? LOWER : kind;
}
