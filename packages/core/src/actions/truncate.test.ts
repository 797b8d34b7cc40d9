import { expect, test } from 'vitest';
import { leafOf, nonZero } from '../../test/action-context.js';
import { createRun } from '../run/run.js';
import { narrowsRule } from './index.js';
import { truncateText } from './truncate.js';

test('gives the first UTF-16 units of a string', () => {
  const leaf = leafOf({ truncate: { max: 3 } });
  expect([leaf(''), leaf('abc'), leaf('abcd'), leaf('a\nbc')]).toEqual(['""', '"abc"', '"abc"', '"a\\nb"']);
});

test('runs the detectors over the whole string before it cuts', () => {
  const run = createRun(10);
  expect(leafOf({ truncate: { max: 10 } })('abcdefgSECRET', run)).toBe('"abcdefg"');
  expect(nonZero(run.counts)).toEqual({ findings: 1 });
});

test.each([
  ['ab😀', 3, 'ab'],
  ['ab😀', 4, 'ab😀'],
  ['a\ud83db', 2, 'a\ud83d'],
  ['a\ud800\udc00', 2, 'a'],
  ['a\udbff\udfff', 2, 'a'],
  ['a\ud83d\ue000', 2, 'a\ud83d'],
  ['ab\udc00', 2, 'ab'],
  ['a\ud7ff\udc00', 2, 'a\ud7ff'],
  ['a\udc00\udc00', 2, 'a\udc00'],
  ['abc[email]', 2, 'ab'],
  [`${'x'.repeat(40)}[email]`, 42, 'x'.repeat(40)],
  ['ab[email]cd', 2, 'ab'],
  ['ab[email]cd', 3, 'ab'],
  ['ab[email]cd', 8, 'ab'],
  ['ab[email]cd', 9, 'ab[email]'],
  ['[email]', 6, ''],
  ['[a][email]', 5, '[a]'],
  ['a[no placeholder', 5, 'a[no '],
  ['a[0,1,2]', 5, 'a[0,1'],
])('cuts %j at %i to %j', (text, max, out) => {
  expect(truncateText(text, max)).toBe(out);
});

test.each([[5], [true], [{}], [['a']], ['x'.repeat(1001)]])('removes %s', (value) => {
  expect(leafOf({ truncate: { max: 3 } })(value)).toBeUndefined();
});

test('reads a string of just limits.stringLength', () => {
  expect(leafOf({ truncate: { max: 3 } })('x'.repeat(1000))).toBe('"xxx"');
});

test('is narrower with a lower max', () => {
  expect(narrowsRule({ truncate: { max: 3 } }, { truncate: { max: 3 } })).toBe(true);
  expect(narrowsRule({ truncate: { max: 3 } }, { truncate: { max: 4 } })).toBe(false);
});
