import { describe, expect, it } from 'vitest';
import { itCodiceFiscale } from './index.js';

const found = (text: string) =>
  itCodiceFiscale.find(text).map((finding) => text.slice(finding.start, finding.end));
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** With the check letter that fits; there is one for each. */
const complete = (code: string) =>
  LETTERS.map((letter) => code + letter).filter((one) => found(`codice fiscale ${one}`).length > 0);

describe('it-codice-fiscale', () => {
  it('takes one letter for each code', () => {
    for (const code of ['RSSMRA85T10A562', 'MRTMTT91D08F205', 'BNCLRA70A41H501', 'AAAAAA00A01A000'])
      expect(complete(code)).toHaveLength(1);
    expect(complete('RSSMRA85T10A562')).toEqual(['RSSMRA85T10A562S']);
  });

  it('knows the months and the days, which are forty more for women', () => {
    const months = LETTERS.filter((month) => complete(`RSSMRA85${month}10A562`).length > 0);
    expect(months.join('')).toBe('ABCDEHLMPRST');
    const days = Array.from({ length: 100 }, (_, day) => day).filter(
      (day) => complete(`RSSMRA85T${String(day).padStart(2, '0')}A562`).length > 0,
    );
    expect(days).toHaveLength(62);
    expect(days).not.toContain(0);
    expect(days).not.toContain(32);
    expect(days).not.toContain(40);
    expect(days).not.toContain(72);
  });

  it('takes letters for digits, in the date only after a word that tells', () => {
    const [last = ''] = complete('RSSMRA85T10A56N');
    const [all = ''] = complete('RSSMRAURTMLARSN');
    expect(found(`${last} ${all}`)).toEqual([last]);
    expect(found(`codice fiscale ${all}`)).toEqual([all]);
  });
});
