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

test.each([
  ['a@example.co1', true],
  ['a@example.1co', true],
  ['a@127.0.0.10', false],
  [`${'a'.repeat(64)}@example.com`, true],
  [`${'a'.repeat(65)}@example.com`, false],
])('tells by the last label and by lengths whether %s is an address', (value, is) => {
  expect(splitEmail(value) !== undefined).toBe(is);
});

test('takes an address of just the greatest length', () => {
  const domain = `${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.com`;
  expect(splitEmail(`${'a'.repeat(64)}@${domain}`)?.domain).toBe(domain);
  expect(splitEmail(`${'a'.repeat(64)}@e${domain}`)).toBeUndefined();
});

test('removes an address over limits.stringLength', () => {
  const limits = { depth: 16, properties: 1000, stringLength: 10, lineBytes: 1000 };
  const leaf = leafOf({ generalize: 'email' }, { limits });
  expect([leaf('ada@ex.com'), leaf('lucy@ex.com')]).toEqual(['"ex.com"', undefined]);
});
