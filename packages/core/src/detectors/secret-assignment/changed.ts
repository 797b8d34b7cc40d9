import { isNoSecret } from './no-secret.js';
import { readQuoted, type Span } from './quoted.js';

/** Behind a value in quotes the one that it was changed to. */
const CHANGED =
  /["'`\\]{1,8}(?:[ \t](?:->|=>|to)[ \t]|,\s?["'\\]{1,8}(?:new|to|after|new_?value)["'\\]{1,8}:\s?)(?=\\{0,7}["'`])/iy;

/** The second value, if there is one, of `password = "a" -> "b"` and of `"old":"a","new":"b"`. */
export function readChanged(text: string, { end }: Span): readonly Span[] {
  CHANGED.lastIndex = end;
  if (!CHANGED.test(text)) return [];
  const value = readQuoted(text, CHANGED.lastIndex);
  return value === undefined || value.end <= value.start || isNoSecret(text, value) ? [] : [value];
}
