import { describe, expect, it } from 'vitest';
import { frNir } from './index.js';

const found = (text: string) => frNir.find(text).map((finding) => text.slice(finding.start, finding.end));
const two = (number: number) => String(number).padStart(2, '0');

describe('fr-nir', () => {
  it.each(['1850578006084', '2990197123456', '185052A006084', '255082B006084'])(
    'takes of all keys of %s the one that fits',
    (number) => {
      const digits = number.replace('2A', '19').replace('2B', '18');
      const key = two(97 - Number(BigInt(digits) % 97n));
      const all = Array.from({ length: 100 }, (_, at) => `nir ${number}${two(at)}`);
      expect(found(all.join('; '))).toEqual([`${number}${key}`]);
    },
  );

  it('knows the months', () => {
    const months = Array.from({ length: 100 }, (_, at) => two(at));
    const taken = months.filter((month) => found(`nir 185${month}78006084`).length > 0);
    expect(taken).toHaveLength(12 + 23 + 50);
    expect(taken).not.toContain('00');
    expect(taken).not.toContain('13');
  });

  it('asks for a word where there are no groups or no key', () => {
    expect(found('185057800608491 and 1 85 05 78 006 084')).toEqual([]);
    expect(found('sécurité sociale 185057800608491, 1-85-05-78-006-084-91')).toHaveLength(2);
  });
});
