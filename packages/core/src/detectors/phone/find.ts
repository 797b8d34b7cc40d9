import { isNational } from './national.js';
import { isPossible, isValid, isValidIn } from './plans.js';
import type { Row } from './row.js';
import { type Telling } from './words.js';

/** Places in the text, `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The phone numbers in a row of groups. `telling` is what the words before it say, unless `isHinted` is false. Linear:
 * no number has more than nine groups, and no more digits than fit in one are looked at.
 */
export function findInRow(
  text: string,
  row: Row,
  isHinted: boolean,
  telling: () => Telling,
): readonly Span[] {
  const spans: Span[] = [];
  for (let first = 0; first < row.groups.length; first++) {
    const isOther = first > 0 || !(row.hasPlus || isHinted);
    if (isOther && !isCallable(text, row.groups, first)) continue;
    const windows = windowsFrom(text, row, first);
    const found = windows.length === 0 ? undefined : choose(windows, text, row, first, telling);
    if (found === undefined) continue;
    spans.push({ start: found.start, end: found.end });
    first = found.last;
  }
  return spans;
}

/** Groups in a row that may be a number. */
interface Window extends Span {
  readonly written: string;
  /** Without the trunk prefix in brackets that some write behind the code of a country. */
  readonly digits: string;
  /** The index of its last group. */
  readonly last: number;
}

const MOST_GROUPS = 9;
/** Fifteen of ITU-T E.164, and an international prefix. */
const MOST_DIGITS = 17;
const FEWEST_DIGITS = 7;

/** The longest first. */
function windowsFrom(text: string, row: Row, first: number): Window[] {
  const { groups } = row;
  const windows: Window[] = [];
  if (first === 0 ? row.isTornBefore : !isGap(text, groups[first - 1]?.end ?? 0)) return windows;
  const start = first === 0 ? row.start : bracketed(text, groups[first]?.start ?? 0);
  const until = Math.min(groups.length, first + MOST_GROUPS);
  for (let last = first, count = 0; last < until; last++) {
    const group = groups[last] as Span;
    count += group.end - group.start;
    if (count > MOST_DIGITS) break;
    const isWhole = last === groups.length - 1 ? !row.isTornAfter : isGap(text, group.end);
    if (count < FEWEST_DIGITS || !isWhole) continue;
    const written = text.slice(start, group.end).replace(/(?<=[\d)])\+/g, ' ');
    const digits = written.replace(/\(0\)/, '').replace(/\D/g, '');
    windows.unshift({ start, end: group.end, written, digits, last });
  }
  return windows;
}

function bracketed(text: string, start: number): number {
  return text.charAt(start - 1) === '(' ? start - 1 : start;
}

/** Between numbers of their own there is a space or a slash; what else separates groups joins them. */
function isGap(text: string, end: number): boolean {
  return /^[ \u00a0/+]/.test(text.charAt(end));
}

function choose(
  windows: readonly Window[],
  text: string,
  row: Row,
  first: number,
  telling: () => Telling,
): Window | undefined {
  const one = lengthOf(row.groups[first]);
  const two = lengthOf(row.groups[first + 1]);
  if (first === 0 && row.hasPlus && (one > 1 || two > 1)) {
    const found = windows.find(({ digits }) => isPossible(digits));
    if (found !== undefined) return found;
  }
  const found = isCallable(text, row.groups, first)
    ? windows.find((window) => isWrittenSo(window, text, row))
    : undefined;
  if (first > 0) return found;
  const told = telling();
  if (found !== undefined && told !== 'other') return found;
  if (told === 'nothing' || told === 'other') return undefined;
  const isLongEnough = (digits: string) => digits.length <= 15 && (one > 1 || (two > 1 && digits.length > 7));
  const plausible = windows.find(({ written, digits }) => isLongEnough(digits) && !OTHERS.test(written));
  if (plausible === undefined) return undefined;
  return told === 'number' || isCalled(plausible) ? plausible : undefined;
}

function isWrittenSo({ written, digits, start, end }: Window, text: string, row: Row): boolean {
  if (digits.length < 9 || digits.length > 14) return false;
  // Five pairs are French; more, or hexadecimal ones, are bytes.
  if (PAIRS.test(written) && (row.groups.length > 5 || isAmongBytes(text, start, end))) return false;
  return isNational(written);
}

const PAIRS = /^\d\d(?:\D\d\d){4}$/;

function isAmongBytes(text: string, start: number, end: number): boolean {
  return (
    /(?:^|\W)[\da-f]{2}\W$/i.test(text.slice(Math.max(0, start - 4), start)) ||
    /^ [\da-f]{2}(?:\W|$)/i.test(text.slice(end, end + 4))
  );
}

/** A quick look at the lengths of the groups: in a long table most are no beginning of a number. */
function isCallable(text: string, groups: readonly Span[], first: number): boolean {
  const { start = 0 } = groups[first] ?? {};
  const one = lengthOf(groups[first]);
  const two = lengthOf(groups[first + 1]);
  if (text.charCodeAt(start) === 48)
    return one > 1 && (first === 0 || (text.charCodeAt(start + 1) !== 48 && (one > 2 || two === 4)));
  if (text.charCodeAt(start - 1) === 40) return one > 1;
  const three = lengthOf(groups[first + 2]);
  if (one === 3) return three === 4 && (two === 3 || two === 4);
  return (one === 1 && two === 3 && three === 3) || (one === 2 && two === 5 && three === 4);
}

function lengthOf(group: Span | undefined): number {
  return group === undefined ? 0 : group.end - group.start;
}

/** Dates, IPv4 addresses and fractions. */
const OTHERS =
  /^(?:(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?(?!\d)|\d\d?[-./]\d\d?[-./](?:19|20)\d\d(?!\d)|\d{1,3}(?:\.\d{1,3}){3}$|\d+\.\d+$)/;

/** What is called is a number where it is written as one, or where there is one of that many digits. */
function isCalled({ written, digits }: Window): boolean {
  if (/^\d+$/.test(written)) return isValidIn('1', digits) || (digits.length > 10 && isValid(digits));
  return digits.length > 9 || /^\(?\d{3,4}\)?[-\u2010-\u2015.]/.test(written);
}
