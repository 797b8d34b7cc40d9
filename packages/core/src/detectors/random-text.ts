/** Whether a run of letters and digits was written by people or made by a generator of random numbers. */

/** The run has words only, joined by whatever: lower case, capitalized, in camel case or upper case. */
export function isWords(run: string): boolean {
  let at = 0;
  while (at < run.length) {
    let length = 0;
    let uppers = 0;
    let isBroken = false;
    let last = OTHER;
    for (; at < run.length; at++) {
      const kind = kindOf(run.charCodeAt(at));
      if (kind !== LOWER && kind !== UPPER) break;
      if (kind === UPPER && last === UPPER) isBroken = true;
      if (kind === UPPER) uppers++;
      length++;
      last = kind;
    }
    if (uppers < length && (isBroken || last === UPPER)) return false;
    at++;
  }
  return true;
}

/**
 * The run changes between lower case, upper case and digits more often than words and numbers do. A run of one kind
 * alone does not, and neither does a UUID.
 */
export function isRandom(run: string): boolean {
  const changes = changesOf(run, kindOf);
  if (changes === 0 || changes * LETTERS_A_CHANGE < run.length || UUID.test(run)) return false;
  return !isWords(run) || changesOf(run, kindOfFolded) * LETTERS_A_CHANGE >= run.length;
}

/** The 32 digits of a UUID with their hyphens, alone. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** Random digits and letters change every second or third time. */
const LETTERS_A_CHANGE = 5;

function changesOf(run: string, kind: (code: number) => number): number {
  let changes = 0;
  let last = OTHER;
  for (let at = 0; at < run.length; at++) {
    const now = kind(run.charCodeAt(at));
    if (now !== OTHER && last !== OTHER && now !== last) changes++;
    last = now;
  }
  return changes;
}

const OTHER = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  return code >= 48 && code <= 57 ? DIGIT : OTHER;
}

function kindOfFolded(code: number): number {
  const kind = kindOf(code);
  return kind === UPPER ? LOWER : kind;
}
