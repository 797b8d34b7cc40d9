import { isLineBreak, isQuote, isSpace, skipBlanks } from '../characters.js';
import type { NameKind } from './name.js';

/** A name in the text, `[start, end)`. */
export interface Name {
  readonly start: number;
  readonly end: number;
  readonly kind: NameKind;
}

/** What joins a name to its value. */
export interface Separator {
  /** `=` stands for `=>` and `==` too, `word` for nothing but space and perhaps "is". */
  readonly kind: '=' | ':' | ',' | 'word' | 'element' | 'part';
  /** Where the value begins. */
  readonly end: number;
  /** Whether there is space before the value. */
  readonly isSpaced: boolean;
  /** Whether the name stands in quotes. */
  readonly isQuoted: boolean;
}

/** The separator after a name; `undefined` where the name is only a word. */
export function separatorAfter(text: string, name: Name): Separator | undefined {
  const closed = skipClosers(text, name.end);
  const isQuoted = closed > name.end && isQuote(text.charCodeAt(closed - 1));
  const at = skipBlanks(text, closed);
  const sign = signAt(text, at, closed);
  if (sign !== undefined) {
    const from = at + sign.length;
    const end = isQuoted ? skipSpaces(text, from) : skipBlanks(text, from);
    return { kind: COLONS.has(sign) ? ':' : '=', end, isSpaced: end > from, isQuoted };
  }
  return (
    partAfter(text, name, closed) ??
    pairAfter(text, name) ??
    commaAfter(text, name, closed, isQuoted) ??
    elementAfter(text, name) ??
    wordAfter(text, name, at, closed)
  );
}

/** A hyphen belongs to the name before it, so that an arrow needs space; a bar with space is a border of a table. */
function signAt(text: string, at: number, closed: number): string | undefined {
  const sign = SIGN.exec(text.slice(at, at + 3))?.[0];
  if (sign === '->' && at === closed) return undefined;
  return sign === '|' && at > closed ? undefined : sign;
}

/** `::` and `://` separate other things. */
const SIGN = /^(?:=>|===?|=|:=|:(?!:|\/\/)|->|\u2192|\|(?=[^\s|"'`]))/;
const COLONS: ReadonlySet<string> = new Set([':', '->', '\u2192']);

/** The widest `"]` with escapes that is looked over between a name and its separator. */
const WIDEST_CLOSE = 12;

/** Quotes, escaped or not, and brackets: `"password"`, `\"password\"`, `user[password]`, `password[]`. */
function skipClosers(text: string, from: number): number {
  let at = from;
  while (at - from < WIDEST_CLOSE) {
    const char = text[at];
    const closes = char === '\\' || char === ']' || (char !== undefined && isQuote(char.charCodeAt(0)));
    if (!closes && !(char === '[' && text[at + 1] === ']')) break;
    at++;
  }
  return at;
}

/** `'--password', 'x'` in a list of arguments, `'x-api-key', 'x'` in a list of headers. */
function commaAfter(text: string, name: Name, closed: number, isQuoted: boolean): Separator | undefined {
  if (!isQuoted || text[closed] !== ',') return undefined;
  const end = skipSpaces(text, closed + 1);
  const value = text.charCodeAt(end);
  const isHeader =
    name.kind === 'authorization' || name.kind === 'cookie' || text.slice(name.start, name.end).includes('-');
  return isHeader && (isQuote(value) || value === 92)
    ? { kind: ',', end, isSpaced: end > closed + 1, isQuoted }
    : undefined;
}

/** Furthest that a value stands from the name it belongs to. */
const WIDEST_PAIR = 160;

/** `{"name":"password","value":"x"}` and `<input name="password" value="x">`. */
function pairAfter(text: string, name: Name): Separator | undefined {
  if (!isNamed(text, name.start)) return undefined;
  const gap = PAIR.exec(text.slice(name.end, name.end + WIDEST_PAIR))?.[0];
  return gap === undefined ? undefined : toPair(name.end + gap.length);
}

/** Whether what begins at `at` is the value of a member such as `"name"` or `"key"`. */
export function isNamed(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return isQuote(before) && NAMED.test(text.slice(Math.max(0, at - 40), at));
}

function toPair(end: number): Separator {
  return { kind: '=', end, isSpaced: false, isQuoted: true };
}

const NAMED = /(?:name|key|field|param|parameter|header|id)["'\\]{0,8}\s?[:=]\s?\\{0,7}["'`]$/i;
const PAIR = /^["'`\\]{1,8}[^{}<>[\]]{0,96}?[\s,"'\\]value["'\\]{0,8}\s{0,3}[:=]\s{0,8}/i;
/** Of an element that has no content. */
const ATTRIBUTE = /^(?:\s[^<>]{0,64}?)?\svalue\s?=\s?(?=["'][^<>]{0,80}(?:\/>|>\s{0,4}(?:<|$)))/i;

/** `<password>`, `<password value="x"/>` and `<ns:password type="x">`. */
function elementAfter(text: string, name: Name): Separator | undefined {
  if (!/<(?:[\w-]{1,32}:)?$/.test(text.slice(Math.max(0, name.start - 34), name.start))) return undefined;
  const value = ATTRIBUTE.exec(text.slice(name.end, name.end + WIDEST_PAIR))?.[0];
  if (value !== undefined) return toPair(name.end + value.length);
  const attributes = /^(?:\s[^<>]{0,256})?>/.exec(text.slice(name.end, name.end + 258));
  if (attributes === null || attributes[0].endsWith('/>')) return undefined;
  return { kind: 'element', end: name.end + attributes[0].length, isSpaced: false, isQuoted: false };
}

/** The header of a multipart body: `name="password"`, an empty line, the value. */
function partAfter(text: string, name: Name, closed: number): Separator | undefined {
  if (!/name="?$/i.test(text.slice(Math.max(0, name.start - 6), name.start))) return undefined;
  const gap = /^\r?\n\r?\n/.exec(text.slice(closed, closed + 4));
  return gap === null
    ? undefined
    : { kind: 'part', end: closed + gap[0].length, isSpaced: false, isQuoted: false };
}

/** `--password x`, `password 'x'`, `password is x`. Whether the value is one is for the reader of values to say. */
function wordAfter(text: string, name: Name, at: number, closed: number): Separator | undefined {
  const isFlag = text.startsWith('--', name.start);
  const isPassword = name.kind === 'password' || name.kind === 'phrase';
  if (closed !== name.end || at === closed || !(isFlag || isPassword)) return undefined;
  const verb = isFlag ? null : /^(?:is|was)[ \t]{1,4}/i.exec(text.slice(at, at + 7));
  return { kind: 'word', end: at + (verb?.[0].length ?? 0), isSpaced: true, isQuoted: false };
}

/** Blanks and line breaks; a value on the next line has to be in quotes. */
function skipSpaces(text: string, from: number): number {
  const blanks = skipBlanks(text, from);
  if (!isLineBreak(text.charCodeAt(blanks))) return blanks;
  let at = blanks;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return isQuote(text.charCodeAt(at)) ? at : blanks;
}
