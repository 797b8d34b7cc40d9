import { describe, expect, it } from 'vitest';
import { nlBsn } from './index.js';

const found = (text: string) => nlBsn.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('nl-bsn', () => {
  it('takes of all check digits one at most', () => {
    const counts = Array.from({ length: 500 }, (_, at) => {
      const all = Array.from('0123456789', (check) => `bsn ${10_000_000 + at * 61_007}${check}`);
      return found(all.join('; ')).length;
    });
    expect(new Set(counts)).toEqual(new Set([0, 1]));
  });

  it('asks for a word, however the number is written', () => {
    expect(found('111222333 111.222.333')).toEqual([]);
    expect(found('bsn 111.222.333, sofinummer 1112.22.333, BSN-nummer: 111-222-333')).toHaveLength(3);
  });
});
