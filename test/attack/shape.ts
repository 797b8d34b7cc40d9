/**
 * The form of a line that came out, judged by the policy alone: one line of JSON, no names but those that the policy
 * has, and under each a value of the kind that its rule gives. Finds what has no canary in it.
 */
import type { ParseRule, Redactor, Rule } from '@logsieve/core';
import { isListed, type Place, placesOf } from './places.js';
import { SHORT_SECRET } from './planted.js';
import { membersIn, type TextMember } from './values/texts.js';

/** What is wrong with the line, without any of it; undefined where nothing is. */
export type ShapeCheck = (line: string) => string | undefined;

const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/;
const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** `messageKeys`: what the loggers call the message. */
export function createShapeCheck(redactor: Redactor, messageKeys: readonly string[]): ShapeCheck {
  const root = placesOf(redactor.compiled);
  return (line) => {
    if (BREAKS.test(line) || (SURROGATE.test(line) && LONE_SURROGATE.test(line)))
      return 'a control, a separator or a lone surrogate';
    let record: unknown;
    try {
      record = JSON.parse(line);
    } catch {
      return 'no JSON';
    }
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return 'no object';
    return wrongRecord(root, record as Record<string, unknown>, messageKeys);
  };
}

function wrongRecord(
  root: Place,
  record: Record<string, unknown>,
  messageKeys: readonly string[],
): string | undefined {
  for (const [name, value] of Object.entries(record)) {
    if (messageKeys.includes(name) && typeof value === 'string') continue;
    if (name === '_logsieve') {
      if (!isAccount(value)) return 'a forged account';
      continue;
    }
    const fault = wrongMember(root, name, value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isAccount(value: unknown): boolean {
  return Object.entries(value as object).every(([name, member]) =>
    name === 'policy' || name === 'error'
      ? /^(?:[0-9a-f]{16}|ERR_LOGSIEVE_[A-Z_]+)$/.test(String(member))
      : /^[a-z]+$/.test(name) && Number.isSafeInteger(member),
  );
}

function wrongMember(place: Place, name: string, value: unknown): string | undefined {
  const folded = place.folded.get(name.toLowerCase());
  const next = place.exact.get(name) ?? (folded?.name === name ? folded.place : undefined);
  if (next !== undefined) return wrongValue(next, value);
  // A guard that replaces says so wherever the name is.
  return value === '[guarded]' ? undefined : 'a name that is not listed';
}

function wrongValue(place: Place, value: unknown): string | undefined {
  if (place.rules.length > 0) {
    if (place.gone && value !== '[guarded]') return 'a value that a guard takes away';
    const [rule] = place.rules;
    if (place.tightened === undefined && !place.gone && rule !== undefined && 'parse' in rule)
      return wrongText(rule, place, value);
    const rules = place.tightened === undefined ? place.rules : [place.tightened];
    return place.gone || rules.some((rule) => fits(rule, value)) ? undefined : 'a value of another kind';
  }
  if (Array.isArray(value)) {
    if (place.element === undefined) return 'an array where none is listed';
    return firstFault(value.map((element) => wrongValue(place.element!, element)));
  }
  if (typeof value !== 'object' || value === null) {
    return value === '[guarded]' && place.gone ? undefined : 'a value where members are listed';
  }
  return firstFault(Object.entries(value).map(([name, member]) => wrongMember(place, name, member)));
}

/** What is in a text is judged as if it were in the record; of texts in which all is text, names only. */
function wrongText({ parse: kind, encoded }: ParseRule, place: Place, written: unknown): string | undefined {
  if (written === null || REPLACED.includes(written as string)) return undefined;
  if (typeof written !== 'string') return 'a value of another kind';
  const value = encoded === undefined ? written : Buffer.from(written, encoded).toString();
  try {
    if (kind === 'json') return wrongValue({ ...place, rules: [] }, JSON.parse(value));
    const members = kind === 'url' ? place.exact.get('query') : place;
    const isKnown = ([name, text]: TextMember) =>
      text === '[guarded]' || (members !== undefined && isListed(members, name));
    return membersIn(kind, value).every(isKnown) ? undefined : 'a name that is not listed, in a text';
  } catch {
    return 'a text that cannot be read';
  }
}

function firstFault(faults: readonly (string | undefined)[]): string | undefined {
  return faults.find((fault) => fault !== undefined);
}

/** Placeholders of profiles may stand anywhere. */
const REPLACED = ['[profile]', '[guarded]'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Of a value that is too short for any of it to be shown. */
const SHOWN = new RegExp(`^${SHORT_SECRET.slice(0, 1)}|\\${SHORT_SECRET.slice(-1)}$`);
const AGE_FILE = /^YWdlLWVuY3J5cHRpb24ub3JnL3Yx[A-Za-z0-9+/]{200,}={0,2}$/;
const PSEUDONYM = /^p1:k1:[\w-]{22}$/;
const TIME = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/;
const TOKEN = /^[A-Za-z0-9._:/-]+$/;

function fits(rule: Rule, value: unknown): boolean {
  if (value === null || REPLACED.includes(value as string)) return true;
  if ('map' in rule) return fitsMap(rule, value);
  if ('keep' in rule) return fitsKeep(rule, value);
  if ('encrypt' in rule) return typeof value === 'string' && AGE_FILE.test(value);
  if ('pseudonymize' in rule) return typeof value === 'string' && PSEUDONYM.test(value);
  if ('mask' in rule) return typeof value === 'string' && value.includes('****') && !SHOWN.test(value);
  if ('truncate' in rule) return typeof value === 'string' && value.length <= rule.truncate.max;
  if ('replace' in rule) return value === rule.replace;
  if ('generalize' in rule && typeof value === 'string') return isCoarse(rule.generalize, value);
  return typeof value !== 'object';
}

function isCoarse(kind: unknown, value: string): boolean {
  const isNetwork = kind === 'ip' || (typeof kind === 'object' && kind !== null && 'ip' in kind);
  return !isNetwork || Number(/\/(\d+)$/.exec(value)?.[1]) <= (value.includes(':') ? 64 : 24);
}

function fitsKeep(rule: Extract<Rule, { keep: unknown }>, value: unknown): boolean {
  switch (rule.keep) {
    case 'number':
    case 'integer':
      if (typeof value !== 'number' || (rule.keep === 'integer' && !Number.isSafeInteger(value)))
        return false;
      return value >= (rule.min ?? -Infinity) && value <= (rule.max ?? Infinity);
    case 'boolean':
      return typeof value === 'boolean';
    case 'error':
      return typeof value === 'object' && Object.keys(value!).every((name) => ERROR_PARTS.includes(name));
    case 'string':
      return typeof value === 'string' && fitsString(rule, value);
    case 'uuid':
      return typeof value === 'string' && UUID.test(value);
    case 'url':
      return typeof value === 'string' && /^(?:(?:https?|wss?):\/\/[^@]+|\/[^@]*)$/.test(value);
    case 'pseudonym':
      return typeof value === 'string' && PSEUDONYM.test(value);
    case 'timestamp':
      return typeof value === 'number' ? value >= 0 : typeof value === 'string' && TIME.test(value);
    case 'token':
      if (typeof value === 'number') return Number.isSafeInteger(value);
      return typeof value === 'string' && value.length <= (rule.max ?? 64) && TOKEN.test(value);
  }
}

const ERROR_PARTS = ['type', 'code', 'syscall', 'status', 'message', 'frames', 'causes'];

function fitsString(
  rule: { enum?: readonly string[]; pattern?: string; max?: number },
  value: string,
): boolean {
  if (rule.enum !== undefined) return rule.enum.includes(value);
  if (rule.pattern !== undefined) return new RegExp(`^(?:${rule.pattern})$`).test(value);
  return value.length <= (rule.max ?? 256);
}

function fitsMap({ map }: Extract<Rule, { map: unknown }>, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= (map.max ?? 100) &&
    entries.every(([key, member]) => isKeyOf(map.keys, key) && fits(map.value, member))
  );
}

function isKeyOf(keys: Extract<Rule, { map: unknown }>['map']['keys'], key: string): boolean {
  if (typeof keys === 'object') return keys.enum.includes(key);
  if (keys === 'uuid') return UUID.test(key);
  return keys === 'token' ? key.length <= 64 && TOKEN.test(key) : /^(?:0|-?[1-9]\d*)$/.test(key);
}
