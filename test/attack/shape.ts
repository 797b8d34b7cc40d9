/**
 * The form of a line that came out, judged by the policy alone: one line of JSON, no names but those that the policy
 * has, and under each a value of the kind that its rule gives. Finds what has no canary in it.
 */
import type { Redactor, Rule } from '@logsieve/core';
import { type Place, placesOf } from './places.js';

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
    return place.rules.some((rule) => fits(rule, value)) || place.gone
      ? undefined
      : 'a value of another kind';
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

function firstFault(faults: readonly (string | undefined)[]): string | undefined {
  return faults.find((fault) => fault !== undefined);
}

/** Placeholders of profiles may stand anywhere. */
const REPLACED = ['[profile]', '[guarded]'];

function fits(rule: Rule, value: unknown): boolean {
  if (value === null || REPLACED.includes(value as string)) return true;
  if ('map' in rule) return fitsMap(rule, value);
  if (!('keep' in rule)) return typeof value !== 'object';
  switch (rule.keep) {
    case 'number':
    case 'integer':
      if (typeof value !== 'number') return isMasked(value);
      if (rule.keep === 'integer' && !Number.isInteger(value)) return false;
      return value >= (rule.min ?? -Infinity) && value <= (rule.max ?? Infinity);
    case 'boolean':
      return typeof value === 'boolean';
    case 'error':
      return (
        typeof value === 'object' &&
        Object.keys(value).every((name) => ['type', 'code', 'frames'].includes(name))
      );
    case 'string':
      if (typeof value !== 'string') return false;
      if (rule.enum !== undefined) return rule.enum.includes(value) || isMasked(value);
      return value.length <= (rule.max ?? (rule.pattern === undefined ? 256 : Infinity));
    case 'uuid':
      return typeof value === 'string' && value.length <= 36;
    case 'url':
      return typeof value === 'string';
    default:
      return typeof value === 'string' || typeof value === 'number';
  }
}

function fitsMap({ map }: Extract<Rule, { map: unknown }>, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= (map.max ?? 100) && entries.every(([, member]) => fits(map.value, member));
}

/** What a profile makes of it: stars, or the first few characters. */
const isMasked = (value: unknown): boolean =>
  typeof value === 'string' && (value.includes('****') || value.length <= 5);
