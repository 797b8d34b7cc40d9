import { expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';

const keep = leafOf({ keep: 'pseudonym' });

test('keeps the form of a pseudonym', () => {
  expect(keep('p1:k7:AAAAAAAAAAAAAAAAAAAAA_')).toBe('"p1:k7:AAAAAAAAAAAAAAAAAAAAA_"');
});

test.each([
  ['p2:k7:AAAAAAAAAAAAAAAAAAAAAA'],
  ['p1:k7:AAAAAAAAAAAAAAAAAAAAA'],
  ['p1:k7:AAAAAAAAAAAAAAAAAAAAAAA'],
  ['p1::AAAAAAAAAAAAAAAAAAAAAA'],
  [`p1:${'k'.repeat(33)}:AAAAAAAAAAAAAAAAAAAAAA`],
  ['p1:k 7:AAAAAAAAAAAAAAAAAAAAAA'],
  ['p1:k7:AAAAAAAAAAAAAAAAAAAAA=\n'],
  [17],
  [['p1:k7:AAAAAAAAAAAAAAAAAAAAA_']],
])('removes %s', (value) => {
  expect(keep(value)).toBeUndefined();
});
