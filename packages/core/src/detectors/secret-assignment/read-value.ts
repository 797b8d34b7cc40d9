import { isLineBreak } from '../characters.js';
import { holeLength, isFormatOnly } from '../format-string.js';
import { readQuoted, type Span } from './quoted.js';
import type { Name, Separator } from './separator.js';
import { isStatus } from './status.js';
import { blockEnd, cookiesEnd, lineEnd, pemEnd, wordEnd, bareWordEnd } from './value.js';

/** What a name is given after a separator; `undefined` where that is nothing, or nothing to hide. */
export function readValue(text: string, name: Name, separator: Separator): Span | undefined {
  if (name.kind === 'code') return readCode(text, separator.end);
  if (isStatus(text, name, separator)) return undefined;
  const value = readSpan(text, name, separator);
  if (value === undefined || value.end <= value.start) return undefined;
  return HARMLESS.test(text.slice(value.start, Math.min(value.end, value.start + LONGEST_HARMLESS))) ||
    isFormatOnly(text.slice(value.start, value.end))
    ? undefined
    : value;
}

/** Says that there is a secret or none, or is masked already. */
export const HARMLESS = /^(?:true|false|yes|no|null|undefined|none|nil|n\/a|[*•]+)[.!?]?$/i;
const LONGEST_HARMLESS = 64;

function readSpan(text: string, name: Name, separator: Separator): Span | undefined {
  switch (separator.kind) {
    case 'element':
      return readElement(text, separator.end);
    case 'part':
      return { start: separator.end, end: textLineEnd(text, separator.end) };
    case 'word':
      return readAfterWord(text, name, separator.end);
    default:
      return name.kind === 'weak' ? readWeak(text, name, separator) : readAssigned(text, name, separator);
  }
}

function readAssigned(text: string, name: Name, separator: Separator): Span | undefined {
  const start = separator.end + schemeLength(text, separator.end, name);
  const quoted = readQuoted(text, start);
  if (quoted !== undefined)
    return { start: quoted.start + schemeLength(text, quoted.start, name), end: quoted.end };
  // In "password= user=ada" the first has no value.
  if (separator.kind === ',' || (separator.isSpaced && separator.kind === '=' && isAssignment(text, start)))
    return undefined;
  return { start, end: bareEnd(text, start, name, separator) };
}

function bareEnd(text: string, start: number, name: Name, separator: Separator): number {
  const hole = holeLength(text, start);
  if (hole > 0) return wordEnd(text, start + hole);
  const block = pemEnd(text, start) ?? blockEnd(text, start);
  if (block !== undefined) return block;
  const isStructure = /[{[(]/.test(text.charAt(start));
  const hasScheme = start > separator.end && !DIGEST.test(text.slice(separator.end, start));
  if (!isStructure && separator.kind === ':' && takesLine(name, hasScheme)) return lineEnd(text, start);
  if (name.kind === 'cookie') return cookiesEnd(text, start);
  return bareWordEnd(text, start);
}

/** Lists and phrases have spaces; so have credentials of a scheme that is not known to take a single word. */
function takesLine(name: Name, hasScheme: boolean): boolean {
  return name.kind === 'cookie' || name.kind === 'phrase' || (name.kind === 'authorization' && !hasScheme);
}

function isAssignment(text: string, at: number): boolean {
  ASSIGNMENT.lastIndex = at;
  return ASSIGNMENT.test(text);
}

const ASSIGNMENT = /[A-Za-z_][\w.-]{0,63}=[^\s=]/y;

/** Schemes whose credentials are one word, and Digest. The scheme stays. */
function schemeLength(text: string, at: number, name: Name): number {
  const scheme = name.kind === 'authorization' ? ANY_SCHEME : TOKEN_SCHEME;
  scheme.lastIndex = at;
  return scheme.exec(text)?.[0].length ?? 0;
}

const ANY_SCHEME = /(?:bearer|basic|digest|token|negotiate|ntlm|api-?key|jwt|dpop|key)[ \t]{1,4}(?=[^\s])/iy;
/** Its credentials are a list. */
const DIGEST = /^digest/i;
const TOKEN_SCHEME = /(?:bearer|basic)[ \t]{1,4}(?=[^\s])/iy;

/** A number of digits; `pin`, `otp` and `cvc` before anything else are ordinary words. */
function readCode(text: string, at: number): Span | undefined {
  CODE.lastIndex = at;
  const [, open = '', digits = ''] = CODE.exec(text) ?? [];
  const start = at + open.length;
  return digits === '' ? undefined : { start, end: start + digits.length };
}

const CODE =
  /(\\{0,7}["'`]?)(\d{3,12})(?![\w.]| (?:ms|sec|secs|seconds|minutes|us|mm|cm|px|times|tries|attempts)\b)/y;

/** `pass: 12` counts, `pass=hunter` and `pass: "hunter"` do not. */
function readWeak(text: string, name: Name, separator: Separator): Span | undefined {
  const quoted = readQuoted(text, separator.end);
  if (quoted === undefined && separator.kind !== '=' && !separator.isQuoted) return undefined;
  const value = readAssigned(text, name, separator);
  const isCount =
    value !== undefined && value.end - value.start < 6 && /^\d+$/.test(text.slice(value.start, value.end));
  return isCount ? undefined : value;
}

/** Furthest that a quoted value after nothing but a space is looked for. */
const WORD_REACH = 160;

function readAfterWord(text: string, name: Name, start: number): Span | undefined {
  const ahead = text.slice(start, start + WORD_REACH);
  const quoted = readQuoted(ahead, 0);
  if (quoted !== undefined) {
    const isClosed = quoted.end < ahead.length && !/[\r\n]/.test(ahead.slice(0, quoted.end));
    return isClosed ? { start: start + quoted.start, end: start + quoted.end } : undefined;
  }
  if (text.startsWith('--', name.start))
    return text[start] === '-' ? undefined : { start, end: bareWordEnd(text, start) };
  // What is no value is read again from the next name on: only as far as a chosen word reaches.
  const end = start + bareWordEnd(ahead, 0);
  return looksChosen(text.slice(start, end)) ? { start, end: bareWordEnd(text, start) } : undefined;
}

/** Letters and digits mixed, as people are made to choose passwords: no word of a sentence. */
function looksChosen(word: string): boolean {
  return word.length >= 6 && /\d/.test(word) && /[a-z]/i.test(word) && !ORDINARY.test(word);
}

/** Algorithms, dates and versions. */
const ORDINARY = /^(?:sha|md|bcrypt|scrypt|argon|pbkdf|base|hmac|utf|oauth|ntlm|v\d|\d{4}-\d\d-)/i;

function readElement(text: string, start: number): Span | undefined {
  const isVerbatim = text.startsWith('<![CDATA[', start);
  const from = isVerbatim ? start + '<![CDATA['.length : start;
  const end = isVerbatim ? text.indexOf(']]>', from) : text.indexOf('<', from);
  if (isVerbatim) return { start: from, end: end === -1 ? text.length : end };
  return end !== -1 && text[end + 1] === '/' ? { start: from, end } : undefined;
}

function textLineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}
