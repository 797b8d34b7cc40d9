import { isFormatOnly } from '../format-string.js';
import { classifyName } from './name.js';
import type { Span } from './quoted.js';
import { isHole } from './reference.js';

/** Says that there is a secret or none, or is masked already. */
export const HARMLESS =
  /^(?:true|false|yes|no|null|undefined|none|nil|enabled|disabled|n\/a|\[\]|\{\}|\(\)|[*•]+|[-~])[.!?]?$/i;
const MASK_WORDS =
  'redacted|filtered|masked|hidden|removed|omitted|scrubbed|sanitized|protected|sensitive|obfuscated|stripped|suppressed|not shown|not set|none|null|nil|undefined|empty|unset';
/** Dots, a word in brackets, a word in capitals. */
const MASKED = new RegExp(
  String.raw`^(?:[.#_-]{3,}|x{3,}|X{3,}|[[<({*]{1,3}(?:(?:value|data|secret|token|password|credentials?)[ _-])?(?:${MASK_WORDS})(?:[ _-](?:value|data|by [\w -]{1,24}))?[\])>}*]{0,3}|_{0,2}${MASK_WORDS.toUpperCase().replaceAll('|', '_{0,2}|_{0,2}')}_{0,2})[.!]?$`,
);
/** What a manual says to put there. */
const TO_FILL_IN =
  /^(?:<([\w .-]{1,40})>?|\[([A-Za-z_ -]{1,40})\]|__([A-Z_]{2,40})__|(?:YOUR|your)[-_]?([\w-]{2,40}))$/;
/** The name of a header. */
const HEADER = /^X(?:-[A-Z][A-Za-z]{1,24}){1,4}$/;
/** Parameters of SQL. */
const PARAMETER = /^(?:\?|\$\d{1,3}|[:@](\w{1,40})|%\((\w{1,40})\)s)$/;
/** In brackets what is said of a secret. */
const SAID_IN_BRACKETS =
  /^(?:\(|<|\[)(?:(?:un)?changed|not (?:changed|provided|given|configured|available)|provided|given|configured|present|generated|set|default|required|optional|unknown|inherited|same(?: as (?:before|above))?|from [\w -]{1,24})(?:\)|>|\])$/i;
/** The name of a variable. */
const VARIABLE = /^[A-Z]+(?:_[A-Z]+)+$/;
/** So much of a value is looked at. */
const LOOK = 96;

/** True for what stands in place of a secret: nothing, a mask, a hole of a format string. */
export function isNoSecret(text: string, { start, end }: Span): boolean {
  const value = text.slice(start, Math.min(end, start + LOOK));
  if (end - start < LOOK && isPlace(value)) return true;
  return isFormatOnly(text.slice(start, end));
}

function isPlace(value: string): boolean {
  return (
    HARMLESS.test(value) ||
    HEADER.test(value) ||
    isMasked(value) ||
    isToFillIn(value) ||
    SAID_IN_BRACKETS.test(value) ||
    isVariable(value) ||
    isParameter(value) ||
    isHole(value)
  );
}

function isParameter(value: string): boolean {
  const match = PARAMETER.exec(value);
  const name = match?.[1] ?? match?.[2];
  return match !== null && (name === undefined || classifyName(name) !== undefined);
}

function isVariable(value: string): boolean {
  return VARIABLE.test(value) && classifyName(value) !== undefined;
}

function isMasked(value: string): boolean {
  return MASKED.test(value) || (/^[[<({*]/.test(value) && MASKED.test(value.toLowerCase()));
}

function isToFillIn(value: string): boolean {
  const [, ...names] = TO_FILL_IN.exec(value) ?? [];
  const name = names.find((one) => one !== undefined)?.replace(/[-_]here$/i, '');
  return name !== undefined && classifyName(name) !== undefined;
}
