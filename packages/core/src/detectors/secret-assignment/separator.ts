import { isLineBreak, isQuote, isSpace, skipBlanks } from '../characters.js';
import { argumentAfter } from './argument.js';
import type { NameKind } from './name.js';
import { elementAfter, pairAfter } from './pair.js';
import { wordAfter, wordAfterQuoted } from './word.js';

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
  /** Of a word: whatever follows is the value, as after a flag. */
  readonly isGiven?: boolean;
  /** Of a word: it says that what follows is the value. */
  readonly isVerb?: boolean;
}

/** The separator after a name; `undefined` where the name is only a word. */
export function separatorAfter(text: string, name: Name): Separator | undefined {
  const closed = skipClosers(text, name.end);
  const isQuoted = closed > name.end && isQuote(text.charCodeAt(closed - 1));
  const at = skipBlanks(text, closed);
  const led = leadersEnd(text, closed);
  if (led > closed) return { kind: 'word', end: led, isSpaced: true, isQuoted, isVerb: true };
  const encoded = closed === name.end ? encodedLength(text, closed) : 0;
  if (encoded > 0) return { kind: '=', end: closed + encoded, isSpaced: true, isQuoted: false };
  const sign = isExpanded(text, name) ? undefined : signAt(text, at, closed);
  if (sign !== undefined) {
    const from = at + sign.length;
    const end = isQuoted || sign === '=>' ? skipSpaces(text, from) : skipBlanks(text, from);
    return { kind: COLONS.has(sign) ? ':' : '=', end, isSpaced: end > from, isQuoted };
  }
  return (
    partAfter(text, name, closed) ??
    pairAfter(text, name) ??
    commaAfter(text, name, closed, isQuoted) ??
    argumentAfter(text, name, closed, isQuoted) ??
    elementAfter(text, name) ??
    (at === closed
      ? undefined
      : isQuoted
        ? wordAfterQuoted(text, name, at)
        : closed === name.end
          ? wordAfter(text, name, at)
          : undefined)
  );
}

/** In LDIF, of a value in base64: `unicodePwd:: IgBQ…`. */
function encodedLength(text: string, at: number): number {
  ENCODED.lastIndex = at;
  return ENCODED.exec(text)?.[0].length ?? 0;
}

const ENCODED = /::[ ](?=[A-Za-z0-9+/]{4,1024}={0,2}(?:$|[\r\n]))/y;

/** Where dots end that lead to a value: `password......x`. */
function leadersEnd(text: string, at: number): number {
  if (text[at] !== '.') return at;
  LEADERS.lastIndex = at;
  return at + (LEADERS.exec(text)?.[0].length ?? 0);
}

const LEADERS = /\.{3,64}(?=[^\s.])/y;

/** `${NAME:?what is missing}` and `${NAME:-}`: no value, where `${NAME:-x}` has one. */
function isExpanded(text: string, { start, end }: Name): boolean {
  return text.startsWith('${', start - 2) && /^:?(?:\?|\+|-\})/.test(text.slice(end, end + 3));
}

/** A hyphen belongs to the name before it, so that an arrow needs space; a bar with space is a border of a table. */
function signAt(text: string, at: number, closed: number): string | undefined {
  const sign = SIGN.exec(text.slice(at, at + 3))?.[0];
  if (sign === '->' && at === closed) return undefined;
  return sign === '|' && at > closed ? undefined : sign;
}

/** `::` and `://` separate other things. */
const SIGN = /^(?:=>|===?|=|:=|:(?!:|\/\/)|->|[\u2192\u662f\u4e3a\u306f]|\|(?=[^\s|"'`]))/;
const COLONS: ReadonlySet<string> = new Set([':', '->', '\u2192', '\u662f', '\u4e3a', '\u306f']);

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

/** The header of a multipart body: `name="password"`, an empty line, the value. */
function partAfter(text: string, name: Name, closed: number): Separator | undefined {
  if (!/name="?$/i.test(text.slice(Math.max(0, name.start - 6), name.start))) return undefined;
  const gap = /^\r?\n\r?\n/.exec(text.slice(closed, closed + 4));
  return gap === null
    ? undefined
    : { kind: 'part', end: closed + gap[0].length, isSpaced: false, isQuoted: false };
}

/** Blanks and line breaks; a value on the next line has to be in quotes. */
function skipSpaces(text: string, from: number): number {
  const blanks = skipBlanks(text, from);
  if (!isLineBreak(text.charCodeAt(blanks))) return blanks;
  let at = blanks;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return isQuote(text.charCodeAt(at)) || text.startsWith('string(', at) ? at : blanks;
}
