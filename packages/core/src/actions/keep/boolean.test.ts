import { expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';

const boolean = leafOf({ keep: 'boolean' });

test('keeps true and false', () => {
  expect([boolean(true), boolean(false)]).toEqual(['true', 'false']);
});

test.each([[0], [1], ['true'], [''], [{}], [[true]], [1n]])('removes %s', (value) => {
  expect(boolean(value)).toBeUndefined();
});
