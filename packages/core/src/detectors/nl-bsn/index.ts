import { CERTAIN } from '../confidence.js';
import type { Detector } from '../detector.js';
import {
  findNumbers,
  isRepeated,
  NUMBER_TRIGGERS,
  TOLD_TRIGGERS,
  type NumberForm,
  SEPARATOR,
  weightedSum,
} from '../numbers.js';
import { createWords } from '../told.js';

/** Dutch citizen service numbers. */
export const nlBsn: Detector = {
  id: 'nl-bsn',
  description:
    'Dutch citizen service numbers (BSN): nine digits that pass the test of eleven, in one piece or in groups, after a word that tells.',
  source: 'Rijksdienst voor Identiteitsgegevens, Logisch Ontwerp BSN (form, test of eleven)',
  placeholder: '[national-id]',
  confidence: [CERTAIN],
  triggers: [NUMBER_TRIGGERS, TOLD_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'BSN 111222333 opgevraagd', redacted: 'BSN [national-id] opgevraagd' },
    { text: '{"bsn":"123456782"}', redacted: '{"bsn":"[national-id]"}' },
    { text: 'burgerservicenummer: 1234.56.782', redacted: 'burgerservicenummer: [national-id]' },
    { text: 'burgerServiceNummer=111 222 333', redacted: 'burgerServiceNummer=[national-id]' },
  ],
  counterExamples: [
    'order 111222333',
    'bsn 111222334 fails the test',
    'bsn 1112223330',
    'bsn 000000000',
    'bsn of order 111222333',
  ],
};

const FORM: NumberForm = {
  id: 'nl-bsn',
  pattern: new RegExp(
    `(?<!\\d)(?:\\d{3}${SEPARATOR}?\\d{3}${SEPARATOR}?\\d{3}|\\d{4}${SEPARATOR}\\d{2}${SEPARATOR}\\d{3})(?!\\d)`,
    'g',
  ),
  isValid: (digits) => weightedSum(digits, WEIGHTS) % 11 === 0 && !isRepeated(digits),
  telling: createWords('bsn(?:nr|nummer)?|burgerservice(?:nr|nummer)?|sofi(?:nr|nummer)?'),
};

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];
