import { isAlphanumeric, isDigit } from '../characters.js';

/** Digits without anything between them. */
export interface Group {
  readonly start: number;
  readonly end: number;
}

/** Groups of digits with nothing but separators between them, as they stand in a text. */
export interface Row {
  /** With the plus sign or the bracket in front. */
  readonly start: number;
  readonly groups: readonly Group[];
  readonly hasPlus: boolean;
  /** Something in front shows that the first group is part of a longer word or number. */
  readonly isTornBefore: boolean;
  /** The same behind the last group. */
  readonly isTornAfter: boolean;
}

/** `) - ` is as wide as it gets. */
const WIDEST_GAP = 3;

/** The row of groups of which the first begins at `first`, which is a digit. Linear in its length. */
export function readRow(text: string, first: number): Row {
  const groups: Group[] = [];
  let at = first;
  for (let next = first; next !== -1; next = nextGroup(text, at)) {
    at = next;
    while (isDigit(text.charCodeAt(at))) at++;
    groups.push({ start: next, end: at });
  }
  const bracket = text.charAt(first - 1) === '(' ? first - 1 : first;
  const hasPlus = text.charAt(bracket - 1) === '+' && !isAlphanumeric(text.charCodeAt(bracket - 2));
  const outer = hasPlus ? bracket - 1 : bracket;
  const start = hasPlus && text.charAt(outer - 1) === '(' ? outer - 1 : outer;
  return {
    start,
    groups,
    hasPlus,
    isTornBefore: TORN_BEFORE.test(text.slice(Math.max(0, start - 2), start)),
    isTornAfter: TORN_AFTER.test(text.slice(at, at + 2)),
  };
}

/** Where the row ends that begins at `first`, and how many digits it has; bare where they are in one piece. */
export function measureRow(text: string, first: number): { end: number; count: number; isBare: boolean } {
  let count = 0;
  let end = first;
  let isBare = true;
  for (let next = first; next !== -1; next = nextGroup(text, end)) {
    isBare = next === first;
    end = next;
    while (isDigit(text.charCodeAt(end))) end++;
    count += end - next;
  }
  return { end, count, isBare };
}

/** The end of a word, a price, the part of a number before a comma or a colon, a word with a dash. */
const TORN_BEFORE = /[\w$\u20ac\u00a3]$|\d[,:+]$|\w[-\u2010-\u2015.]$/;
const TORN_AFTER = /^(?:\w|[-\u2010-\u2015:]\w|,\d|[%\u00b0])/;

/** Where the next group begins behind separators; -1 where none does. */
function nextGroup(text: string, from: number): number {
  let at = from;
  while (at - from < WIDEST_GAP && isSeparator(text.charCodeAt(at))) {
    // A plus sign is a space in a form; behind a space it begins the next number.
    if (text.charCodeAt(at) === 43 && text.charCodeAt(at - 1) === 32) return -1;
    at++;
  }
  return at > from && isDigit(text.charCodeAt(at)) ? at : -1;
}

/** Spaces, which are plus signs in a form, hyphens and dashes, dot, slash, brackets. */
function isSeparator(code: number): boolean {
  const isMark = code === 43 || code === 45 || code === 46 || code === 47 || code === 40 || code === 41;
  return isMark || code === 32 || code === 0xa0 || code === 0x202f || (code >= 0x2010 && code <= 0x2015);
}
