import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { leafOf } from '../../test/action-context.js';
import type { PseudonymizeRule } from '../policy/policy.js';
import type { ActiveKey } from './action.js';
import { faultsOf, narrowsRule } from './index.js';
import { scopeText } from './pseudonymize.js';

/** The bytes 00 to 1f. */
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const key: ActiveKey = {
  keyId: 'k7',
  hmac: (data) => createHmac('sha256', KEY).update(data).digest(),
};
const activeKey = (ring: string) => (ring === 'users' ? key : undefined);
const rule = (pseudonymize: Partial<PseudonymizeRule['pseudonymize']> = {}): PseudonymizeRule => ({
  pseudonymize: { key: 'users', ...pseudonymize },
});

test('the scope is the path pattern by default, else the class or one for all', () => {
  expect(scopeText(rule(), 'user.id')).toBe('field:user.id');
  expect(scopeText(rule({ scope: 'field' }), 'user.id')).toBe('field:user.id');
  expect(scopeText(rule({ scope: 'class', class: 'user' }), 'user.id')).toBe('class:user');
  expect(scopeText(rule({ scope: 'global' }), 'user.id')).toBe('global');
});

describe('pseudonymize', () => {
  const leaf = leafOf(rule({ scope: 'class', class: 'user' }), { activeKey });

  test('gives strings, numbers and bigints of the same digits the same pseudonym', () => {
    expect(leaf('17')).toBe('"p1:k7:23Nio538zfkUHYdI8q-mmg"');
    expect([leaf(17), leaf(17n)]).toEqual([leaf('17'), leaf('17')]);
    expect(leaf(-0)).toBe(leaf('0'));
  });

  test('takes the path pattern of the context as scope of a field', () => {
    expect(leafOf(rule(), { activeKey, pattern: 'user.id' })('17')).toBe('"p1:k7:r_UzOq0Xnc48j9wjGpGJSg"');
  });

  test.each([[true], [{}], [['17']], [NaN], [2 ** 53], [2n ** 53n], ['x'.repeat(1001)], [new Error('17')]])(
    'removes %s',
    (value) => {
      expect(leaf(value)).toBeUndefined();
    },
  );

  test('reads a string of just limits.stringLength', () => {
    expect(leaf('x'.repeat(1000))).toMatch(/^"p1:k7:/);
  });

  test('lets nothing out without a key', () => {
    expect(leafOf(rule({ key: 'absent' }), { activeKey })('17')).toBeUndefined();
  });

  test('wants a class with scope class, and only then', () => {
    const path = ['pseudonymize', 'class'];
    expect(faultsOf(rule({ scope: 'class' }))).toMatchObject([{ path }]);
    expect(faultsOf(rule({ class: 'user' }))).toMatchObject([{ path }]);
    expect(faultsOf(rule({ scope: 'global', class: 'user' }))).toMatchObject([{ path }]);
    expect(faultsOf(rule({ scope: 'class', class: 'user' }))).toEqual([]);
    expect(faultsOf(rule())).toEqual([]);
  });

  test('is narrower only with the same key and scope', () => {
    expect(narrowsRule(rule(), rule({ scope: 'field' }))).toBe(true);
    expect(narrowsRule(rule(), rule({ scope: 'global' }))).toBe(false);
    expect(narrowsRule(rule(), rule({ key: 'other' }))).toBe(false);
    expect(narrowsRule(rule({ scope: 'class', class: 'a' }), rule({ scope: 'class', class: 'b' }))).toBe(
      false,
    );
  });
});
