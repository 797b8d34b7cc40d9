import { expect, test } from 'vitest';
import type { Rule } from '../policy/policy.js';
import { actionNameOf, actionOf, narrowsRule } from './index.js';

const RULES: readonly (readonly [string, Rule])[] = [
  ['keep', { keep: 'number' }],
  ['keep', { keep: 'boolean' }],
  ['keep', { keep: 'string' }],
  ['keep', { keep: 'token' }],
  ['keep', { keep: 'uuid' }],
  ['keep', { keep: 'timestamp' }],
  ['keep', { keep: 'url' }],
  ['keep', { keep: 'error' }],
  ['keep', { keep: 'pseudonym' }],
  ['remove', { remove: true }],
  ['replace', { caseInsensitive: true, replace: 'x' }],
  ['mask', { mask: 'email' }],
  ['encrypt', { encrypt: { to: 'dpo' } }],
  ['pseudonymize', { pseudonymize: { key: 'users' } }],
  ['generalize', { generalize: 'ip' }],
  ['generalize', { generalize: 'route' }],
  ['generalize', { generalize: 'email' }],
  ['generalize', { generalize: { number: { buckets: [1] } } }],
  ['generalize', { generalize: { timestamp: 'day' } }],
  ['truncate', { truncate: { max: 1 } }],
  ['map', { map: { keys: 'uuid', value: { keep: 'number' } } }],
  ['parse', { parse: 'json' }],
];

test.each(RULES)('the action of %s %j is found by name', (name, rule) => {
  expect(actionNameOf(rule)).toBe(name);
});

test('rules of different actions have different actions, and neither narrows the other', () => {
  expect(new Set(RULES.map(([, rule]) => actionOf(rule))).size).toBe(RULES.length);
  for (const [, from] of RULES) {
    for (const [, to] of RULES) expect(narrowsRule(from, to)).toBe(from === to);
  }
});

test('two forms of one action are one action', () => {
  expect(actionOf({ generalize: { ip: { v4: 8 } } })).toBe(actionOf({ generalize: 'ip' }));
  expect(actionOf({ keep: 'integer' })).toBe(actionOf({ keep: 'number' }));
});

test('a rule without an action is refused', () => {
  expect(() => actionNameOf({} as Rule)).toThrow(TypeError);
  expect(() => actionNameOf(Object.create({ keep: 'number' }) as Rule)).toThrow(TypeError);
});
