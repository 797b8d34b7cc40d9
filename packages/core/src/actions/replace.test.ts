import { expect, test } from 'vitest';
import { leafOf } from '../../test/action-context.js';
import { narrowsRule } from './index.js';

test('writes its placeholder for every value, without looking at it', () => {
  const leaf = leafOf({ replace: '[hidden "\n"]' });
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('read');
      },
      ownKeys: () => {
        throw new Error('read');
      },
    },
  );
  for (const value of ['x', '', 5, 5n, {}, [], hostile]) expect(leaf(value)).toBe('"[hidden \\"\\n\\"]"');
});

test('is narrower only with the same placeholder', () => {
  expect(narrowsRule({ replace: 'a' }, { replace: 'a', caseInsensitive: true })).toBe(true);
  expect(narrowsRule({ replace: 'a' }, { replace: 'b' })).toBe(false);
});
