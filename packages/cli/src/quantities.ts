/** Options that are a time, a size or a number. */
import { InvalidArgumentError } from 'commander';

const MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const BYTES: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** Milliseconds of `90s`, `30m`, `12h`, `30d`. */
export function parseDuration(text: string): number {
  return parse(text, /^(\d{1,9})([smhd])$/, MS, 'Write a number with s, m, h or d behind it, as 30d.');
}

/** Bytes of `1000000`, `64M`, `10G`. */
export function parseSize(text: string): number {
  return parse(
    text,
    /^(\d{1,15})([KMGT]?)$/,
    { '': 1, ...BYTES },
    'Write bytes, or a number with K, M, G or T.',
  );
}

/** A whole number, as `4`. */
export function parseCount(text: string): number {
  return parse(text, /^(\d{1,9})()$/, { '': 1 }, 'Write a whole number, as 4.');
}

/** A moment in ISO 8601: with its zone, or a day, which begins in UTC. */
export function parseMoment(text: string): Date {
  const date = new Date(text);
  const isPlain = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text);
  if (isPlain && !Number.isNaN(date.getTime())) return date;
  throw new InvalidArgumentError(
    'Write a time with its zone, as 2026-11-29T12:00:00Z, or a day, as 2026-11-29.',
  );
}

function parse(text: string, form: RegExp, units: Readonly<Record<string, number>>, hint: string): number {
  const [, number = '', unit = ''] = form.exec(text) ?? [];
  const value = Number(number) * (units[unit] ?? NaN);
  if (number !== '' && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError(hint);
}
