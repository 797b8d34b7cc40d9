import { isNoSecret } from './no-secret.js';
import { readQuoted, type Span } from './quoted.js';
import { isSaidOf } from './said-words.js';
import { isOrdinary, looksChosen, wordAt } from './said.js';

/** What was found in place of what: `password mismatch: got x`. */
const MISMATCH =
  /(?:[ \t](?:mismatch(?:ed)?|differs?|(?:do(?:es)?|did)(?: not|n't) match)[,:;(-]{0,2}|:(?=[ \t](?:expected|got)[ :]))[ \t(]{0,2}(?:but )?(?:got|received|expected|actual|found|saw|was|entered|supplied|provided)(?: value)?[:=]?[ \t]{1,2}/iy;
/** `expected password to equal 'x'`. */
const EQUAL = /["'`]?[ \t](?:to|should)[ \t](?:strictly |deep(?:ly)? )?(?:equal|be|match|eql)[ \t]{1,2}/iy;
/** What the other one was. */
const OTHER =
  /["'`\\]{0,8}[ \t,;(]{1,3}(?:but |and |instead )?(?:it )?(?:was|got|received|expected|actual|found|saw)(?: value)?[:=]?[ \t]{1,2}/iy;
/** A word with what ends what is said. */
const WORD =
  /([A-Za-z][\w@#$%^&*!?+~.-]{2,40}?)(?=[.,;)]?(?:$|[\r\n"'`])|[,;)][ \t]|[ \t](?:but|and|expected|instead|got)\b)/y;

/** The values that a secret with this name was found to have, or should have had. */
export function readDiffering(text: string, name: Span): readonly Span[] {
  const mismatch = endOf(MISMATCH, text, name.end);
  const at = mismatch ?? endOf(EQUAL, text, name.end);
  const first = at === undefined ? undefined : valueAt(text, at, mismatch !== undefined);
  if (first === undefined) return [];
  const next = endOf(OTHER, text, first.end);
  const second = next === undefined ? undefined : valueAt(text, next, true);
  return second === undefined ? [first] : [first, second];
}

function valueAt(text: string, at: number, isFound: boolean): Span | undefined {
  const ahead = text.slice(at, at + REACH);
  const quoted = readQuoted(ahead, 0);
  if (quoted !== undefined) {
    const span = { start: at + quoted.start, end: at + quoted.end };
    return quoted.end < ahead.length && quoted.end > quoted.start && !isNoSecret(text, span)
      ? span
      : undefined;
  }
  const chosen = wordAt(text, at);
  if (looksChosen(chosen, true)) return { start: at, end: at + chosen.replace(/[.,;)]+$/, '').length };
  WORD.lastIndex = at;
  const word = isFound ? WORD.exec(text)?.[1] : undefined;
  return word === undefined || isOrdinary(word) || isSaidOf(word.toLowerCase())
    ? undefined
    : { start: at, end: at + word.length };
}

const REACH = 160;

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
