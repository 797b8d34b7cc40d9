import { quote } from '../json/json-text.js';
import type { TruncateRule } from '../policy/policy.js';
import type { Action } from './action.js';

/** A detector's placeholder, as `[email]`; its length is bounded, so looking for one costs nothing. */
const PLACEHOLDER = /\[[a-z][a-z0-9 _-]{0,40}\]/y;
const PLACEHOLDER_MAX = 43;

/**
 * `truncate`: the first `max` UTF-16 units of a string. The policy's detectors run over the whole string first, so
 * that no cut can hide half a finding from them and let out the other half. A cut that would split a surrogate pair or
 * a placeholder such as `[email]` is made before it. A string over `limits.stringLength` and every other type are
 * removed.
 */
export const truncate: Action<TruncateRule> = {
  outcome: 'truncated',
  compile:
    ({ truncate: { max } }, { limits, scan }) =>
    (value, run) =>
      typeof value === 'string' && value.length <= limits.stringLength
        ? quote(truncateText(scan(value, run), max))
        : undefined,
  narrows: (from, to) => to.truncate.max <= from.truncate.max,
};

/** The first `max` UTF-16 units, less where the cut would split a surrogate pair or a placeholder. Pure. */
export function truncateText(text: string, max: number): string {
  if (text.length <= max) return text;
  const open = text.lastIndexOf('[', max - 1);
  if (open >= 0 && max - open < PLACEHOLDER_MAX) {
    PLACEHOLDER.lastIndex = open;
    if (PLACEHOLDER.test(text) && PLACEHOLDER.lastIndex > max) return text.slice(0, open);
  }
  const splits = isHigh(text.charCodeAt(max - 1)) && isLow(text.charCodeAt(max));
  return text.slice(0, splits ? max - 1 : max);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
