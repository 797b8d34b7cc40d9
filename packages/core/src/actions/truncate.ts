import { quote } from '../json/json-text.js';
import type { TruncateRule } from '../policy/policy.js';
import type { Action } from './action.js';

/** A detector's placeholder, as `[email]`; its length is bounded, so looking for one costs nothing. */
const PLACEHOLDER = /\[[a-z][a-z0-9 _-]{0,40}\]/y;
const PLACEHOLDER_MAX = 43;

/**
 * `truncate`: the first `max` UTF-16 units of a string. The policy's detectors run over the whole string first, so
 * that no cut can hide half a finding from them and let out the other half. A cut that would split a surrogate pair or
 * a placeholder such as `[email]` is made before it. Of a string over `limits.stringLength` they run over as much as
 * that, and the end of it stays out (`settledLength`). Every other type is removed.
 */
export const truncate: Action<TruncateRule> = {
  outcome: 'truncated',
  compile:
    ({ truncate: { max } }, { limits, scan }) =>
    (value, run) => {
      if (typeof value !== 'string') return undefined;
      const { stringLength } = limits;
      if (value.length <= stringLength) return quote(truncateText(scan(value, run), max));
      const text = scan(value.slice(0, stringLength), run);
      const most = Math.min(max, settledLength(text));
      return most > 0 ? quote(truncateText(text, most)) : undefined;
    },
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

/** Further than this, in UTF-16 units, no detector looks for what makes something a finding: twice what streams hold. */
const REACH = 512;
/** Save in a word: a URL has a password where an at sign follows. No such word is longer. */
const LONGEST_WORD = 4096;

/**
 * How much of a scanned text, which goes on where nobody looked, is the same however it goes on: all but its last `REACH`
 * units and the word that it ends in. A word ends at spaces, at quotes and beyond ASCII. Pure.
 */
export function settledLength(text: string): number {
  const farthest = Math.max(0, text.length - LONGEST_WORD);
  let start = text.length;
  while (start > farthest && isInWord(text.charCodeAt(start - 1))) start--;
  const isWord = start > farthest || farthest === 0;
  return Math.max(0, Math.min(text.length - REACH, isWord ? start : Infinity));
}

function isInWord(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && !NO_WORD.includes(String.fromCharCode(unit));
}

const NO_WORD = '"\'`<>';

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
