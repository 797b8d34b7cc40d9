import { expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { narrowsRule } from '../index.js';

const token = leafOf({ keep: 'token' });

test.each([
  ['req-1', '"req-1"'],
  ['svc/a.b:c_D', '"svc/a.b:c_D"'],
  ['x'.repeat(64), `"${'x'.repeat(64)}"`],
  ['SECRET', '"SECRET"'],
  [17, '17'],
  [-0, '0'],
  [17n, '17'],
])('keeps %s', (value, text) => {
  expect(token(value)).toBe(text);
});

test.each([[''], ['a b'], ['a@b'], ['a\n'], ['é'], ['x'.repeat(65)], [1.5], [2 ** 53], [true], [['a']]])(
  'removes %j',
  (value) => {
    expect(token(value)).toBeUndefined();
  },
);

test('bounds characters and digits by max', () => {
  const leaf = leafOf({ keep: 'token', max: 3 });
  expect([leaf('abc'), leaf('abcd'), leaf(123), leaf(1234), leaf(-123)]).toEqual([
    '"abc"',
    undefined,
    '123',
    undefined,
    undefined,
  ]);
});

test('is narrower with a lower max', () => {
  expect(narrowsRule({ keep: 'token' }, { keep: 'token', max: 64 })).toBe(true);
  expect(narrowsRule({ keep: 'token', max: 10 }, { keep: 'token' })).toBe(false);
});
