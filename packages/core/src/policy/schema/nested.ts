import type { DocumentPath } from '../document.js';
import { formatPathPattern } from '../path-pattern.js';
import { isObject } from './strict-schema.js';

/**
 * The path pattern that was probably meant by a rule inside of a rule, as `user.id` by
 * `"user": { "id": { "keep": "uuid" } }`. `path` leads to the unknown property, `value` is what it holds.
 * Undefined where that is no rule.
 */
export function nestedPath(path: DocumentPath, value: unknown): string | undefined {
  const [name, pattern, fields] = path.slice(-3).reverse();
  const isField = fields === 'fields' && (path.length === 3 || (path.length === 5 && path[0] === 'profiles'));
  if (!isField || typeof name !== 'string') return undefined;
  const below = namesToRule(value);
  if (below === undefined) return undefined;
  const segments = [name, ...below].map((text) => ({ kind: 'exact', name: text }) as const);
  return `${pattern}.${formatPathPattern(segments)}`;
}

const ACTIONS = [
  'keep',
  'remove',
  'replace',
  'mask',
  'encrypt',
  'pseudonymize',
  'generalize',
  'truncate',
  'map',
  'parse',
];

/** The names that lead to the first rule; none for a rule itself. */
function namesToRule(value: unknown): readonly string[] | undefined {
  if (value === 'remove') return [];
  if (!isObject(value)) return undefined;
  if (ACTIONS.some((action) => Object.hasOwn(value, action))) return [];
  for (const [name, member] of Object.entries(value)) {
    const below = namesToRule(member);
    if (below !== undefined) return [name, ...below];
  }
  return undefined;
}
