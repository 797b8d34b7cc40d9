import type { KeepNumber } from '../../policy/policy.js';
import type { Action } from '../action.js';

/**
 * `keep: "number"` and `keep: "integer"`: the number, as `String(value)` writes it, so that -0 comes out as 0.
 *
 * Kept is a finite number within `min` and `max` (both inclusive; none by default), for `integer` a whole one,
 * and a bigint that is a safe integer, as that number. Removed are strings of digits, NaN, infinities, and
 * integers beyond ±(2^53 - 1): they are no longer the number that was meant. That takes every number from 2^53
 * up, since all of those are integers.
 */
export const keepNumber: Action<KeepNumber> = {
  outcome: 'kept',
  check: ({ min = -Infinity, max = Infinity }) =>
    min <= max
      ? []
      : [{ path: ['min'], message: 'min is above max', hint: 'no number could pass; swap them' }],
  compile: ({ keep, min = -Infinity, max = Infinity }) => {
    const whole = keep === 'integer';
    return (value) => {
      const number = numberOf(value);
      if (number === undefined || number < min || number > max) return undefined;
      return whole && !Number.isInteger(number) ? undefined : decimalText(number);
    };
  },
  narrows: (from, to) =>
    (to.keep === from.keep || (from.keep === 'number' && to.keep === 'integer')) &&
    (to.min ?? -Infinity) >= (from.min ?? -Infinity) &&
    (to.max ?? Infinity) <= (from.max ?? Infinity),
};

/** `String(number)`, several times faster for numbers with up to three decimals, as durations and amounts have. */
export function decimalText(number: number): string {
  // Not `String(number)`: that is a call.
  if (Number.isInteger(number) || !(number >= 0.001 && number < 1e9)) return `${number}`;
  const thousandths = Math.round(number * 1000);
  // Equal means that these digits, at most twelve, are the shortest that give this very number.
  if (thousandths / 1000 !== number) return `${number}`;
  const whole = Math.floor(number);
  return `${whole}.${FRACTIONS[thousandths - whole * 1000] as string}`;
}

/** The digits after the point, by thousandths. */
const FRACTIONS = Array.from({ length: 1000 }, (_, rest) => String(rest).padStart(3, '0').replace(/0+$/, ''));

/**
 * The number that a value is: a finite one that is no unsafe integer, or a bigint within the safe range.
 * Undefined for everything else, strings of digits included. Pure.
 */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))
      ? value
      : undefined;
  }
  if (typeof value !== 'bigint') return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** The safe integer that a value is, a bigint within the safe range included; else undefined. Pure. */
export function integerOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return Number.isInteger(number) ? number : undefined;
}
