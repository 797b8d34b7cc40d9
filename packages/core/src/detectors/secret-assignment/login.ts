import { isNoSecret } from './no-secret.js';
import type { Span } from './quoted.js';
import { isReference } from './reference.js';
import { isSaidOf } from './said-words.js';
import { looksChosen } from './said.js';

/** A word, and one that may stand in quotes. */
const USER = String.raw`(?:"[^"\n]{1,64}"|'[^'\n]{1,64}'|[^\s"'(){}]{1,64})`;
const VALUE = String.raw`(?:"([^"\n]{1,128})"|'([^'\n]{1,128})'|([^\s"'(){},;]{1,128}))`;
/** Where a client speaks: behind the sign of who sends it, or behind a prompt. */
const CLIENT = String.raw`(?<![A-Za-z])(?:C|client|cmd|command|sent|send|sending):? |> `;
const LINE = String.raw`^|[\r\n]`;
/** The command, right behind such a place. */
const said = (command: string, where: string) => String.raw`\b${command}[ ](?<=(?:${where})${command}[ ])`;
/** The name of a file with tests. */
const NO_TEST = String.raw`(?!\S{0,120}(?:\/|\.(?:test|spec|[cm]?[jt]sx?|py|rb|go|t)\b))`;
const BASE64 = String.raw`([A-Za-z0-9+/]{8,512}={0,2})(?![\w+/=])`;

/** What is secret because of its place in what is said to a server: all that repeats is bounded. */
const FORMS: readonly (readonly [form: RegExp, isValue: (value: string) => boolean])[] = [
  // IMAP: a001 LOGIN ada x. With words that have no quotes the tag has a letter.
  [new RegExp(String.raw`(?<![\w.])[A-Za-z]{1,5}\d{1,6}[ ]LOGIN[ ]${USER}[ ]${VALUE}`, 'dg'), isPlain],
  [new RegExp(String.raw`(?<![\w.])\d{1,6}[ ]LOGIN[ ]"[^"\n]{1,64}"[ ]"([^"\n]{1,128})"`, 'dg'), isAny],
  [
    new RegExp(String.raw`${said('LOGIN', `${CLIENT}|${LINE}`)}${USER}[ ]${VALUE}(?=$|[\r\n])`, 'dg'),
    isPlain,
  ],
  // FTP, POP and IRC.
  [new RegExp(String.raw`${said('PASS', CLIENT)}${NO_TEST}${VALUE}(?=$|\\?["'\s])`, 'dg'), isPlain],
  [/\bPASS[ ](\S{1,128})(?=[ ](?:NICK|USER)[ ])/dg, isAny],
  [
    /\bPASS[ ](?<=\bUSER[ ][^\s"']{1,64}[ \t]?[\r\n](?:[^\r\n]{0,80}[\r\n]{1,2}){0,2}PASS[ ])(\S{1,128})/dg,
    isAny,
  ],
  [/(["'])PASS[ ]([^\s"']{1,128})\1/dg, isAny],
  [/\bnickserv[ \t"']{1,2}:?identify[ \t](?:[^\s"']{1,64}[ \t])?([^\s"']{1,128})/dgi, isPlain],
  [
    /\bsp_addlogin[ ](?:@\w{1,24}[ ]?=[ ]?)?N?'[^'\n]{1,64}'[ ]?,[ ]?(?:@\w{1,24}[ ]?=[ ]?)?N?'([^'\n]{1,128})'/dg,
    isAny,
  ],
  // As honeypots tell of who tries to get in.
  [/\blogin attempt \[(?:b')?[A-Za-z][^\]'/\s]{0,63}'?\/(?:b')?([^\]'\n]{1,64})'?\]/dg, isAny],
  // SMTP, and Redis as MONITOR and clients write it.
  [
    new RegExp(String.raw`(?<![\w-])AUTH[ =](?:PLAIN|LOGIN|XOAUTH2)[ ]${BASE64}(?:[ ]${BASE64})?`, 'dg'),
    isMixed,
  ],
  [
    new RegExp(
      String.raw`UGFzc3dvcmQ6["']?[^A-Za-z0-9]{1,8}(?:(?:C|client|CLIENT)[^A-Za-z0-9]{1,4})?([A-Za-z0-9+/]{4,512}={0,2})(?![\w+/=])`,
      'dg',
    ),
    isWhole,
  ],
  [/(["'])auth\1[ ](?:(["'])[^"'\n]{1,64}\2[ ])?(["'])([^"'\n]{1,256})\3/dgi, isAny],
  [
    /\bname: ["']auth["'],\s{0,8}args: \[\s?(?:(["'])[^"'\n]{1,64}\1,\s?)?(["'])([^"'\n]{1,256})\2\s?\]/dgi,
    isAny,
  ],
  [new RegExp(String.raw`\bHELLO["']?[ ]["']?[23]["']?[ ]["']?AUTH["']?[ ]${USER}[ ]${VALUE}`, 'dg'), isAny],
  [new RegExp(String.raw`${said('AUTH', CLIENT)}(?:[\w.@-]{1,64}[ ])?${VALUE}(?=$|[\r\n])`, 'dg'), isPlain],
  [new RegExp(String.raw`${said('AUTH', LINE)}(?:[\w.@-]{1,64}[ ])?${VALUE}(?=$|[\r\n])`, 'dg'), isChosen],
];

/** Every text with such a secret has one of these, or the name of a secret. */
export const LOGIN_TRIGGERS: readonly string[] = ['\\slogin ', 'addlogin ', 'nickserv', 'ugfzc3dvcmq6'];
/** Joins what is told by its place to the name in front of it. */
export const LOGIN_JOINS: readonly string[] = ['\\sauth ', 'auth" "', "auth' '"];
/** The same for the line engine. */
export const LOGIN_SIGNS: readonly string[] = ['login ', 'nicks', 'ugfzc'];

/** Spares most texts the search for each form. */
const MAY_HOLD = /\b(?:LOGIN|PASS|AUTH)[ =]|UGFzc3dvcmQ6|["'](?:AUTH|auth)["']|nickserv|NickServ|NICKSERV/;

const ALSO = ['login attempt [', 'sp_addlogin '];

/** What is told to be secret by place alone where somebody logs in: `a001 LOGIN ada x`, `PASS x`, `"AUTH" "x"`. */
export function findInLogins(text: string): Span[] {
  if (!MAY_HOLD.test(text) && !ALSO.some((word) => text.includes(word))) return [];
  return FORMS.flatMap(([form, isValue]) => findForm(text, form, isValue));
}

function findForm(text: string, form: RegExp, isValue: (value: string) => boolean): Span[] {
  const values: Span[] = [];
  for (const { indices = [] } of text.matchAll(form)) {
    const [start, end] = indices.findLast((group) => group !== undefined) ?? [0, 0];
    if (isValue(text.slice(start, end)) && !isReference(text, start) && !isNoSecret(text, { start, end }))
      values.push({ start, end });
  }
  return values;
}

function isAny(): boolean {
  return true;
}

/** Neither what came of it nor how it is done. */
function isPlain(value: string): boolean {
  return !(isSaidOf(value.toLowerCase()) && /^[a-z-]+$/i.test(value)) && !OTHER.test(value);
}

const OTHER =
  /^(?:from|ok|failures?|success|error|attempts?|event|request|page|flow|timeout|PLAIN|LOGIN|TLS|SSL|NTLM|GSSAPI|EXTERNAL|ANONYMOUS|DIGEST-MD5|CRAM-MD5|SCRAM\S*|XOAUTH2?|OAUTHBEARER|NO|BAD|BYE|\[[A-Z]+\]?|\d{1,3}(?:\.\d{1,3}){3}\S*)$/i;

function isChosen(value: string): boolean {
  return looksChosen(value, true) && isPlain(value);
}

function isWhole(value: string): boolean {
  return value.length % 4 === 0;
}

/** As base64 is, and no word. */
function isMixed(value: string): boolean {
  return isWhole(value) && /[a-z]/.test(value) && /\d|=|[A-Z].*[A-Z]/.test(value);
}
