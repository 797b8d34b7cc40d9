import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { faultsOf, narrowsRule } from '../index.js';
import { decimalText } from './number.js';

describe('keep number', () => {
  const number = leafOf({ keep: 'number' });

  test.each([
    [0, '0'],
    [-0, '0'],
    [1.5, '1.5'],
    [-1e-7, '-1e-7'],
    [9007199254740991, '9007199254740991'],
    [5n, '5'],
    [-9007199254740991n, '-9007199254740991'],
  ])('keeps %s as %s', (value, text) => {
    expect(number(value)).toBe(text);
  });

  test.each([
    [NaN],
    [Infinity],
    [-Infinity],
    [2 ** 53],
    [1e300],
    [2n ** 53n],
    [10n ** 400n],
    ['5'],
    [''],
    [true],
    [[5]],
    [{}],
  ])('removes %s', (value) => {
    expect(number(value)).toBeUndefined();
  });

  test('takes min and max as inclusive', () => {
    const leaf = leafOf({ keep: 'number', min: 0, max: 1 });
    expect([-0.01, 0, 0.5, 1, 1.01].map((value) => leaf(value))).toEqual([
      undefined,
      '0',
      '0.5',
      '1',
      undefined,
    ]);
  });

  test('keeps only whole numbers as integer', () => {
    const leaf = leafOf({ keep: 'integer', min: 100, max: 599 });
    expect([200, 200n, 200.5, 99, 600].map((value) => leaf(value))).toEqual([
      '200',
      '200',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('faults a minimum above the maximum', () => {
    expect(faultsOf({ keep: 'number', min: 2, max: 1 })).toMatchObject([{ path: ['min'] }]);
    expect(faultsOf({ keep: 'number', min: 1, max: 1 })).toEqual([]);
  });

  test('is narrower within the range and as integer', () => {
    const range = { keep: 'number', min: 0, max: 10 } as const;
    expect(narrowsRule(range, { keep: 'number', min: 1, max: 10 })).toBe(true);
    expect(narrowsRule(range, { keep: 'integer', min: 0, max: 9 })).toBe(true);
    expect(narrowsRule({ ...range, keep: 'integer' }, range)).toBe(false);
    expect(narrowsRule(range, { keep: 'number', min: 0 })).toBe(false);
    expect(narrowsRule(range, { keep: 'number', min: -1, max: 10 })).toBe(false);
  });
});

test('decimalText is String for every number', () => {
  const decimals = fc.tuple(
    fc.integer({ min: 0, max: 2_000_000_000 }),
    fc.constantFrom(1, 10, 100, 1000, 10_000),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.double(),
        fc.float(),
        decimals.map(([n, d]) => n / d),
      ),
      (number) => {
        expect(decimalText(number)).toBe(String(number));
      },
    ),
    { numRuns: 5000 },
  );
});
