import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { isError, normalize } from './normalize.js';

const withToJSON = (result: unknown) => ({ toJSON: () => result });

describe('what JSON would carry', () => {
  const plain = { a: 1 };
  const date = new Date(0);
  const error = Object.assign(new Error('x'), { toJSON: () => 'secret' });

  it.each([
    ['a', 'a'],
    [1, 1],
    [true, true],
    [1n, 1n],
    [null, null],
    [undefined, undefined],
    [Symbol('x'), undefined],
    [() => 1, undefined],
    [plain, plain],
    [date, date.toISOString()],
    [error, error],
    [Object('a'), 'a'],
    [Object(1), 1],
    [Object(false), false],
    [withToJSON(plain), plain],
    [withToJSON(null), null],
    [withToJSON('a'), 'a'],
    [withToJSON(undefined), undefined],
    [withToJSON(() => 1), undefined],
    [withToJSON(Symbol('x')), undefined],
    [withToJSON(Object('a')), 'a'],
    [withToJSON(withToJSON('twice')), expect.objectContaining({})],
    [Object.assign(Object('a') as object, { toJSON: 'no function' }), 'a'],
  ])('of a value: %#', (value, carried) => {
    expect(normalize(value)).toEqual(carried);
  });

  it('is the very object, not a copy', () => {
    for (const value of [plain, [1], Object.create(null) as object, new Map(), error]) {
      expect(normalize(value)).toBe(value);
    }
  });

  it('is what an inherited toJSON gives, called once with the object', () => {
    let calls = 0;
    class Money {
      cents = 5;
      toJSON(): number {
        calls++;
        return this.cents;
      }
    }
    expect(normalize(new Money())).toBe(5);
    expect(calls).toBe(1);
  });

  it('is what a box has, not what its members say', () => {
    const box = Object.assign(Object('a') as object, { valueOf: () => 'secret', toString: () => 'secret' });
    expect(normalize(box)).toBe('a');
  });
});

it.each([
  [new Error('x'), true],
  [new (class extends TypeError {})('x'), true],
  [runInNewContext('new Error("x")'), true],
  [new DOMException('x'), true],
  [{ message: 'x', stack: 'x' }, false],
  [Object.create(null), false],
  [[], false],
  [null, false],
  [undefined, false],
  ['Error', false],
  [Error, false],
])('is an error: %#', (value, is) => {
  expect(isError(value)).toBe(is);
});
