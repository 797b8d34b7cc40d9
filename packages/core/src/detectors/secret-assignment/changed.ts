import { isNoSecret } from './no-secret.js';
import { readQuoted, type Span } from './quoted.js';
import { isSaidOf } from './said-words.js';
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

const STATE = String.raw`@?(?:old|new|before|after|previous)(?:_?(?:value|password))?[ \t]?[=:][ \t]?`;
/** Behind the name of what was changed. */
const CHANGES = new RegExp(
  String.raw`(?:[ \t](?:changed?|updated?|reset|rotated?))?[:,(]?[ \t]{0,2}\(?${STATE}`,
  'iy',
);
const NEXT = new RegExp(String.raw`["'\x60]?(?:,|;|[ \t]->)?[ \t]{1,2}${STATE}`, 'iy');

/** Both values of `password changed: old=a new=b` and of `sp_password @old = 'a', @new = 'b'`. */
export function readOldAndNew(text: string, name: Span): readonly Span[] {
  const first = stateAt(text, CHANGES, name.end);
  const second = first === undefined ? undefined : stateAt(text, NEXT, first.end);
  return [first, second].filter((value) => value !== undefined);
}

function stateAt(text: string, pattern: RegExp, at: number): Span | undefined {
  pattern.lastIndex = at;
  if (!pattern.test(text)) return undefined;
  const start = pattern.lastIndex;
  const ahead = text.slice(start, start + REACH);
  const quoted = readQuoted(ahead, 0);
  if (quoted !== undefined && quoted.end === ahead.length) return undefined;
  const word = wordAt(text, start).replace(/[.,;)]+$/, '');
  const value = quoted ?? { start: 0, end: word.length };
  const span = { start: start + value.start, end: start + value.end };
  if (span.end <= span.start || isNoSecret(text, span)) return undefined;
  return quoted === undefined && isSaidOf(word.toLowerCase()) ? undefined : span;
}

const REACH = 160;
