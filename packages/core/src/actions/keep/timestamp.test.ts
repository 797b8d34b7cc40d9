import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { timestampOf } from './timestamp.js';

const keep = leafOf({ keep: 'timestamp' });

test.each([
  [0, '0'],
  [1763787600, '1763787600'],
  [1763787600123, '1763787600123'],
  [1763787600.5, '1763787600.5'],
  [4102444800000n, '4102444800000'],
])('keeps the number %s', (value, text) => {
  expect(keep(value)).toBe(text);
});

test.each([
  ['2026-11-22'],
  ['2024-02-29'],
  ['2026-11-22T04:05:06Z'],
  ['2026-11-22T04:05:06.123456789Z'],
  ['2026-11-22 04:05:06'],
  ['2026-11-22T04:05:06+05:30'],
  ['2026-11-22T04:05:06+23:59'],
  ['0001-01-01T00:00:00.000Z'],
])('keeps %s unchanged', (value) => {
  expect(keep(value)).toBe(JSON.stringify(value));
});

test.each([
  [-1],
  [4102444800001],
  [4111111111111111],
  [NaN],
  ['1763787600'],
  ['2026-02-29'],
  ['2026-13-01'],
  ['2026-00-10'],
  ['2026-11-00'],
  ['2026-11-31'],
  ['2026-12-32'],
  ['2026-01-99'],
  ['2026-11-22T24:00:00Z'],
  ['2026-11-22T04:60:00Z'],
  ['2026-11-22T04:05:60Z'],
  ['2026-11-22T04:05:06+24:00'],
  ['2026-11-22T04:05:06+05:60'],
  ['2026-11-22T04:05'],
  ['2026-11-22T04:05:06.Z'],
  ['2026-11-22T04:05:06.1234567890Z'],
  ['2026-11-22T04:05:06Z\n'],
  [' 2026-11-22'],
  ['+002026-11-22'],
  ['Sun, 22 Nov 2026 04:05:06 GMT'],
  [true],
  [new Date(0)],
])('removes %s', (value) => {
  expect(keep(value)).toBeUndefined();
});

test.each([
  ['2026-11-22T04:05:06.789Z'],
  ['2026-11-22T04:05:06+05:30'],
  ['2026-11-22T04:05:06.5-01:15'],
  ['2026-11-22'],
  ['0099-12-31T23:59:59Z'],
])('reads %s as Date does', (text) => {
  expect(timestampOf(text)).toMatchObject({ milliseconds: Date.parse(text) });
});

test('a date exists where the calendar of JavaScript has it, and means what JavaScript says', () => {
  const two = (most: number) =>
    fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
  const year = fc.oneof(
    fc.constantFrom('0000', '1900', '2000', '2023', '2024'),
    fc.integer({ min: 0, max: 9999 }),
  );
  const fraction = fc.constantFrom('', '.1', '.12', '.123');
  const zone = fc.constantFrom('Z', '+00:00', '-23:59', '+05:30');
  fc.assert(
    fc.property(year, two(13), two(32), two(24), two(60), two(60), fraction, zone, (y, ...rest) => {
      const [month, day, hour, minute, second, digits, offset] = rest;
      const date = `${String(y).padStart(4, '0')}-${month}-${day}`;
      const text = `${date}T${hour}:${minute}:${second}${digits}${offset}`;
      // JavaScript takes 24:00:00 too, and days that a month does not have.
      const exists = !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && hour !== '24';
      const isDate = exists && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
      const milliseconds = isDate ? Date.parse(text) : Number.NaN;
      const expected = Number.isNaN(milliseconds) ? undefined : { form: 'text', text, milliseconds };
      expect(timestampOf(text)).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
});
