import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IBAN_LENGTHS } from './countries.js';
import { iban, passesMod97 } from './index.js';

const found = (text: string) => iban.find(text).map((finding) => text.slice(finding.start, finding.end));

/** Examples of the registry of ISO 13616. */
const ACCOUNTS = [
  ...['AD1200012030200359100100', 'AE070331234567890123456', 'AT611904300234573201', 'BE68539007547034'],
  ...['BR1800360305000010009795493C1', 'CH9300762011623852957', 'CR05015202001026284066'],
  ...['DE89370400440532013000', 'DK5000400440116243', 'ES9121000418450200051332', 'FI2112345600000785'],
  ...['FR1420041010050500013M02606', 'GB29NWBK60161331926819', 'GR1601101250000000012300695'],
  ...['IT60X0542811101000000123456', 'LC55HEMM000100010012001200023015', 'MT84MALT011000012345MTLCAST001S'],
  ...['NL91ABNA0417164300', 'NO9386011117947', 'PL61109010140000071219812874', 'SE4550000000058398257466'],
  ...['RU0204452560040702810412345678901', 'UA213223130000026007233566001', 'VG96VPVG0000012345678901'],
];

/** The check digits that make a number of what stands for an account. */
const checkDigits = (country: string, account: string) =>
  Array.from({ length: 100 }, (_, digits) => String(digits).padStart(2, '0')).filter((digits) =>
    passesMod97(country + digits + account),
  );

describe('iban', () => {
  it.each(ACCOUNTS)('finds %s in one piece and in fours, in either case', (account) => {
    for (const one of [account, account.toLowerCase()]) {
      expect(found(`to ${one}.`)).toEqual([one]);
      expect(found(`IBAN${one}`)).toEqual([one]);
      for (const separator of [' ', '-', '\u00a0', '\u202f', '\u2013', '.', '_']) {
        const grouped = one.replace(/.{4}(?=.)/g, `$&${separator}`);
        expect(found(`to ${grouped}, "${grouped}"`)).toEqual([grouped, grouped]);
      }
    }
  });

  it.each(Array.from(IBAN_LENGTHS))(
    'takes in %s of the 100 check digits the one that fits',
    (country, length) => {
      for (const filled of ['0123456789', '9Z8Y7X', '0', '31']) {
        const account = filled.repeat(34).slice(0, length - 4);
        const [digits, ...others] = checkDigits(country, account);
        expect(others).toEqual([]);
        const all = Array.from(
          { length: 100 },
          (_, check) => country + String(check).padStart(2, '0') + account,
        );
        expect(found(all.join(' to '))).toEqual([`${country}${digits}${account}`]);
        expect(found(`${country}${digits}${account}0 ${country}${digits}${account.slice(1)}`)).toEqual([]);
      }
    },
  );

  it('finds no number of which a digit was changed, or two exchanged', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACCOUNTS),
        fc.nat(33),
        fc.integer({ min: 1, max: 9 }),
        (account, at, by) => {
          const place = 2 + (at % (account.length - 3));
          const digit = account[place] ?? '';
          fc.pre(/\d/.test(digit));
          const changed = account.slice(0, place) + ((Number(digit) + by) % 10) + account.slice(place + 1);
          expect(found(changed)).toEqual([]);
        },
      ),
    );
  });

  it('takes words after a code for no account', () => {
    expect(found('NO12 the quick brown')).toEqual([]);
    // The check digits of what follows, if words counted.
    const [digits] = checkDigits('NO', 'THEQUICKBRO');
    expect(found(`no${digits} the quick bro.`)).toEqual([]);
  });

  it('finds a number after one that is none', () => {
    expect(found('DE12 DE89 3704 0044 0532 0130 00')).toEqual(['DE89 3704 0044 0532 0130 00']);
    expect(found('DE89 3704 0044 0532 0130 00 BE68 5390 0754 7034')).toHaveLength(2);
  });
});
