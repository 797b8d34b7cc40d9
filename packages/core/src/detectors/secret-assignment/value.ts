import { isAlphanumeric, isLineBreak, isQuote, isSpace, skipBlanks } from '../characters.js';
import { readQuoted, type Span } from './quoted.js';

/** Where a value without quotes ends, be it an object or array. */
export function bareWordEnd(text: string, from: number): number {
  return wordEnd(text, '{[('.includes(text.charAt(from) || ' ') ? structureEnd(text, from) : from);
}

/** Where the object, array or parenthesis ends that opens at `from`; the end of the text where it never closes. */
function structureEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if ('{[('.includes(char)) depth++;
    else if ('}])'.includes(char) && --depth <= 0) return at + 1;
    const quoted = opensString(text, from, at) ? readQuoted(text, at) : undefined;
    at = quoted === undefined ? at + 1 : Math.max(at + 1, skipClosingQuote(text, quoted));
  }
  return text.length;
}

/** A quote after punctuation or space opens a string; others are apostrophes. */
function opensString(text: string, from: number, at: number): boolean {
  const code = text.charCodeAt(at);
  if (at === from || !(isQuote(code) || code === 92)) return false;
  const before = text.charCodeAt(at - 1);
  return isSpace(before) || '{[(:,='.includes(String.fromCharCode(before));
}

function skipClosingQuote(text: string, quoted: Span): number {
  let at = quoted.end;
  while (text.charCodeAt(at) === 92) at++;
  return Math.min(text.length, at + 1);
}

/** Where a value without quotes ends: at space, a quote, or a delimiter that the next thing follows. */
export function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !endsWord(text, at, from)) at++;
  return at;
}

function endsWord(text: string, at: number, from: number): boolean {
  const code = text.charCodeAt(at);
  if (isAlphanumeric(code)) return false;
  if (isSpace(code)) return true;
  switch (text[at]) {
    case '"':
      return true;
    case "'":
    case '`':
      return at === from || !isAlphanumeric(text.charCodeAt(at + 1));
    case ')':
    case ']':
    case '}':
    case '>':
      return at === from || !isAlphanumeric(text.charCodeAt(at + 1));
    case ',':
    case ';':
    case '&':
    case '|':
      return at === from || isNextThing(text, at + 1);
    case '<':
      return text[at + 1] === '/';
    case '\\':
      return /["'nrt]/.test(text.charAt(skipBackslashes(text, at)));
    default:
      return false;
  }
}

/** Passwords have commas too: a delimiter is one where space, punctuation or the next name with its value follows. */
function isNextThing(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code) || isSpace(code) || DELIMITERS.includes(text.charAt(at))) return true;
  NEXT_NAME.lastIndex = at;
  return NEXT_NAME.test(text);
}

const DELIMITERS = ',;&|"\'`)]}<\\';
const NEXT_NAME = /(?:amp;)?[\w.$%[\]-]{1,64}["']?\s?[=:]|amp;/y;

/** One place at a time from the outside: a run of backslashes is short wherever a value is one. */
function skipBackslashes(text: string, from: number): number {
  let at = from;
  while (at - from < MOST_BACKSLASHES && text.charCodeAt(at) === 92) at++;
  return at;
}

const MOST_BACKSLASHES = 32;

/** Where the line ends, or the string that the line is part of: for values that are lists or have spaces. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineBreak(text.charCodeAt(at))) {
    const code = text.charCodeAt(at);
    if (code === 92 && /["'nr]/.test(text.charAt(skipBackslashes(text, at)))) break;
    if (isQuote(code)) {
      // session="a b" goes on after its quotes, any other quote ends what the line stands in.
      const quoted = text[at - 1] === '=' ? readQuoted(text, at) : undefined;
      if (quoted === undefined) break;
      at = skipClosingQuote(text, quoted);
    } else {
      at++;
    }
  }
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Where a list of cookies ends: after the last value, in front of which there is a semicolon. */
export function cookiesEnd(text: string, from: number): number {
  let end = bareWordEnd(text, from);
  while (text[end] === ';') {
    const next = skipBlanks(text, end + 1);
    const last = bareWordEnd(text, next);
    if (last === next) break;
    end = last;
  }
  return end;
}

/** Where a PEM block ends that begins at `from`; `undefined` where none begins. */
export function pemEnd(text: string, from: number): number | undefined {
  if (!text.startsWith('-----BEGIN', from)) return undefined;
  const footer = text.indexOf('-----END', from);
  const dashes = footer === -1 ? -1 : text.indexOf('-----', footer + 8);
  return dashes === -1 ? text.length : dashes + 5;
}

/** Where a YAML block ends whose `|` or `>` stands at `from`: before the next line that is not indented. */
export function blockEnd(text: string, from: number): number | undefined {
  const header = /^[|>][-+]?\r?\n(?=[ \t])/.exec(text.slice(from, from + 5));
  if (header === null) return undefined;
  const next = /\n(?![ \t\r\n])/g;
  next.lastIndex = from + header[0].length;
  return next.exec(text)?.index ?? text.length;
}
