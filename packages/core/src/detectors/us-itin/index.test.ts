import { describe, expect, it } from 'vitest';
import { usItin } from './index.js';

const found = (text: string) => usItin.find(text).map((finding) => text.slice(finding.start, finding.end));
const two = (number: number) => String(number).padStart(2, '0');

describe('us-itin', () => {
  it('knows of all groups those that are assigned', () => {
    const groups = Array.from({ length: 100 }, (_, group) => two(group));
    const taken = groups.filter((group) => found(`912-${group}-1234`).length > 0);
    expect(taken).toEqual(
      groups.filter((group) => {
        const number = Number(group);
        return number >= 50 && !(number > 65 && number < 70) && number !== 89 && number !== 93;
      }),
    );
  });

  it('knows of all areas those that begin with nine', () => {
    const areas = Array.from({ length: 1000 }, (_, area) => String(area).padStart(3, '0'));
    expect(areas.filter((area) => found(`${area}-70-1234`).length > 0)).toEqual(areas.slice(900));
  });

  it('takes nine digits in a row only after a word that tells', () => {
    expect(found('912701234')).toEqual([]);
    expect(found('itin: 912701234, "taxpayerId":"912701234"; ITIN is 912701234')).toHaveLength(3);
  });
});
