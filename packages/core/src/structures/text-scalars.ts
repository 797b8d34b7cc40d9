import type { Leaf } from '../actions/action.js';
import type { Rule } from '../policy/policy.js';

/** True for the rules for numbers, booleans and points in time. */
export function takesScalars(rule: Rule): boolean {
  if ('keep' in rule) return SCALARS.has(rule.keep);
  return 'generalize' in rule && typeof rule.generalize === 'object' && !('ip' in rule.generalize);
}

/**
 * The leaf of such a rule for members that are texts. Where all is text, `17` is how a number is written: the leaf sees
 * the number or boolean that a text says in the one form in which it is written again. `017`, `1.50` and `+1` stay texts.
 */
export function leafForTexts(leaf: Leaf): Leaf {
  return (value, run) => leaf(typeof value === 'string' ? scalarOf(value) : value, run);
}

const SCALARS: ReadonlySet<string> = new Set(['number', 'integer', 'boolean', 'timestamp']);

/** Longest text of a number: sign, 17 digits, point and exponent, with room to spare. */
const LONGEST = 32;

function scalarOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text.length > LONGEST) return text;
  const number = Number(text);
  return String(number) === text ? number : text;
}
