/** Which rules the engine decides by itself, and what it has to know of them. */
import { jsonText } from '../json/json-text.js';
import type { LeafNode, ParsedNode } from '../policy/compile/compiled-policy.js';
import { UNKNOWN_MESSAGE } from '../messages/unknown.js';
import type {
  GeneralizeRule,
  KeepNumber,
  KeepRule,
  Limits,
  MapRule,
  MessageCatalog,
  Rule,
} from '../policy/policy.js';
import {
  KEYS_TOKEN,
  KEYS_UUID,
  KIND_BOOLEAN,
  KIND_CALL,
  KIND_ENUM,
  KIND_FREE,
  KIND_IP,
  KIND_MAP,
  KIND_MESSAGE,
  KIND_NUMBER,
  KIND_ROUTE,
  KIND_TIME,
  KIND_TOKEN,
  KIND_UUID,
  NUMBER_NOT_NEGATIVE,
  NUMBER_WHOLE,
  NUMBER_WITHIN,
} from './layout.js';

/** An entry's kind and parameters, as `layout.ts` has them. */
export interface LeafKind {
  readonly kind: number;
  readonly most?: number;
  readonly min?: number;
  readonly max?: number;
  /** The texts of an enum that are written as they are, and whether those are all. */
  readonly texts?: readonly string[];
  readonly isWhole?: boolean;
  /** The kind of the keys of a map, and what is done with its values. */
  readonly keys?: number;
  readonly below?: LeafKind;
}

const CALL: LeafKind = { kind: KIND_CALL };

/** The defaults and bounds of the actions themselves. */
const STRING_MAX = 256;
const TOKEN_MAX = 64;
const MAP_MAX = 100;
const LATEST = 4_102_444_800_000;
const V4_BITS = 24;

/** What the engine does with the values of a leaf. */
export function leafKindOf(node: LeafNode | ParsedNode, limits: Limits): LeafKind {
  if (node.kind === 'parsed') return CALL;
  // Behind a gate or with something taken out of it a value is not what its rule alone makes of it.
  if (node.isPruned || node.rule.gate !== undefined) return CALL;
  return kindOf(node.rule.rule, limits);
}

function kindOf(rule: Rule, limits: Limits): LeafKind {
  if ('keep' in rule) return keepKind(rule, limits);
  if ('generalize' in rule) return generalizeKind(rule, limits);
  return 'map' in rule ? mapKind(rule, limits) : CALL;
}

function keepKind(rule: KeepRule, { stringLength }: Limits): LeafKind {
  switch (rule.keep) {
    case 'boolean':
      return { kind: KIND_BOOLEAN };
    case 'number':
    case 'integer':
      return numberKind(KIND_NUMBER, rule);
    case 'token':
      return { kind: KIND_TOKEN, most: Math.min(rule.max ?? TOKEN_MAX, stringLength) };
    case 'uuid':
      return { kind: KIND_UUID };
    case 'timestamp':
      return numberKind(KIND_TIME, { keep: 'number', min: 0, max: LATEST });
    case 'string':
      if (rule.enum !== undefined) return enumKind(rule.enum);
      if (rule.pattern !== undefined) return CALL;
      return { kind: KIND_FREE, most: Math.min(rule.max ?? STRING_MAX, stringLength) };
    case 'url':
      return (rule.query ?? []).length === 0 ? { kind: KIND_ROUTE, most: stringLength } : CALL;
    default:
      return CALL;
  }
}

/** Most numbers have to be at least 0 and no more: the sign tells, and nobody has to know the number. */
function numberKind(kind: number, { keep, min = -Infinity, max = Infinity }: KeepNumber): LeafKind {
  const isNotNegative = min === 0;
  const isWithin = max < Infinity || (min > -Infinity && !isNotNegative);
  const most =
    (keep === 'integer' ? NUMBER_WHOLE : 0) |
    (isNotNegative ? NUMBER_NOT_NEGATIVE : 0) |
    (isWithin ? NUMBER_WITHIN : 0);
  return { kind, most, min, max };
}

function generalizeKind({ generalize }: GeneralizeRule, { stringLength }: Limits): LeafKind {
  if (generalize === 'route') return { kind: KIND_ROUTE, most: stringLength };
  if (generalize === 'ip') return { kind: KIND_IP, most: V4_BITS };
  if (typeof generalize === 'object' && 'ip' in generalize)
    return { kind: KIND_IP, most: generalize.ip.v4 ?? V4_BITS };
  return CALL;
}

function enumKind(entries: readonly string[]): LeafKind {
  const texts = entries.filter(isPlain);
  return { kind: KIND_ENUM, texts, isWhole: texts.length === entries.length };
}

/** The texts of a catalog that come out as they are written: all others the host has to look up. */
export function catalogKind({ messages }: MessageCatalog, { stringLength }: Limits): LeafKind {
  const constants = messages.filter((text) => typeof text === 'string' && isConstant(text, stringLength));
  return { kind: KIND_MESSAGE, texts: constants as string[] };
}

function isConstant(text: string, most: number): boolean {
  // The placeholder is none of them, whatever the catalog says.
  return text.length <= most && text !== UNKNOWN_MESSAGE && isPlain(text);
}

/** True for ASCII that JSON writes as it is. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && jsonText(text) === `"${text}"`;
}

/** Of the values only those are decided here that need no more than a look. */
const IN_MAPS: ReadonlySet<number> = new Set([
  KIND_BOOLEAN,
  KIND_NUMBER,
  KIND_TOKEN,
  KIND_UUID,
  KIND_ENUM,
  KIND_FREE,
  KIND_TIME,
]);

function mapKind({ map }: MapRule, limits: Limits): LeafKind {
  const keys = map.keys === 'token' ? KEYS_TOKEN : map.keys === 'uuid' ? KEYS_UUID : undefined;
  const below = kindOf(map.value, limits);
  if (keys === undefined || !IN_MAPS.has(below.kind)) return CALL;
  return { kind: KIND_MAP, most: map.max ?? MAP_MAX, keys, below };
}
