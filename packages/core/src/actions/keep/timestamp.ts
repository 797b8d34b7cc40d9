import type { KeepPlain } from '../../policy/policy.js';
import { type Action, leafOfText, type TextLeaf } from '../action.js';
import { numberOf } from './number.js';

/** 2100-01-01 in milliseconds. The bound keeps payment card numbers of 14 to 16 digits from passing as times. */
const LATEST = 4_102_444_800_000;

/** Fixed places, no ambiguity: linear. Ranges are checked by `millisecondsOf`. */
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))?)?$/;

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

const timestampText: TextLeaf = (value) => (millisecondsOf(value) === undefined ? undefined : value);

/** The number, where it can be a time. */
function timeNumberOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && number >= 0 && number <= LATEST ? number : undefined;
}

/** Milliseconds since 1970 of a date or date-time; without an offset it is read as UTC. */
function millisecondsOf(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const at = (group: number) => Number(match[group] ?? 0);
  const [year, month, day, hour, minute, second] = [at(1), at(2), at(3), at(4), at(5), at(6)];
  if (hour > 23 || minute > 59 || second > 59 || at(9) > 23 || at(10) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day or month that does not exist rolls over into another month.
  if (date.getUTCMonth() !== month - 1) return undefined;
  const offset = (at(9) * 60 + at(10)) * (match[8] === '-' ? -1 : 1);
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  return date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds;
}
