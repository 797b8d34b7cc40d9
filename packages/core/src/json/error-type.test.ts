import { expect, it } from 'vitest';
import { errorTypeOf } from './error-type.js';

class QuotaError extends Error {}
/** An error whose prototype cannot be asked for its constructor. */
const withoutConstructor = Object.setPrototypeOf(
  new Error('x'),
  new Proxy(Error.prototype, {
    get(target, key) {
      if (key === 'constructor') throw new Error('secret');
      return Reflect.get(target, key) as unknown;
    },
  }),
) as Error;

it.each([
  [new QuotaError('x'), 'QuotaError'],
  [Object.assign(new QuotaError('x'), { name: 'OtherError' }), 'QuotaError'],
  [Object.assign(new Error('x'), { name: 'OtherError' }), 'OtherError'],
  [Object.assign(new Error('x'), { name: 'OtherException' }), 'OtherException'],
  [Object.assign(new Error('x'), { name: 'OtherErrorOfMine' }), 'Error'],
  [Object.assign(new Error('x'), { name: 'Ada' }), 'Error'],
  [Object.assign(new Error('x'), { name: 5 }), 'Error'],
  [withoutConstructor, 'Error'],
  [Object.assign(new (class secret extends Error {})('x'), {}), 'Error'],
  [{ type: 'QuotaError' }, 'QuotaError'],
  [{ type: `A${'a'.repeat(63)}` }, `A${'a'.repeat(63)}`],
  [{ type: `A${'a'.repeat(64)}` }, undefined],
  [{ type: 'not one', name: 'QuotaError', message: '' }, 'QuotaError'],
  [{ name: 'QuotaError', stack: '' }, 'QuotaError'],
  [{ name: 'quota', message: 'x' }, 'Error'],
  [{ name: 'QuotaError' }, undefined],
  [{ type: ['QuotaError'] }, undefined],
  [{ message: 5, stack: 5 }, undefined],
])('the type of an error: %#', (error, type) => {
  expect(errorTypeOf(error)).toBe(type);
});
