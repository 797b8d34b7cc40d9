import type { KeepPlain } from '../../policy/policy.js';
import { type Action, leafOfText, type TextLeaf } from '../action.js';
import { numberOf } from './number.js';

/** 2100-01-01 in milliseconds. The bound keeps payment card numbers of 14 to 16 digits from passing as times. */
const LATEST = 4_102_444_800_000;

/** Fixed places, no ambiguity: linear. Ranges are checked by `isDateTime`. */
const DATE_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?)?$/;
/** Length of a date, and of one with a time. */
const DATE = 10;
const TIME = 19;

/** A point in time, in the form it came in. */
export type Timestamp =
  | { readonly form: 'number'; readonly value: number }
  | { readonly form: 'text'; readonly text: string; readonly milliseconds: number };

/**
 * `keep: "timestamp"`: a point in time, unchanged.
 *
 * Kept is a number from 0 to 4102444800000 (the year 2100), which reads as seconds or milliseconds since 1970,
 * fractions included; and a string `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss` with an optional fraction of up to nine
 * digits and an optional `Z` or `±hh:mm` (ISO 8601 as in RFC 3339; a space may stand for the `T`) whose date and
 * time exist. A `Date` arrives as such a string. Leap seconds, digits in a string and other notations are removed.
 */
export const keepTimestamp: Action<KeepPlain> = {
  outcome: 'kept',
  compile: () =>
    leafOfText(timestampText, (value) => {
      const number = timeNumberOf(value);
      return number === undefined ? undefined : `${number}`;
    }),
  compileText: () => timestampText,
  narrows: (from, to) => from.keep === to.keep,
};

/** What `keep: "timestamp"` keeps, read; undefined for everything else. Pure. */
export function timestampOf(value: unknown): Timestamp | undefined {
  if (typeof value === 'string') {
    const milliseconds = millisecondsOf(value);
    return milliseconds === undefined ? undefined : { form: 'text', text: value, milliseconds };
  }
  const number = timeNumberOf(value);
  return number === undefined ? undefined : { form: 'number', value: number };
}

const timestampText: TextLeaf = (value) => (isDateTime(value) ? value : undefined);

/** The number, where it can be a time. */
function timeNumberOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && number >= 0 && number <= LATEST ? number : undefined;
}

/** Milliseconds since 1970 of a date or date-time; without an offset it is read as UTC. */
function millisecondsOf(text: string): number | undefined {
  if (!isDateTime(text)) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(numberAt(text, 0, 4), numberAt(text, 5, 2) - 1, numberAt(text, 8, 2));
  if (text.length === DATE) return date.getTime();
  date.setUTCHours(numberAt(text, 11, 2), numberAt(text, 14, 2), numberAt(text, 17, 2));
  const fraction = /\.\d{1,3}/.exec(text)?.[0] ?? '.';
  const offset = hasOffset(text) ? offsetOf(text) : 0;
  return date.getTime() + Number(fraction.slice(1).padEnd(3, '0')) - offset * 60_000;
}

/** True for a date or date-time that exists. By place: loggers write one on every line. */
function isDateTime(text: string): boolean {
  if (!DATE_TIME.test(text)) return false;
  const month = numberAt(text, 5, 2);
  const day = numberAt(text, 8, 2);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(numberAt(text, 0, 4), month)) return false;
  if (text.length === DATE) return true;
  if (numberAt(text, 11, 2) > 23 || numberAt(text, 14, 2) > 59 || numberAt(text, 17, 2) > 59) return false;
  return (
    !hasOffset(text) || (numberAt(text, text.length - 5, 2) <= 23 && numberAt(text, text.length - 2, 2) <= 59)
  );
}

function hasOffset(text: string): boolean {
  const sign = text.charCodeAt(text.length - 6);
  return text.length > TIME && (sign === PLUS || sign === MINUS);
}

/** In minutes. */
function offsetOf(text: string): number {
  const minutes = numberAt(text, text.length - 5, 2) * 60 + numberAt(text, text.length - 2, 2);
  return text.charCodeAt(text.length - 6) === MINUS ? -minutes : minutes;
}

const PLUS = 43;
const MINUS = 45;

function numberAt(text: string, from: number, length: number): number {
  let number = 0;
  for (let at = from; at < from + length; at++) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
