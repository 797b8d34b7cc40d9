import { expect, it } from 'vitest';
import { nestedPath } from './nested.js';

const rule = { keep: 'uuid' };

it.each([
  [['fields', 'user', 'id'], rule, 'user.id'],
  [['fields', 'user', 'id'], 'remove', 'user.id'],
  [['fields', 'a.*', 'b.c'], { x: 1, d: { e: rule } }, 'a.*.b\\.c.d.e'],
  [['profiles', 'p', 'fields', 'user', 'id'], rule, 'user.id'],
])('a rule at %j was meant for a path', (path, value, pattern) => {
  expect(nestedPath(path, value)).toBe(pattern);
});

it.each([
  [['limits', 'user', 'id'], rule],
  [['fields', 'user', 0], rule],
  [['x', 'fields', 'user', 'id'], rule],
  [['a', 'p', 'fields', 'user', 'id'], rule],
  [['profiles', 'p', 'limits', 'user', 'id'], rule],
  [['profiles', 'p', 'x', 'fields', 'user', 'id'], rule],
  [['profiles', 'fields', 'user', 'id'], rule],
  [['fields', 'user', 'id'], { a: 'keep', b: [rule], c: null }],
  [['fields', 'user', 'id'], 'keep'],
])('what is at %j is none: %j', (path, value) => {
  expect(nestedPath(path, value)).toBeUndefined();
});
