import { skipBlanks } from '../characters.js';
import { codeVerbLength } from './code.js';
import { lengthOf, matchAt } from './match-at.js';
import { isSaidOf } from './said-words.js';
import type { Name, Separator } from './separator.js';

/** Says that what follows is the value. */
const VERB =
  /(?:(?:(?:has been|is|was|got)[ \t])?(?:set|changed|updated|reset|rotated|resolved|overridden|defaulted)[ \t](?:to|as|from)|(?:(?:here|there|we (?:use|used|set)|I (?:use|used|set|tried|have))[ \t])?(?:is|was|are|equals|will be|should be|ought to be|lautet|ist|war|est|était|c'est|es|era|é|è|är|er|to|as|from|\d|\.{3,64})(?:[ \t](?:now|still|currently|set to|changed to|(?:just )?the (?:word|words|phrase|string)))?)[ \t]{0,2}:?[ \t]{1,3}|\|[ \t]{1,64}/iy;
/** What was done with the value behind the colon. */
const DONE =
  /(?:attempt(?:ed)?|tried|entered|typed|overridden|rejected(?: by \w{1,16})?|used|given|generated|provided|supplied|sent|received|accepted):[ \t]{1,2}/iy;
/** The type of a value in the registry of Windows. */
const REGISTERED = /REG_(?:EXPAND_|MULTI_)?SZ[ \t]{1,16}(?=[^\s])/y;
/** Whose it is: `password for user ada`. */
const OWNER =
  /(?:for|of)(?:[ \t]{1,2}[^\s:=]{1,64}){1,3}?[ \t]{0,2}(?=[:=]|[ \t](?:is|was|=|set|changed|reset|updated|has been|now|to)\b)/iy;
/** Whose a code is, or where it lets in. */
const OWNER_OF_CODE =
  /(?:for|of|at|to)(?:[ \t]{1,2}[^\s:=]{1,32}){1,4}?(?:[ \t]{0,2}[:=]|[ \t](?:is|was)(?=[ \t]))[ \t]{0,3}/iy;
/** Behind the owner. */
const SAYS =
  /[ \t]{0,2}(?:[:=]|(?:(?:is|was|has been)[ \t])?(?:now|(?:set|changed|reset|updated)[ \t]to|to)\b|(?:is|was)\b)[ \t]{0,3}/iy;
/** In front of a name that is given a value without a sign, as shells, images of containers and files of settings do. */
const GIVES =
  /(?:^|[\s"'`;&|])(?:setenv|enable|setx|ENV|ARG|set -g?x|env|(?:config|secrets?|variable|param)[: ](?:set|put|add)|(?:configure|CONFIG) set)(?:[ \t](?:-{1,2}[\w-]{1,24}))?[ \t]{1,2}["']?$/i;
/** In front of a name at the end of a path that is given a value, as stores of secrets and parameters take it. */
const PUT = /(?:^|\s)(?:put|set|create)[ \t](?:\/|(?=[\w.-]{1,24}\/))(?:[\w.-]{1,24}\/){1,6}$/i;
/** A line of settings of a network device: `set psksecret x`. */
const SETS = /(?:^|[\r\n>#])[ \t]{0,8}set[ \t]$/i;
const TO_LINE_END = /[^\s"']{1,128}[ \t]*(?=$|[\r\n])/y;
/** The line of a file that holds logins for hosts. */
const LOGIN = /(?:^|\s)(?:machine\s\S{1,128}|default)\s{1,8}login\s\S{1,128}\s{1,8}$/;
/** Settings of programs that nobody writes in a sentence. */
const SETTING =
  /^(?:requirepass|masterauth|masterpass|bindpw|rootpw|rootbindpw|auth_pass|ssl_passphrase|wpa_passphrase|wifi-sec\.psk)$/i;

/** `--password x`, `password 'x'`, `password is x`, `requirepass x`. Whether the value is one is for its reader to say. */
export function wordAfter(text: string, name: Name, at: number): Separator | undefined {
  if (IMPORT.test(text.slice(Math.max(0, name.start - 48), name.start))) return undefined;
  if (isGiven(text, name)) return toWord(at + encryptionLength(text, name, at), { isGiven: true });
  const registered = lengthOf(REGISTERED, text, at);
  if (registered > 0) return toWord(at + registered, { isGiven: true });
  if (name.kind === 'code') {
    const length =
      lengthOf(OWNER_OF_CODE, text, at) || lengthOf(DONE, text, at) || codeVerbLength(text, name, at);
    return length === undefined ? undefined : toWord(at + length, { isVerb: length > 0 });
  }
  const given = loginLength(text, name, at);
  if (given > 0) return toWord(at + given, { isGiven: true });
  const verb =
    lengthOf(VERB, text, at) ||
    lengthOf(DONE, text, at) ||
    ownedLength(text, at) ||
    userLength(text, name, at);
  if (name.kind === 'weak' && verb === 0)
    return isCommand(text, name)
      ? toWord(at + lengthOf(MECHANISM, text, at), { isVerb: isLogin(text, name, at) })
      : isLogin(text, name, at)
        ? toWord(at, { isVerb: true })
        : undefined;
  return toWord(at + verb, { isVerb: verb > 0 });
}

/** The same behind a name in quotes, for a value in quotes: `'password' changed from 'x'`, `"requirepass" "x"`. */
export function wordAfterQuoted(text: string, name: Name, at: number): Separator | undefined {
  const verb = lengthOf(CHANGES, text, at);
  if (verb > 0) return toWord(at + verb, { isVerb: true });
  return /["']/.test(text.charAt(at)) && SETTING.test(text.slice(name.start, name.end))
    ? toWord(at, { isGiven: true })
    : undefined;
}

const CHANGES =
  /(?:(?:has been|is|was|got)[ \t])?(?:set|changed|updated|reset|rotated|resolved|overridden|defaulted)[ \t](?:to|as|from)[ \t]{1,3}(?=\\{0,7}["'`])/iy;

/** `import jwt from 'jsonwebtoken'`. */
const IMPORT = /\b(?:import|export)\s[\w{}*, $]{0,40}$/;

/** In FTP, mail and Redis. */
function isCommand(text: string, { start, end }: Name): boolean {
  return /^(?:PASS|AUTH)$/.test(text.slice(start, end));
}

/** Behind the user, or alone on a line. */
function isLogin(text: string, { start, end }: Name, at: number): boolean {
  const name = text.slice(start, end);
  if (/auth$/i.test(name)) return false;
  const before = text.slice(Math.max(0, start - USER_REACH), start);
  if (BEHIND_USER.test(before)) return true;
  ALONE.lastIndex = at;
  return name === 'PASS' && /(?:^|[\r\n])$/.test(before) && ALONE.test(text);
}

const USER_REACH = 84;
const BEHIND_USER = /(?:^|[\s"'(])(?:user(?:name)?|login|usr|uid)[= :]{1,2}[^\s:=]{1,64}[,;]?[ \t]$/i;
/** No test that has passed. */
const ALONE = /(?!\S{0,120}\/|[Tt]est)\S{1,128}[ \t]*(?=$|[\r\n])/y;

const MECHANISM = /(?:PLAIN|LOGIN|default)[ \t]/y;

function ownedLength(text: string, at: number): number {
  const owner = lengthOf(OWNER, text, at);
  return owner === 0 ? 0 : owner + lengthOf(SAYS, text, at + owner);
}

/** Up to the second value of `user and password are ada / x`. */
function loginLength(text: string, { start }: Name, at: number): number {
  if (!AND_USER.test(text.slice(Math.max(0, start - 20), start))) return 0;
  const verb = lengthOf(IS, text, at);
  const user = verb === 0 ? 0 : lengthOf(USER, text, at + verb);
  const isUser = user > 0 && !isSaidOf(text.slice(at + verb, at + verb + user).replace(/\W+$/, ''));
  return isUser ? verb + user : 0;
}

const AND_USER = /\b(?:user(?:name)?|login|id|e-?mail)[ \t]?(?:and|&|\+|\/)[ \t]?$/i;
const IS = /(?:is|are|was|were)(?:[ \t]now)?:?[ \t]{1,2}/iy;

/** The user in `credentials ada:x`. */
function userLength(text: string, { end }: Name, at: number): number {
  return /creds?$|credentials?$/i.test(text.slice(Math.max(0, end - 12), end)) ? lengthOf(USER, text, at) : 0;
}

const USER = /[\w.@+-]{1,64}(?::|[ \t]?\/[ \t]?)/y;

function toWord(end: number, how: { isGiven?: boolean; isVerb?: boolean }): Separator {
  return { kind: 'word', end, isSpaced: true, isQuoted: false, ...how };
}

function isGiven(text: string, name: Name): boolean {
  // :password "x", as Clojure writes it.
  const isKeyword = text[name.start - 1] === ':' && /^[ \t]"/.test(text.slice(name.end, name.end + 2));
  if (
    isKeyword ||
    isFlag(text, name) ||
    SETTING.test(text.slice(name.start, Math.min(name.end, name.start + 20)))
  )
    return true;
  const before = text.slice(Math.max(0, name.start - 48), name.start);
  return (
    GIVES.test(before) ||
    (before.endsWith('/') && PUT.test(before)) ||
    isSet(text, name, before) ||
    (name.kind === 'password' && LOGIN.test(text.slice(Math.max(0, name.start - 280), name.start)))
  );
}

/** `enable secret 5 x`. */
function encryptionLength(text: string, { start }: Name, at: number): number {
  return /\benable[ \t]$/i.test(text.slice(Math.max(0, start - 8), start))
    ? lengthOf(ENCRYPTION, text, at)
    : 0;
}

const ENCRYPTION = /\d[ \t]{1,2}(?=[^\s])/y;

/** Not "set password expired". */
function isSet(text: string, { end }: Name, before: string): boolean {
  const at = skipBlanks(text, end);
  const word = SETS.test(before) ? matchAt(TO_LINE_END, text, at)?.trimEnd() : undefined;
  return word !== undefined && !isSaidOf(word.toLowerCase());
}

function isFlag(text: string, { start, end }: Name): boolean {
  return text.startsWith('--', start) || (text[start] === '-' && end - start >= 3);
}
