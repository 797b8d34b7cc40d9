import { describe, expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { faultsOf, narrowsRule } from '../index.js';

const rule = (...buckets: number[]) => ({ generalize: { number: { buckets } } });

describe('generalize number', () => {
  const leaf = leafOf(rule(-5, 10, 100));

  test.each([
    [-5.01, '<-5'],
    [-5, '-5-10'],
    [9.999, '-5-10'],
    [10, '10-100'],
    [99, '10-100'],
    [100, '>=100'],
    [10n, '10-100'],
    ['10-100', '10-100'],
  ])('puts %s into %s', (value, name) => {
    expect(leaf(value)).toBe(JSON.stringify(name));
  });

  test.each([['10'], ['10-101'], [''], [NaN], [Infinity], [2 ** 53], [true], [[10]]])(
    'removes %s',
    (value) => {
      expect(leaf(value)).toBeUndefined();
    },
  );

  test('takes one bound', () => {
    const one = leafOf(rule(10));
    expect([one(9), one(10)]).toEqual(['"<10"', '">=10"']);
  });

  test.each([
    [[1, 2, 3], undefined],
    [[1, 1], 1],
    [[1, 3, 2], 2],
    [[NaN], 0],
    [[1, Infinity], 1],
  ])('of bounds %j the faulty one is %s', (buckets, at) => {
    const paths = faultsOf(rule(...buckets)).map(({ path }) => path);
    expect(paths).toEqual(at === undefined ? [] : [['generalize', 'number', 'buckets', at]]);
  });

  test('is narrower only with the same bounds', () => {
    expect(narrowsRule(rule(1, 2), rule(1, 2))).toBe(true);
    expect(narrowsRule(rule(1, 2), rule(1))).toBe(false);
    expect(narrowsRule(rule(1, 2), rule(1, 3))).toBe(false);
    expect(narrowsRule(rule(1), rule(1, 2))).toBe(false);
  });
});
