import { expect, test } from 'vitest';
import { leafOf } from '../../test/action-context.js';

test('lets nothing out', () => {
  const leaf = leafOf({ remove: true });
  expect([leaf('x'), leaf(5), leaf({}), leaf(new Error('x'))]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
