import { isQuote } from '../characters.js';
import type { Name, Separator } from './separator.js';

/** Furthest that a value stands from the name it belongs to. */
const WIDEST_PAIR = 160;
const WIDEST_NAMED = 40;

/** `{"name":"password","value":"x"}`, `<input name="password" value="x">`, and in YAML `- name: PASSWORD` with `value: x` below. */
export function pairAfter(text: string, name: Name): Separator | undefined {
  const variable = text.startsWith(VARIABLE, name.start - VARIABLE.length)
    ? DEFAULT.exec(text.slice(name.end, name.end + WIDEST_PAIR))?.[0]
    : undefined;
  if (variable !== undefined) return toPair(name.end + variable.length);
  const isPlain = isNamedPlainly(text, name.start);
  if (!isPlain && !isNamed(text, name.start)) return undefined;
  const gap = (isPlain ? PLAIN_PAIR : PAIR).exec(text.slice(name.end, name.end + WIDEST_PAIR))?.[0];
  return gap === undefined || (isPlain && NEXT_ITEM.test(gap)) ? undefined : toPair(name.end + gap.length);
}

/** Whether what begins at `at` is the value of a member such as `"name"` or `"key"`. */
export function isNamed(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (isQuote(before) || before === 47) && NAMED.test(text.slice(Math.max(0, at - WIDEST_NAMED), at));
}

/** The same without quotes: `name: PASSWORD`. */
function isNamedPlainly(text: string, at: number): boolean {
  return NAMED_PLAINLY.test(text.slice(Math.max(0, at - WIDEST_NAMED), at));
}

function toPair(end: number): Separator {
  return { kind: '=', end, isSpaced: false, isQuoted: true };
}

/** `variable "password" { default = "x" }` of Terraform. */
const VARIABLE = 'variable "';
const DEFAULT = /^"\s{0,4}\{[^{}]{0,120}?\bdefault\s{0,8}=\s{0,4}(?=")/;
const NAMED =
  /(?:name|key|field|param|parameter|header|id|path|property|label|variable|attribute|setting|option|column|type|(?<=["'])k)["'\\]{0,8}\s?(?:[:=]|=>)\s?\\{0,7}["'`](?:\/(?:[\w-]{1,16}\/){0,2})?$/i;
const NAMED_PLAINLY =
  /(?:(?:^|[\s{(,[-])(?:(?:parameter|attribute|option|header|env)?[ _-]?(?:name|key)|field|param|parameter|header|setting|variable|k)\s?[:=]\s{0,2}|--(?:name|key|secret-id)[ =](?:\/?(?:[\w.-]{1,24}\/){0,6})?)$/i;
const VALUE = String.raw`(?:(?:parameter|attribute|option|rejected|new|old|string|input|current|default)?[ _-]?value|input|content|(?<=["'])v(?=["'\\]))`;
/** Of changes. */
const CHANGED = 'old|new|before|after|previous|from|to';
const PAIR = new RegExp(
  String.raw`^["'${'`'}\\]{1,8}[^{}<>[\]]{0,96}?[\s,"'\\](?:${VALUE}|(?<=["'])(?:${CHANGED})(?=["'\\]))["'\\]{0,8}\s{0,3}(?:=>|[:=])\s{0,8}`,
  'i',
);
const PLAIN_PAIR = new RegExp(
  String.raw`^(?=[\s,;])[^{}<>[\]]{0,96}?[\s,;](?:(?:${VALUE}|v)\s{0,3}[:=]|--(?:value|secret-string)[ =])[ \t]{0,8}(?=[^\s])`,
  'i',
);
/** The value below belongs to another name. */
const NEXT_ITEM = /\n[ \t]{0,40}-\s|\bname\s?[:=]/i;

/** Of an element that has no content. */
const ATTRIBUTE = /^(?:\s[^<>]{0,64}?)?\svalue\s?=\s?(?=["'][^<>]{0,80}(?:\/>|>\s{0,4}(?:<|$)))/i;
/** What stands behind the name in its element, and the beginning of the next one. */
const NEXT_ELEMENT =
  /^\s?:?\s?<\/([\w:-]{1,32})>\s{0,40}<(?!th\b|li\b|label\b|option\b|button\b|h\d)[\w:-]{1,32}(?:\s[^<>]{0,64})?>(?=[^\s<])/i;

/**
 * `<password>`, `<password value="x"/>` and `<ns:password type="x">`; `<entry key="password">`; and the name itself as
 * the content of an element with the value in the next one: `<td>Password</td><td>x</td>`.
 */
export function elementAfter(text: string, name: Name): Separator | undefined {
  const ahead = text.slice(name.end, name.end + 258);
  const before = text.slice(Math.max(0, name.start - 34), name.start);
  if (/<(?:[\w-]{1,32}:)?$/.test(before)) return inElement(ahead, name);
  const next = />(?:\s{0,8}|[A-Za-z ]{0,24})$/.test(before)
    ? NEXT_ELEMENT.exec(ahead)?.[0]
    : isNamed(text, name.start)
      ? /^["'][^<>]{0,64}>(?:\s{0,40}<value>)?(?=[^\s<])/i.exec(ahead)?.[0]
      : undefined;
  return next === undefined ? undefined : toElement(name.end + next.length);
}

function inElement(ahead: string, name: Name): Separator | undefined {
  const value = ATTRIBUTE.exec(ahead.slice(0, WIDEST_PAIR))?.[0];
  if (value !== undefined) return toPair(name.end + value.length);
  const attributes =
    /^(?:\s[^<>]{0,256})?>(?:\s{0,40}<(?:[\w-]{1,32}:)?(?:plain_?text|plain|value|text|string)>)?/i.exec(
      ahead,
    );
  if (attributes === null || attributes[0].endsWith('/>')) return undefined;
  return toElement(name.end + attributes[0].length);
}

function toElement(end: number): Separator {
  return { kind: 'element', end, isSpaced: false, isQuoted: false };
}
