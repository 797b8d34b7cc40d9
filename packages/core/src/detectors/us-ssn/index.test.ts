import { describe, expect, it } from 'vitest';
import { usSsn } from './index.js';

const found = (text: string) => usSsn.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('us-ssn', () => {
  it('takes the last number that can be assigned in each part, and none beyond', () => {
    expect(found('001-01-0001 899-99-9999 665-12-3456 667-12-3456')).toHaveLength(4);
    expect(found('000-01-0001 900-99-9999 666-12-3456 123-00-3456 123-45-0000')).toEqual([]);
  });

  it('takes of all areas those that are assigned, with every separator', () => {
    for (const separator of ['-', ' ', '\t', '\u00a0', '\u2013']) {
      const taken = Array.from({ length: 1000 }, (_, area) => String(area).padStart(3, '0')).filter(
        (area) => found(`of ${area}${separator}12${separator}3456, to`).length > 0,
      );
      expect(taken).toHaveLength(898);
      expect(taken.filter((area) => area === '000' || area === '666' || area >= '900')).toEqual([]);
    }
  });

  it('takes of all groups and serials all but those of zeros', () => {
    const groups = Array.from({ length: 100 }, (_, group) => String(group).padStart(2, '0'));
    expect(groups.filter((group) => found(`219-${group}-3456`).length > 0)).toEqual(groups.slice(1));
    const serials = Array.from({ length: 10_000 }, (_, serial) => String(serial).padStart(4, '0'));
    expect(found(serials.map((serial) => `219-09-${serial};`).join(' '))).toHaveLength(9999);
  });

  it('takes nine digits in a row only after the words for it', () => {
    expect(found('ssn: 219099999')).toEqual(['219099999']);
    expect(found('Social-Security-No 219099999')).toEqual(['219099999']);
    expect(found('order 219099999')).toEqual([]);
    expect(found('ssn of the customer who ordered part 219099999')).toEqual([]);
  });

  it('takes separators of two kinds, but no row of numbers', () => {
    expect(found('219-09 9999, 219\t09-9999')).toHaveLength(2);
    expect(found('1-219-09 9999, 219\t09-9999\t1')).toEqual([]);
  });

  it('finds a number once that both its form and the word before it show', () => {
    expect(found('ssn 219-09-9999')).toEqual(['219-09-9999']);
  });
});
