import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { isPossible, isValid, isValidIn } from './plans.js';

const CODES = '20 27 31 33 34 49 55 81 86 91 351 353 380 800 881 999'.split(' ');
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 3, maxLength: 12 });

describe('the numbering plans', () => {
  // Where countries share a code the library decides first which one it is.
  it('say of a number what the library says that they are from', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODES), digits, (code, national) => {
        const number = parsePhoneNumberFromString(`+${code}${national}`, { extract: false });
        // The library takes a trunk prefix off, which is no part of the number.
        fc.pre(number?.nationalNumber === national);
        expect(isValid(code + national)).toBe(number.isValid());
        expect(isValidIn(code, national)).toBe(number.isValid());
        if (number.isPossible()) expect(isPossible(code + national)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['1', '4155552671', '6135550100'],
    ['7', '4951234567', '7012345678'],
    ['44', '2079460958', '1534601234'],
    ['39', '0612345678', '3471234567'],
  ])('know the countries that share %s', (code, ...nationals) => {
    for (const national of nationals)
      expect(isValidIn(code, national) && isValid(code + national)).toBe(true);
  });

  it('have no country for codes that nobody has', () => {
    for (const one of ['', '0', '999123456789', '01234567', '210123456'])
      expect(isPossible(one) || isValid(one)).toBe(false);
  });
});
