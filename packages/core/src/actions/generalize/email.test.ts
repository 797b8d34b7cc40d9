import { expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { splitEmail } from './email.js';

const email = leafOf({ generalize: 'email' });

test('writes an address as its domain in lower case', () => {
  expect(email('Ann.Lee+x@Mail.Example')).toBe('"mail.example"');
});

test.each([
  ['mail.example'],
  ['@mail.example'],
  ['a@b'],
  ['a@1.2.3.4'],
  ['a@b.example, c@d.example'],
  ['a@b.example\n'],
  [17],
])('removes %s', (value) => {
  expect(email(value)).toBeUndefined();
});

test('an address has at most 254 units, its local part at most 64', () => {
  const domain = `${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(60)}.e`;
  expect(splitEmail(`${'a'.repeat(64)}@${domain}`)).toBeUndefined();
  expect(splitEmail(`${'a'.repeat(65)}@b.example`)).toBeUndefined();
  expect(splitEmail(`a@${domain}`)).toEqual({ local: 'a', domain });
});
