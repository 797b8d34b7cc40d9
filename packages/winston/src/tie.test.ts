import { expect, test } from 'vitest';
import { tie, tiedTo } from './tie.js';

test('what is tied to an object is found by that object alone', () => {
  const object = { a: 1 };
  expect(tie(object, 'x')).toBe(object);
  expect(tiedTo(object)).toBe('x');
  expect(tiedTo({ ...object })).toBeUndefined();
  expect(tiedTo(Object.create(object) as object)).toBeUndefined();
  expect(Reflect.ownKeys(object)).toEqual(['a']);
});

test('the last one that was tied to an object counts', () => {
  const object = {};
  tie(object, 'x');
  tie(object, 'y');
  expect(tiedTo(object)).toBe('y');
});

test('a frozen object gives way to a copy', () => {
  const symbol = Symbol('s');
  const object = Object.freeze({ a: 1, [symbol]: 2 });
  const copy = tie(object, 'x');
  expect(copy).toEqual({ a: 1, [symbol]: 2 });
  expect(tiedTo(copy)).toBe('x');
});
