import { expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';

const uuid = leafOf({ keep: 'uuid' });
const ID = '0b9f2c1e-5A7d-4c3b-8e21-9d6f0a1b2c3d';

test('keeps the canonical form in any case, unchanged', () => {
  expect(uuid(ID)).toBe(`"${ID}"`);
});

test.each([
  [`{${ID}}`],
  [`urn:uuid:${ID}`],
  [ID.replaceAll('-', '')],
  [`${ID}\n`],
  [ID.replace('0', 'g')],
  [17],
  [[ID]],
])('removes %s', (value) => {
  expect(uuid(value)).toBeUndefined();
});
