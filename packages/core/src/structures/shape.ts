import { foldCase } from '../policy/path-pattern.js';
import type { Rule, Segment } from '../policy/policy.js';

/**
 * What can stand at a path in a string: anything, a text, nothing, or an object with these members. `*` has the shape of
 * members with any name.
 */
export type Shape = 'any' | 'text' | 'none' | { readonly [name: string]: Shape };

/** The shape of a member, or of the elements of an array. */
export function memberShape(shape: Shape, segment: Segment): Shape {
  if (shape === 'any') return shape;
  if (typeof shape !== 'object' || !('name' in segment)) return 'none';
  const known = Object.keys(shape).find((name) => isNamed(name, segment));
  return shape[known ?? '*'] ?? 'none';
}

/** Why a rule can let nothing out of what has the shape, as a hint; undefined where it can. */
export function misfit(shape: Shape, rule: Rule): string | undefined {
  if (shape === 'any' || 'replace' in rule || 'remove' in rule) return undefined;
  const hasMembers = 'map' in rule || ('keep' in rule && rule.keep === 'error');
  if (shape === 'text') return hasMembers ? 'a text is there: write a rule for one' : undefined;
  return 'map' in rule ? undefined : 'list its members, or write a map';
}

/** What a string of the shape has in place of a member that it has not, as a hint. */
export function membersHint(shape: Shape): string {
  if (typeof shape !== 'object') return 'a text is there: write a rule for it, or parse it';
  return '*' in shape
    ? 'list its members by their names'
    : `its members are ${Object.keys(shape).join(', ')}`;
}

function isNamed(name: string, segment: Segment & { readonly name: string }): boolean {
  if (segment.kind === 'exact') return segment.name === name;
  return foldCase(segment.name) === foldCase(name);
}
