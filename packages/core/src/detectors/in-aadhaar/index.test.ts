import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inAadhaar } from './index.js';
import { passesVerhoeff } from './verhoeff.js';

const found = (text: string) => inAadhaar.find(text).map((finding) => text.slice(finding.start, finding.end));
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 11, maxLength: 11 });
const complete = (eleven: string) =>
  Array.from('0123456789', (check) => eleven + check).filter((number) => passesVerhoeff(number));

describe('in-aadhaar', () => {
  it('has the published examples of the check digit', () => {
    // 236 has the check digit 3, 12345 has 1.
    expect(passesVerhoeff('2363')).toBe(true);
    expect(passesVerhoeff('123451')).toBe(true);
    expect(passesVerhoeff('123450')).toBe(false);
  });

  it('has one check digit for every number, that shows each digit changed and each pair exchanged', () => {
    fc.assert(
      fc.property(digits, fc.nat(10), fc.integer({ min: 1, max: 9 }), (eleven, at, by) => {
        const [number = '', ...others] = complete(eleven);
        expect(others).toEqual([]);
        const digit = Number(number[at]);
        const rest = number.slice(at + 1);
        expect(passesVerhoeff(`${number.slice(0, at)}${(digit + by) % 10}${rest}`)).toBe(false);
        fc.pre(number[at] !== number[at + 1]);
        expect(passesVerhoeff(`${number.slice(0, at)}${rest[0]}${digit}${rest.slice(1)}`)).toBe(false);
      }),
    );
  });

  it('asks for a word and another first digit than 0 and 1', () => {
    for (const first of '0123456789') {
      const [number = ''] = complete(`${first}3412341234`);
      expect(found(`aadhaar ${number}`)).toHaveLength(first < '2' ? 0 : 1);
      expect(found(`order ${number}`)).toEqual([]);
    }
  });
});
