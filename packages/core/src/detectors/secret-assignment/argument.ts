import { isQuote } from '../characters.js';
import { isNoSecret } from './no-secret.js';
import { readQuoted, type Span } from './quoted.js';
import type { Name, Separator } from './separator.js';
import { lengthOf } from './match-at.js';

/** Between a name and a value in quotes, where no sign assigns it: a call, a comparison, a string of PHP's `serialize`. */
const COMPARED = /[ \t]{0,2}(?:\(|!==?|<>|\bn?i?like\b)[ \t]{0,2}(?=[a-z]?["'`])|;(?=s:\d{1,6}:")/iy;
/** Functions that read what is named. */
const READS = /^[^.]?(?:credentials|secrets?|cookies?)$/i;
/** `res.cookie('sid', x)`. */
const NAME_OF_COOKIE = /\(\s?["'`][^"'`=]{1,64}["'`]/y;
/** As PostgreSQL names the columns of a key. */
const KEY = /\)=\(/y;
/** As validators tell of what they refuse. */
const REFUSED =
  /[ \t](?:(?:with|has|had)[ \t](?:an? |the )?(?:invalid |rejected )?value:?[ \t]?|\()(?=["'`])/iy;
/** User and password, given to what logs in. */
const LOGIN = /\(\s{0,2}(["'`])[^"'`\n]{1,64}\1,\s{0,2}(?=["'`])/y;
const LOGS_IN = /(?:credentials?|auth|authentication|authenticationtoken)$/i;
/** In front of a name that is the first of two arguments, or of two elements. */
const GIVEN =
  /(?:(?:set|put|add|append|define|header|field|param|parameter|data|store|save|fill|attribute|property|option|with|input|environ)\w{0,24}\s?\(\s{0,2}|[[,]\s?[([]|^\()\\{0,3}["'`]$/i;
const SECOND = /,[ \t]{0,2}(?=\\{0,3}(["'`])[^"'`]{1,200}\\{0,3}\1\s{0,2}[)\]])/y;
const GIVEN_REACH = 40;
/** Of a tuple of Erlang: `{password,"x"}`, `{password,<<"x">>}`. */
const TUPLE = /,[ \t]?(?:<<)?(?=(["'])[^"'\n]{1,128}\1(?:>>)?[}\]])/y;
/** The value that a class of secrets holds: `Password(value=x)`. */
const WRAPPED =
  /[({[]\s?(?:(?:raw|plain|clear|secret)[_-]?)?(?:value|plain|raw|inner|text|secret|password)\s?[=:]\s?(?=[^\s=])/iy;

/** `setPassword('x')`, `password != 'x'`, `define('DB_PASSWORD', 'x')`, `Key (password)=(x)`. */
export function argumentAfter(
  text: string,
  name: Name,
  closed: number,
  isQuoted: boolean,
): Separator | undefined {
  const login = LOGS_IN.test(text.slice(Math.max(name.start, name.end - 20), name.end))
    ? lengthOf(LOGIN, text, name.end)
    : 0;
  const reads = READS.test(text.slice(Math.max(0, name.start - 1), Math.min(name.end, name.start + 16)));
  const isOfCookie = name.kind === 'cookie' && lengthOf(NAME_OF_COOKIE, text, closed) > 0;
  const compared =
    reads || isOfCookie || (isQuoted && text[closed] !== ';') ? 0 : lengthOf(COMPARED, text, closed);
  const key = lengthOf(KEY, text, name.end);
  const second = isQuoted && isGiven(text, name) ? lengthOf(SECOND, text, closed) : 0;
  const refused = isQuoted ? lengthOf(REFUSED, text, closed) : 0;
  const tuple = !isQuoted && text[name.start - 1] === '{' ? lengthOf(TUPLE, text, closed) : 0;
  const wrapped = name.kind === 'password' || name.kind === 'phrase' ? lengthOf(WRAPPED, text, name.end) : 0;
  if (wrapped > 0) return { kind: '=', end: name.end + wrapped, isSpaced: false, isQuoted: true };
  const length = login || compared || key || second || refused || tuple;
  return length === 0
    ? undefined
    : { kind: key > 0 ? '=' : ',', end: closed + length, isSpaced: false, isQuoted: true };
}

/** Calls that log somebody in, of whom they are given a name and what is secret of them. */
const CALL =
  /(?:^|[^A-Za-z]|[a-z](?=[LSABCV]))(?:log[-_]?[io]n|sign[-_]?(?:in|up)|simple_bind(?:_s)?|authenticate|(?:check|verify|validate|with|use|set)_?(?:credentials?|login|user|auth))(?:User|_user|Async|With(?:Email(?:And)?)?Password)?$/i;
const FIRST = String.raw`(?:(["'\x60])[^"'\x60\s]{1,64}\1|(?!req\b|request\b|ctx\b|context\b|page\b|res\b)[A-Za-z_$][\w$.]{0,48})`;
const USER = new RegExp(String.raw`\(\s{0,2}(?:auth,\s{0,2})?${FIRST},\s{0,2}(?=["'\x60])`, 'y');
/** How somebody is logged in, and where they get to. */
const NO_PASSWORD =
  /^(?:\/|https?:|(?:local|jwt|basic|bearer|oauth2?|oidc|saml|ldap|kerberos|google|github|facebook|password|token|session|default|web|api|sso|mfa|none)$)/i;

/** The second argument of `login('ada', 'x')`. */
export function loginAt(text: string, { start, end }: Span): Span | undefined {
  if (text.charCodeAt(end) !== 40 || !CALL.test(text.slice(Math.max(start, end - 40), end))) return undefined;
  const length = lengthOf(USER, text, end);
  const value = length === 0 ? undefined : readQuoted(text, end + length);
  if (value === undefined || value.end <= value.start || value.end === text.length) return undefined;
  const content = text.slice(value.start, Math.min(value.end, value.start + LONGEST));
  return / /.test(content) || NO_PASSWORD.test(content) || isNoSecret(text, value) ? undefined : value;
}

const LONGEST = 128;

function isGiven(text: string, { start }: Name): boolean {
  return (
    isQuote(text.charCodeAt(start - 1)) && GIVEN.test(text.slice(Math.max(0, start - GIVEN_REACH), start))
  );
}
