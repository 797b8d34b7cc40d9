import { isNoSecret } from './no-secret.js';
import { readQuoted, type Span } from './quoted.js';
import { looksChosen, wordAt } from './said.js';

/** Behind a value in quotes the one that it was changed to. */
const CHANGED =
  /["'`\\]{1,8}(?:[ \t](?:->|=>|to)[ \t]|,\s?["'\\]{1,8}(?:new|to|after|new_?value)["'\\]{1,8}:\s?)(?=\\{0,7}["'`])/iy;

const FROM = /\bfrom[ \t]$/i;
const TO = /[ \t](?:to|->|=>|\u2192)[ \t](?=[^\s"'`])/iy;

/** Without quotes: `changed from a1 to b2`. */
function readTo(text: string, from: number): readonly Span[] {
  TO.lastIndex = from;
  if (!TO.test(text)) return [];
  const start = TO.lastIndex;
  const word = wordAt(text, start);
  return looksChosen(word, true) ? [{ start, end: start + word.length }] : [];
}

/** The second value, if there is one, of `password = "a" -> "b"` and of `"old":"a","new":"b"`. */
export function readChanged(text: string, { start, end }: Span): readonly Span[] {
  CHANGED.lastIndex = end;
  if (!CHANGED.test(text))
    return FROM.test(text.slice(Math.max(0, start - 5), start)) ? readTo(text, end) : [];
  const value = readQuoted(text, CHANGED.lastIndex);
  return value === undefined || value.end <= value.start || isNoSecret(text, value) ? [] : [value];
}
