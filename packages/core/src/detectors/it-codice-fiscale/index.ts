import { CERTAIN } from '../confidence.js';
import type { Detector } from '../detector.js';
import { findNumbers, type NumberForm } from '../numbers.js';
import { createWords } from '../told.js';

/** Italian tax codes of persons. */
export const itCodiceFiscale: Detector = {
  id: 'it-codice-fiscale',
  description:
    'Italian tax codes of persons (codice fiscale): sixteen characters with a date of birth that can be and a valid check letter, in one piece or in the usual groups, in either case; with letters for digits of the date after a word that tells.',
  source:
    'Agenzia delle Entrate, decreto 23 December 1976 (form, check letter, letters for digits where two persons would share a code)',
  placeholder: '[national-id]',
  confidence: [CERTAIN],
  triggers: [['\\l\\d\\d\\l\\d\\d', '\\b\\d\\d\\l\\d\\d', 'fiscale']],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'codice fiscale RSSMRA85T10A562S inserito', redacted: 'codice fiscale [national-id] inserito' },
    { text: '{"codiceFiscale":"rssmra85t10a562s"}', redacted: '{"codiceFiscale":"[national-id]"}' },
    { text: 'per RSS MRA 85T10 A562S.', redacted: 'per [national-id].' },
    { text: 'MRTMTT91D08F205J,', redacted: '[national-id],' },
  ],
  counterExamples: [
    'RSSMRA85T10A562T has another letter',
    'day RSSMRA85T32A562S and month RSSMRA85F10A562S',
    'part of xRSSMRA85T10A562S and RSSMRA85T10A562S1',
    'key ABCDEF12G34H567I',
    'sha 9f86d081884c7d65',
  ],
};

const JOIN = '[ \\u00a0-]';
/** A digit, and the letters that may stand for one. */
const D = '[\\dLMNPQRSTUV]';

const FORM: NumberForm = {
  id: 'it-codice-fiscale',
  pattern: new RegExp(
    `(?<![A-Za-z\\d])[A-Z]{3}${JOIN}?[A-Z]{3}${JOIN}?${D}{2}[ABCDEHLMPRST]${D}{2}${JOIN}?[A-Z]${D}{3}[A-Z](?![A-Za-z\\d])`,
    'gi',
  ),
  isValid,
  telling: createWords('(?:codice)?fiscale'),
  isUnmistakable: (written) => /\d\d[a-z]\d\d/i.test(written),
};

/** Of characters in odd places, counted from one: digits and the first ten letters, then the other letters. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function isValid(code: string): boolean {
  const day = Number(code.slice(9, 11).replace(/[L-V]/g, (letter) => String('LMNPQRSTUV'.indexOf(letter))));
  if (day % 40 < 1 || day % 40 > 31 || day > 71) return false;
  let sum = 0;
  for (let at = 0; at < 15; at++) {
    const value = valueOf(code.charCodeAt(at));
    sum += at % 2 === 0 ? (ODD[value] ?? 0) : value;
  }
  return sum % 26 === code.charCodeAt(15) - 65;
}

function valueOf(character: number): number {
  return character < 65 ? character - 48 : character - 65;
}
