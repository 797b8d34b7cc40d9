import { isAlphanumeric, isQuote, isSpace } from '../characters.js';

/** A part of the text, `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What stands inside the quotes that open at `from`, which may be escaped any number of times as in JSON within
 * JSON; `undefined` where no quotes open there. Quotes that never close reach to the end of the text.
 */
export function readQuoted(text: string, from: number): Span | undefined {
  let open = from;
  while (text.charCodeAt(open) === BACKSLASH) open++;
  const quote = text.charCodeAt(open);
  if (!isQuote(quote)) return undefined;
  let start = open + 1;
  while (text.charCodeAt(start) === quote) start++;
  // Nothing inside, unless the quotes are doubled as in CSV: ""x"".
  if (start > open + 1 && !beginsValue(text.charCodeAt(start))) return { start: open + 1, end: open + 1 };
  return { start, end: closingQuote(text, start, String.fromCharCode(quote), open - from) };
}

/** Where the content ends, before the backslashes of the closing quote. */
function closingQuote(text: string, start: number, quote: string, level: number): number {
  for (let at = text.indexOf(quote, start); at !== -1; at = text.indexOf(quote, at + 1)) {
    let backslashes = 0;
    while (at - backslashes > start && text.charCodeAt(at - backslashes - 1) === BACKSLASH) backslashes++;
    if (!closes(backslashes, level)) continue;
    // SQL and CSV double a quote to escape it.
    if (level === 0 && text[at + 1] === quote && beginsValue(text.charCodeAt(at + 2))) at++;
    else return at - Math.min(backslashes, level);
  }
  return text.length;
}

/** Undoes one layer of escapes after the other; `level` is the number of backslashes before the opening quote. */
function closes(backslashes: number, level: number): boolean {
  let left = backslashes;
  for (let layer = level; layer > 0; layer = (layer - 1) >> 1) {
    // The quote belongs to a layer further out, which ends here and ends all within.
    if (left % 2 === 0) return true;
    left = (left - 1) >> 1;
  }
  return left % 2 === 0;
}

function beginsValue(code: number): boolean {
  if (Number.isNaN(code) || isSpace(code)) return false;
  return isAlphanumeric(code) || !',;:&|)]}>\\'.includes(String.fromCharCode(code));
}

const BACKSLASH = 92;
