import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createNodeHmac } from '../node/keys.js';
import type { ActiveKey } from './action.js';
import { createPseudonym } from './pseudonym.js';

/** The bytes 00 to 1f. */
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const inBytes: ActiveKey = {
  keyId: 'k7',
  hmac: (data) => createHmac('sha256', KEY).update(data).digest(),
};
const inText: ActiveKey = { keyId: 'k7', hmac: createNodeHmac(KEY) };

/** Published: key 00…1f, key id k7. Computed with another implementation of HMAC-SHA-256 in another language. */
const VECTORS = [
  ['field:user.id', '17', 'p1:k7:r_UzOq0Xnc48j9wjGpGJSg'],
  ['class:user', '17', 'p1:k7:23Nio538zfkUHYdI8q-mmg'],
  ['global', '17', 'p1:k7:wXkAvxhHx8d1CiBu4RMoSA'],
  ['class:user', 'žluťoučký 😀', 'p1:k7:w0ZRhrXYv0GDgmO9ph9SlQ'],
  ['class:user', '', 'p1:k7:iv-YIYFoqS9oXOcW0okoOg'],
  ['class:user', '\ud800', 'p1:k7:FWcSaQAshiFwMSAP-FgE2A'],
] as const;

describe.each([
  ['bytes', inBytes],
  ['text', inText],
] as const)('a pseudonym from an HMAC in %s', (_form, key) => {
  test.each(VECTORS)('in scope %s of %j is %s', (scope, value, text) => {
    expect(createPseudonym(scope, key)(value)).toBe(text);
  });

  test.each(['', 'Ann', 'ü'.repeat(256), '€'.repeat(256), '€'.repeat(257), 'x'.repeat(5000)])(
    'is the HMAC of length, scope and value, as written out by hand (value %#)',
    (value) => {
      const data = Buffer.concat([Buffer.from([0, 0, 0, 6]), Buffer.from('global'), Buffer.from(value)]);
      const tag = createHmac('sha256', KEY).update(data).digest().subarray(0, 16).toString('base64url');
      expect(createPseudonym('global', key)(value)).toBe(`p1:k7:${tag}`);
    },
  );

  test('says nothing of the value before it', () => {
    const pseudonym = createPseudonym('global', key);
    const short = pseudonym('a');
    pseudonym('a much longer value');
    expect(pseudonym('a')).toBe(short);
  });

  test('does not confuse the end of the scope with the start of the value', () => {
    expect(createPseudonym('class:a', key)('bc')).not.toBe(createPseudonym('class:ab', key)('c'));
  });
});

test('an HMAC that is too short, or no base64url, is refused', () => {
  for (const tag of [new Uint8Array(15), 'A'.repeat(21), `${'A'.repeat(21)}=`]) {
    const pseudonym = createPseudonym('global', { keyId: 'k', hmac: () => tag });
    expect(() => pseudonym('a')).toThrow('the HMAC is shorter than 16 bytes');
  }
});

test('of an HMAC no more than 16 bytes are shown', () => {
  const show = (tag: Uint8Array | string) => createPseudonym('global', { keyId: 'k', hmac: () => tag })('a');
  expect(show(new Uint8Array(16))).toBe(`p1:k:${'A'.repeat(22)}`);
  const ones = new Uint8Array(32).fill(255);
  expect(show(ones)).toBe(`p1:k:${'_'.repeat(21)}w`);
  expect(show(Buffer.from(ones).toString('base64url'))).toBe(show(ones));
});
