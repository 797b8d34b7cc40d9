import { describe, expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { narrowsRule } from '../index.js';

describe('generalize timestamp', () => {
  const hour = leafOf({ generalize: { timestamp: 'hour' } });
  const day = leafOf({ generalize: { timestamp: 'day' } });

  test.each([
    ['2026-11-22T04:05:06.789Z', '"2026-11-22T04:00:00.000Z"', '"2026-11-22"'],
    ['2026-11-22T00:05:06+05:30', '"2026-11-21T18:00:00.000Z"', '"2026-11-21"'],
    ['2026-11-22T23:59:59.999999Z', '"2026-11-22T23:00:00.000Z"', '"2026-11-22"'],
    ['2026-11-22 23:59:59', '"2026-11-22T23:00:00.000Z"', '"2026-11-22"'],
    ['2026-11-22', '"2026-11-22T00:00:00.000Z"', '"2026-11-22"'],
    ['1969-12-31T23:59:59Z', '"1969-12-31T23:00:00.000Z"', '"1969-12-31"'],
    [1795320306789, '1795320000000', '1795305600000'],
    [1795320306, '1795320000', '1795305600'],
    [1795320306.5, '1795320000', '1795305600'],
    [0, '0', '0'],
  ])('writes %s as %s by hour and %s by day', (value, byHour, byDay) => {
    expect([hour(value), day(value)]).toEqual([byHour, byDay]);
  });

  test.each([
    ['2026-02-29'],
    ['yesterday'],
    [-1],
    [4111111111111111],
    [true],
    ['9999-12-31T23:00:00-05:00'],
    ['0000-01-01T00:00:00+05:00'],
  ])('removes %s', (value) => {
    expect([hour(value), day(value)]).toEqual([undefined, undefined]);
  });

  test('is narrower by day than by hour', () => {
    const rule = (timestamp: 'hour' | 'day') => ({ generalize: { timestamp } });
    expect(narrowsRule(rule('hour'), rule('day'))).toBe(true);
    expect(narrowsRule(rule('day'), rule('day'))).toBe(true);
    expect(narrowsRule(rule('day'), rule('hour'))).toBe(false);
  });
});
