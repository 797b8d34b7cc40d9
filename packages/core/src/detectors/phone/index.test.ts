import * as fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { phone } from './index.js';

const found = (text: string) => phone.find(text).map((finding) => text.slice(finding.start, finding.end));
const NUMBERS = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);

describe('phone', () => {
  it('finds a number of every country behind a plus sign, in every way of writing it', () => {
    const missed = NUMBERS.flatMap((number) => {
      const spaced = number.formatInternational();
      const ways = [
        number.number,
        spaced,
        spaced.replaceAll(' ', '-'),
        spaced.replaceAll(' ', '.'),
        spaced.replaceAll(' ', '\u00a0'),
      ];
      return ways.filter((way) => found(`from ${way}, to`)[0] !== way);
    });
    expect(NUMBERS.length).toBeGreaterThan(200);
    expect(missed).toEqual([]);
  });

  it('finds a number of every country after a word that tells, as it is written there, but for one', () => {
    const missed = NUMBERS.map((number) => number.formatNational()).filter(
      (national) =>
        national.replace(/\D/g, '').length >= 7 && found(`phone number: ${national}.`)[0] !== national,
    );
    expect(missed).toEqual(['2 510 123']);
  });

  it.each([
    ...[
      '(415) 555-2671',
      '(415)555-2671',
      '415-555-2671',
      '415.555.2671',
      '1-415-555-2671',
      '+1 (415) 555-2671',
    ],
    ...['555-123-4567', '(555) 010-9999', '202-555-0143', '815 555 2671', '1 (800) 555 0199'],
    ...[
      '020 7946 0958',
      '(020) 7946 0958',
      '07911 123456',
      '07700 900123',
      '0044 20 7946 0958',
      '00 49 30 901820',
    ],
    ...['0171 5551234', '0171/5551234', '(030) 901820', '030-90182012', '01 42 68 53 00', '06.12.34.56.78'],
    ...[
      '03-1234-5678',
      '0412 345 678',
      '(11) 91234-5678',
      '11 91234-5678',
      '8 (495) 123-45-67',
      '138 0013 8000',
    ],
    ...['+44 (0)20 7946 0958', '(+44) 20 7946 0958', '+1.4155552671', '+49 30/901820', '+33 1 42 68 53 00'],
  ])('finds %s without a word that tells', (number) => {
    expect(found(`from ${number}, "${number}"`)).toEqual([number, number]);
    expect(found(`5 from ${number} in 12 ms`)).toEqual([number]);
  });

  it.each([
    'phone 5550123',
    'Tel. 901820-12',
    'mobile: 612 345 678',
    'MOBILE_NO=612345678',
    '"contactPhone":"98765 43210"',
    'user[phone]=4155552671',
    'whatsapp 5491123456789',
    'Telefonnummer: 901 820 12',
    'téléphone : 142685300',
    'numéro de téléphone 142685300',
    'móvil 612345678',
    'tel:5550123',
    '<phone>5550123</phone>',
    'msisdn=4915123456789',
    'call 555-0123',
    'called 4155552671',
    'SMS to 14155552671',
    'phone number is 12345678',
    'fax 5550123',
  ])('finds the number after the word in %s', (text) => {
    expect(found(text)).toHaveLength(1);
    expect(text.replace(found(text)[0] ?? '', '')).not.toMatch(/\d/);
  });

  it.each([
    '4155552671 and 14155552671',
    'id 0044207946',
    'at 1700000000 or 1700000000000',
    '2026-11-22 05:19:00',
    '22.11.2026 0519',
    '05-11-2026 10',
    '01 02 03 04 05 06',
    '0f 01 02 03 04 05',
    '123-45-6789',
    '200 512 1024',
    'order 415-555-2671',
    'ticket #415-555-2671',
    'ref: 020 7946 0958',
    'job-415-555-2671',
    '415-555-2671-01',
    'v415.555.2671',
    '1,415 555 2671',
    '$415 555 2671',
    '415-555-2671abc',
    '+4155552671abc',
    'ab+14155552671',
    '10.0.0.1 192.168.100.200',
    '1.2.3.4:5678901',
    'a0171-5551234',
    '0.1715551234',
    '+1234567',
    '+0530',
    '+99912345678',
    '9780306406157 978-0-306-40615-7',
    '4111 1111 1111 1112',
    '12345678-0123-4567-8901-234567890123',
    'call 1700000000',
    'called 123 4567 times',
    'calling 20261122',
    'phone, 12345678',
    'contact form 12345678',
    'telemetry 12345678',
    'phone at 2026-11-22',
    'mobile from 203.0.113.7',
    'phone at 52.520008',
    'took 12345678 ns',
    'size 1234/5678/90',
    '100000-200000',
    '1 000 000 000',
    '0000-0000-0000',
    '1.3.6.1.4.1.311.21.20',
  ])('leaves %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('takes an extension with the number', () => {
    for (const extension of [' ext. 12', ' x12', ';ext=12', ', extension 123', '#4', 'ext12'])
      expect(found(`from +1 415-555-2671${extension}, to`)).toEqual([`+1 415-555-2671${extension}`]);
  });

  it('finds the numbers of a list of which only the first has a word', () => {
    expect(found('phones: 5550123, 5550124; 5550125 and 5550126, order 5550127')).toHaveLength(4);
    expect(found('"phones":["5550123","5550124"]')).toHaveLength(2);
  });

  it('finds few numbers in rows of digits without a word or a plus sign', () => {
    const row = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(row, (digits) => {
        expect(found(`took ${digits} and ${digits}.`)).toEqual([]);
      }),
    );
  });
});
