import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentCard } from './index.js';
import { hasIssuer, ISSUER_RANGES, passesLuhn } from './issuers.js';

const found = (text: string) =>
  paymentCard.find(text).map((finding) => text.slice(finding.start, finding.end));

/** Numbers that the networks publish for tests. */
const CARDS = [
  ...['4111111111111111', '4012888888881881', '4222222222222', '5555555555554444', '5105105105105100'],
  ...['2223003122003222', '378282246310005', '371449635398431', '30569309025904', '38520000023237'],
  ...['6011111111111117', '6011000990139424', '3530111333300000', '3566002020360505', '6200000000000005'],
];

describe('payment-card', () => {
  it.each(CARDS)('finds %s in one piece and in groups', (card) => {
    expect(found(`card ${card}.`)).toEqual([card]);
    for (const separator of [' ', '-', '\u00a0', '\u2013', ' - ', '.', '\t', '\n', '\r\n']) {
      const grouped = card.replace(/\d{4}(?=\d)/g, `$&${separator}`);
      expect(found(`card ${grouped}.`)).toEqual([grouped]);
    }
  });

  it('finds no number of which one digit was changed', () => {
    const digit = fc.nat(15);
    fc.assert(
      fc.property(fc.constantFrom(...CARDS), digit, fc.integer({ min: 1, max: 9 }), (card, at, by) => {
        const place = at % card.length;
        const changed = `${card.slice(0, place)}${(Number(card[place]) + by) % 10}${card.slice(place + 1)}`;
        expect(passesLuhn(changed)).toBe(false);
        expect(found(changed)).toEqual([]);
      }),
    );
  });

  it.each(ISSUER_RANGES)('finds the first and the last number of $from to $to, of every length', (range) => {
    for (const length of range.lengths) {
      for (const prefix of [range.from, range.to]) {
        const rest = length - String(prefix).length - 1;
        for (const filling of ['0', '5', '9']) {
          const digits = `${prefix}${filling.repeat(rest)}`;
          const numbers = Array.from('0123456789', (check) => digits + check);
          expect(found(numbers.map((number) => `card ${number};`).join(' '))).toEqual(
            numbers.filter((number) => passesLuhn(number)),
          );
        }
      }
    }
  });

  it('knows of all prefixes of four digits which have an issuer', () => {
    const prefixes = Array.from({ length: 10_000 }, (_, prefix) => String(prefix).padStart(4, '0'));
    const taken = prefixes.filter((prefix) => hasIssuer(`${prefix}${'9'.repeat(12)}`));
    const ranges = taken.reduce<[string, string][]>((all, prefix) => {
      const last = all.at(-1);
      if (last !== undefined && Number(last[1]) + 1 === Number(prefix)) last[1] = prefix;
      else all.push([prefix, prefix]);
      return all;
    }, []);
    expect(ranges.map((range) => [...new Set(range)].join('-')).join(' ')).toBe(
      '2200-2205 2221-2720 3000-3099 3528-3589 3600-3699 3800-4999 5018-5020 5038 5060 5066-5067 5078 5080-5090 ' +
        '5100-5599 5893 6000-6099 6200-6299 6304 6360-6399 6440-6599 6759 6761-6763 6767 8100-8299 8600 9704 9792 9860',
    );
  });

  it('asks for a length that the issuer uses', () => {
    expect(hasIssuer('4'.repeat(16))).toBe(true);
    expect(hasIssuer('4'.repeat(15))).toBe(false);
    expect(hasIssuer('1'.repeat(16))).toBe(false);
    expect(hasIssuer('2220990000000000')).toBe(false);
    expect(hasIssuer('2720990000000000')).toBe(true);
  });

  it('takes no list of numbers for one', () => {
    expect(found('4111111111\n111111 411111111.1111111')).toEqual([]);
  });

  it('finds a number beside letters, but none within a hash', () => {
    expect(found('pan4111111111111111x')).toEqual(['4111111111111111']);
    expect(found('9f4111111111111111a86d081884c7d6')).toEqual([]);
  });
});
