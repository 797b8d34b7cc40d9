import { longestEncrypted } from '../actions/encrypt.js';
import { type Kind, wantedBy } from '../actions/wanted.js';
import { DEFAULT_STRING_MAX } from '../actions/keep/string.js';
import { DEFAULT_TOKEN_MAX } from '../actions/keep/token.js';
import { isPlainObject } from '../json/plain-object.js';
import type { LeafNode, ParsedNode } from '../policy/compile/compiled-policy.js';
import type { Limits, Rule } from '../policy/policy.js';
import type { Why } from '../run/trace.js';

/**
 * Why the rule of a path let nothing out of a value, as JSON would carry it. Told from the rule and the value alone,
 * after the fact, so that rules need not keep account of it. Reads no member.
 */
export function whyRemoved(
  { rule: { rule, gate }, ...node }: LeafNode | ParsedNode,
  value: unknown,
  limits: Limits,
): Why {
  const kind = kindOf(value);
  // Of two rules one behind the other the first that does not look at such values.
  const deciding =
    [gate, rule].find((one) => one !== undefined && !wantedBy(one).kinds.includes(kind)) ?? rule;
  const { kinds, text: wants } = wantedBy(deciding);
  if (!kinds.includes(kind)) return { reason: 'type', wants };
  if (typeof value === 'string') return whyString(deciding, value, wants, limits);
  if (kind === 'number') return { reason: whyNumber(deciding, Number(value)), wants };
  if ('map' in deciding) return { reason: 'members', wants };
  if ('encrypt' in deciding) return { reason: 'limit', wants };
  return { reason: node.kind === 'leaf' && node.isPruned ? 'rule' : 'form', wants };
}

function whyString(rule: Rule, { length }: string, wants: string, limits: Limits): Why {
  if ('keep' in rule && rule.keep === 'string' && rule.enum !== undefined) return { reason: 'enum', wants };
  if ('encrypt' in rule) return { reason: 'limit', wants, most: longestEncrypted(limits) };
  if (length > limits.stringLength) return { reason: 'limit', wants, limit: 'stringLength' };
  const most = mostOf(rule);
  // Free text of which nothing is left is too long with its placeholders.
  if (most !== undefined && (length > most || isFree(rule))) return { reason: 'too-long', wants, most };
  return { reason: 'form', wants };
}

function isFree(rule: Rule): boolean {
  return 'keep' in rule && rule.keep === 'string' && rule.pattern === undefined;
}

function mostOf(rule: Rule): number | undefined {
  if (!('keep' in rule)) return undefined;
  if (rule.keep === 'string')
    return rule.max ?? (rule.pattern === undefined ? DEFAULT_STRING_MAX : undefined);
  return rule.keep === 'token' ? (rule.max ?? DEFAULT_TOKEN_MAX) : undefined;
}

/** Of a number: whole where that is asked for, it is out of some range. */
function whyNumber(rule: Rule, value: number): Why['reason'] {
  if (Number.isInteger(value) || !Number.isFinite(value)) return 'range';
  const isWhole = 'mask' in rule || ('keep' in rule && (rule.keep === 'integer' || rule.keep === 'token'));
  return isWhole ? 'form' : 'range';
}

function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'bigint':
      return 'number';
    default:
      if (Array.isArray(value)) return 'array';
      return isPlainObject(value) ? 'plain' : 'object';
  }
}
