import { describe, expect, it } from 'vitest';
import { ukNino } from './index.js';

const found = (text: string) => ukNino.find(text).map((finding) => text.slice(finding.start, finding.end));
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

describe('uk-nino', () => {
  it('knows of all two letters those that are assigned', () => {
    const prefixes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
    const taken = prefixes.filter((prefix) => found(`${prefix}123456C`).length > 0);
    // 20 first letters, 19 second ones, but for seven pairs.
    expect(taken).toHaveLength(20 * 19 - 7);
    expect(taken.filter((prefix) => /[DFIQUV]|.O|BG|GB|KN|NK|NT|TN|ZZ/.test(prefix))).toEqual([]);
  });

  it('knows the letters at the end', () => {
    expect(LETTERS.filter((letter) => found(`AB123456${letter}`).length > 0)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('takes pairs with every separator', () => {
    for (const one of [
      'AB 12 34 56 C',
      'AB-12-34-56-C',
      'AB 123456 C',
      'AB12 34 56C',
      'AB\u00a012\u00a034\u00a056\u00a0C',
    ])
      expect(found(`of ${one}.`)).toEqual([one]);
  });

  it('asks for a word where the case is lower or the letters are none that are assigned', () => {
    expect(found('ab123456c QQ123456C')).toEqual([]);
    expect(found('nino ab123456c, national insurance number QQ123456C')).toHaveLength(2);
  });
});
