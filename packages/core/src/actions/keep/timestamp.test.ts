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
