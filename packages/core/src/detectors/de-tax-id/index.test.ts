import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deTaxId } from './index.js';

const found = (text: string) => deTaxId.find(text).map((finding) => text.slice(finding.start, finding.end));
const NUMBERS = ['86095742719', '47036892816', '65929970489', '57549285017'];

describe('de-tax-id', () => {
  it('takes of all check digits the one that fits', () => {
    for (const number of NUMBERS) {
      const all = Array.from('0123456789', (check) => `tax ${number.slice(0, 10)}${check}`);
      expect(found(all.join('; '))).toEqual([number]);
    }
  });

  it('finds no number of which a digit was changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBERS),
        fc.nat(10),
        fc.integer({ min: 1, max: 9 }),
        (number, at, by) => {
          const changed = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`;
          expect(found(`Steuer-ID ${changed}`)).toEqual([]);
        },
      ),
    );
  });

  it('asks for a word where there are no groups', () => {
    expect(found('86095742719')).toEqual([]);
    expect(found('86 095 742 719')).toHaveLength(1);
    for (const before of ['Steuer-ID: ', 'Steueridentifikationsnummer ', 'IdNr. ', 'steuerId=', '"tax_id":"'])
      expect(found(`${before}86095742719`)).toHaveLength(1);
  });

  it('asks for one digit that repeats, and no more', () => {
    // Check digits are right in all of them.
    expect(found('tax 10123456787; tax 12345678903; tax 11122345671; tax 11223456785')).toEqual([]);
  });
});
