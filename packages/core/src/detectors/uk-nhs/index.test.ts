import { describe, expect, it } from 'vitest';
import { ukNhs } from './index.js';

const found = (text: string) => ukNhs.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('uk-nhs', () => {
  it('takes of all check digits the one that fits, and none where it would be ten', () => {
    const counts = Array.from({ length: 500 }, (_, at) => {
      const digits = String(400_000_000 + at * 7919);
      return found(Array.from('0123456789', (check) => `nhs ${digits}${check}`).join('; ')).length;
    });
    expect(new Set(counts)).toEqual(new Set([0, 1]));
  });

  it('takes every separator between its groups', () => {
    for (const separator of ['', ' ', '-', '.', '\t', '\u00a0', '\u2013'])
      expect(found(`NHS: 943${separator}476${separator}5919`)).toHaveLength(1);
  });

  it('takes no number that has no word for it, however it is written', () => {
    expect(found('943 476 5919 9434765919 nhs, 9434765919')).toEqual([]);
  });
});
