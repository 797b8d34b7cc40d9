import { describe, expect, it } from 'vitest';
import { esDni } from './index.js';

const found = (text: string) => esDni.find(text).map((finding) => text.slice(finding.start, finding.end));
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

describe('es-dni', () => {
  it('takes one letter for each number, and each of 23 for some', () => {
    const taken = Array.from({ length: 230 }, (_, at) => {
      const digits = String(12_345_678 + at * 37);
      return found(LETTERS.map((letter) => `dni ${digits}${letter}`).join('; '));
    });
    expect(taken.every((one) => one.length === 1)).toBe(true);
    expect(new Set(taken.map(([one]) => one?.slice(-1))).size).toBe(23);
  });

  it('counts X, Y and Z as 0, 1 and 2', () => {
    expect(found('nie X1234567L; nie Y1234567X; nie Z1234567R')).toHaveLength(3);
    expect(found('dni 01234567L; dni 11234567X; dni 21234567R')).toHaveLength(3);
  });

  it('asks for a word unless it is written with dots and a dash', () => {
    expect(found('12345678Z X1234567L 12.345.678Z 12345678-Z X-1234567-L')).toEqual([]);
    expect(found('12.345.678-Z nie X-1234567-L')).toHaveLength(2);
  });
});
