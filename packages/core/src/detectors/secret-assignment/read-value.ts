import { isLineBreak } from '../characters.js';
import { isCalledCode, readCode } from './code.js';
import { holeLength } from '../format-string.js';
import { isNoSecret } from './no-secret.js';
import { endsPrompt } from './prompt.js';
import { readQuoted, type Span } from './quoted.js';
import { looksChosen, readSaid, wordAt } from './said.js';
import { isReference } from './reference.js';
import { isSaidOf } from './said-words.js';
import { isType, typeLength } from './schema.js';
import type { Name, Separator } from './separator.js';
import { spacedEnd } from './spaced.js';
import { isStatus } from './status.js';
import { blockEnd, cookiesEnd, lineEnd, pemEnd, wordEnd, bareWordEnd } from './value.js';

/** What a name is given after a separator; `undefined` where that is nothing, or nothing to hide. */
export function readValue(text: string, name: Name, separator: Separator): Span | undefined {
  if (name.kind === 'code') {
    const code = readCode(text, name, separator.end);
    if (code !== undefined || !isCalledCode(text, name) || NUMBER.test(wordAt(text, separator.end)))
      return code;
    // What lets somebody in need not be a number: it is read as a password is.
    return readValue(text, { ...name, kind: 'password' }, separator);
  }
  if (isStatus(text, name, separator)) return undefined;
  const value = readSpan(text, name, separator);
  if (value === undefined || value.end <= value.start) return undefined;
  return isNoSecret(text, value) || isOfOther(text, name, separator, value) ? undefined : value;
}

/** What stands behind the same names elsewhere: a kind of authentication, the name of a cookie, a tag, a key by which a session is found. */
function isOfOther(text: string, name: Name, separator: Separator, value: Span): boolean {
  const [word, written] = [
    text.slice(name.start, name.end),
    text.slice(value.start, Math.min(value.end, value.start + LOOK)),
  ];
  if (name.kind === 'cookie') return WORDS.test(written) && value.end - value.start < LOOK;
  if (/auth$/i.test(word)) return METHOD.test(written);
  const isJoined = separator.kind === ':' && !separator.isSpaced && !separator.isQuoted;
  if (isJoined && (VERSION.test(written) || (/^sess(?:ion)?$/i.test(word) && KEY.test(written)))) return true;
  return (
    separator.kind === '=' && DECLARES.test(text.slice(Math.max(0, name.start - DECLARED_REACH), name.start))
  );
}

const NUMBER = /^[\d.,;:%-]+$/;
const LOOK = 40;
const WORDS = /^[a-z]+(?:[._-][a-z]+)*$/i;
const METHOD =
  /^(?:basic|digest|bearer|oauth2?|oidc|ldap|kerberos|gssapi|saml|jwt|local|peer|trust|md5|scram(?:-sha-\d+)?|plain|login|cram-md5|ntlm|token|password|required|optional|ok|success|fail(?:ed|ure)?|enabled|disabled|on|off)$/i;
const VERSION = /^(?:v?\d+\.\d+[\w.+-]*|latest|stable|\d{1,2}|\d+\|[a-z]{1,2}(?:\|.*)?)$/i;
const KEY = /^(?:[a-z]+|\d+)$/;
const DECLARES = /\b(?:type|interface|enum|struct)\s$/;
const DECLARED_REACH = 12;

function readSpan(text: string, name: Name, separator: Separator): Span | undefined {
  switch (separator.kind) {
    case 'element':
      return readElement(text, separator.end);
    case 'part':
      return { start: separator.end, end: textLineEnd(text, separator.end) };
    case 'word':
      return readSaid(text, name, separator);
    default:
      return name.kind === 'weak' ? readWeak(text, name, separator) : readAssigned(text, name, separator);
  }
}

function readAssigned(text: string, name: Name, separator: Separator): Span | undefined {
  if (separator.kind === ':' && isType(text, separator.end)) return undefined;
  const from = separator.end + introLength(text, separator.end);
  const start = from + schemeLength(text, from, name);
  const quoted = readQuoted(text, start);
  if (
    quoted !== undefined &&
    !separator.isQuoted &&
    (endsOuter(text, start) || endsPrompt(text, name, start))
  )
    return undefined;
  if (quoted !== undefined && separator.kind === ':' && text.slice(quoted.start, quoted.end) === 'string')
    return undefined;
  if (quoted !== undefined)
    return { start: quoted.start + schemeLength(text, quoted.start, name), end: quoted.end };
  // In "password= user=ada" the first has no value.
  if (separator.kind === ',' || (separator.isSpaced && separator.kind === '=' && isAssignment(text, start)))
    return undefined;
  if (isReference(text, start) || isSameName(text, name, start)) return undefined;
  return { start, end: bareEnd(text, start, name, separator) };
}

/** A variable that is called as the member it is given to: `this.token = token`. */
function isSameName(text: string, name: Name, start: number): boolean {
  const written = text.slice(Math.max(0, name.start - 1, name.end - 41), name.end);
  const member = /(?:\.|@)(\w{1,40})$/.exec(written)?.[1];
  return member !== undefined && wordAt(text, start).replace(/;$/, '') === member;
}

/** The quote ends what the name stands in: `"msg":"password=","level":30`. */
function endsOuter(text: string, at: number): boolean {
  OUTER.lastIndex = at;
  return OUTER.test(text);
}

const OUTER = /\\{0,7}["'](?:[}\])]{1,4}(?:$|[\s,"'}])|,\s?(?:\\{0,7}["'{[]|[A-Za-z_$][\w.$]{0,40}\s?[,)]))/y;

/** What stands between a separator and quotes in languages and reports. */
function introLength(text: string, at: number): number {
  INTRO.lastIndex = at;
  const intro = INTRO.exec(text)?.[0].length ?? 0;
  return intro > 0 ? intro : typeLength(text, at);
}

const INTRO =
  /(?:string\(\d{1,6}\) |string (?=["'])|\[\]byte\(|s:\d{1,6}:|Some\(|Optional\(|Secret(?:Str|String)?\(|[a-z]{1,2}(?=["']\S)|!!str |<<(?=")|(?:rejected |invalid |actual )?value:? (?=["'[(`])|(?:got|was|is|received|set to|changed to):? (?=["'`]))/iy;

function bareEnd(text: string, start: number, name: Name, separator: Separator): number {
  const hole = holeLength(text, start);
  if (hole > 0) return wordEnd(text, start + hole);
  const block = pemEnd(text, start) ?? blockEnd(text, start);
  if (block !== undefined) return block;
  const spaced = spacedEnd(text, start, name, separator);
  if (spaced !== undefined) return spaced;
  const isStructure = /[{[(]/.test(text.charAt(start));
  const hasScheme = start > separator.end && !DIGEST.test(text.slice(separator.end, start));
  if (!isStructure && separator.kind === ':' && takesLine(name, hasScheme)) return lineEnd(text, start);
  if (name.kind === 'cookie') return cookiesEnd(text, start);
  const end = bareWordEnd(text, start);
  return /creds?$|creden(?:tials?|ciales|ziali)$/i.test(text.slice(Math.max(0, name.end - 12), name.end))
    ? pairEnd(text, end)
    : end;
}

/** Of `credentials: ada / x` where the second ends. */
function pairEnd(text: string, end: number): number {
  SECOND.lastIndex = end;
  return SECOND.test(text) ? bareWordEnd(text, SECOND.lastIndex) : end;
}

const SECOND = /[ \t]\/[ \t](?=[^\s"'])/y;

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

/** `pass: 12` counts, `pass=hunter` and `pass: "hunter"` do not. */
function readWeak(text: string, name: Name, separator: Separator): Span | undefined {
  const quoted = readQuoted(text, separator.end);
  const isWord = quoted === undefined && separator.kind !== '=' && !separator.isQuoted;
  if (isWord && !isSure(text, name, separator.end)) return undefined;
  const value = readAssigned(text, name, separator);
  const isCount =
    value !== undefined && value.end - value.start < 6 && /^\d+$/.test(text.slice(value.start, value.end));
  return isCount ? undefined : value;
}

/** A switch, a line of its own in a file of settings, or something that is no word. */
function isSure(text: string, name: Name, start: number): boolean {
  if (text.charAt(start) === '[')
    return looksChosen(LIST.exec(text.slice(start, start + LIST_REACH))?.[1] ?? '', true);
  if ('{[('.includes(text.charAt(start)) || /auth$/i.test(text.slice(name.start, name.end))) return false;
  const before = text.slice(Math.max(0, name.start - 32), name.start);
  if (/(?:---|===) $/.test(before)) return false;
  if (/\s\/$|\n[ \t]*$/.test(before) || looksChosen(wordAt(text, start), true)) return true;
  const word = wordAt(text, start);
  return (
    /^pw$/i.test(text.slice(name.start, name.end)) &&
    /^[A-Za-z]{4,24}$/.test(word) &&
    !isSaidOf(word.toLowerCase())
  );
}

/** A name and a password: `["ada", "x"]`. */
const LIST = /^\[\s?["'][^"'\s]{1,64}["'],\s?["']([^"'\s]{1,64})["']\s?\]/;
const LIST_REACH = 140;

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
