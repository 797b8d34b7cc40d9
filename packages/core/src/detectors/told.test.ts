import { describe, expect, it } from 'vitest';
import { createWords, isTold } from './told.js';

const TELLING = createWords('phones?|sécurité', 'tax(?:id)?');
const told = (before: string) => isTold(`${before}12345`, before.length, TELLING);

describe('isTold', () => {
  it.each([
    'phone ',
    'Phone: ',
    '"phoneNumber":"',
    'user[phone]=',
    'PHONE_NO=',
    'phone number of the customer is ',
    'numéro de sécurité : ',
    "n° de se\u0301curite\u0301 d'",
    'taxIds=["',
    '123, 456; tax ',
    'tax_id=',
    'TaxId: ',
    'taxIdNumber=',
  ])('sees the word in %j', (before) => {
    expect(told(before)).toBe(true);
  });

  it.each([
    'phones are out of stock, order ',
    'phone, ',
    'phone 12 ',
    'headphone ',
    'ta_x ',
    'phone order ',
    'for [phone] and ',
    '[phone] ',
    'id ',
    '',
    `phone ${'is '.repeat(40)}`,
    'phone'.repeat(40),
  ])('sees none in %j', (before) => {
    expect(told(before)).toBe(false);
  });
});
