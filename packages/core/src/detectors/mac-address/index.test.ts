import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { macAddress } from './index.js';

const found = (text: string) =>
  macAddress.find(text).map((finding) => text.slice(finding.start, finding.end));
const octets = fc.uint8Array({ minLength: 6, maxLength: 6 });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('mac-address', () => {
  it('finds every address with colons, and with dashes or dots where it has a letter', () => {
    fc.assert(
      fc.property(octets, (bytes) => {
        const digits = hex(bytes);
        fc.pre(/[a-e]/.test(digits) && /[1-9]/.test(digits));
        const forms = [':', '-'].map((separator) => digits.replace(/..(?=.)/g, `$&${separator}`));
        for (const one of [...forms, digits.replace(/....(?=.)/g, '$&.')]) {
          expect(found(`at ${one}, "${one.toUpperCase()}".`)).toEqual([one, one.toUpperCase()]);
        }
      }),
    );
  });

  it('takes eight pairs, but no other number of them', () => {
    for (let count = 2; count <= 20; count++) {
      const pairs = Array.from({ length: count }, () => '1a');
      const isAddress = count === 6 || count === 8;
      expect(found(pairs.join(':'))).toHaveLength(isAddress ? 1 : 0);
      expect(found(pairs.join('-'))).toHaveLength(isAddress ? 1 : 0);
    }
  });

  it('takes digits alone for an address only with colons or after a word that tells', () => {
    expect(found('10-20-30-40-50-60 1020.3040.5060 102030405060')).toEqual([]);
    expect(found('10:20:30:40:50:60; mac 10-20-30-40-50-60; hwaddr=102030405060')).toHaveLength(3);
  });
});
