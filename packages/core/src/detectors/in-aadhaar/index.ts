import { CERTAIN } from '../confidence.js';
import type { Detector } from '../detector.js';
import { findNumbers, NUMBER_TRIGGERS, TOLD_TRIGGERS, type NumberForm, SEPARATOR } from '../numbers.js';
import { createWords } from '../told.js';
import { passesVerhoeff } from './verhoeff.js';

/** Indian identity numbers. */
export const inAadhaar: Detector = {
  id: 'in-aadhaar',
  description:
    'Indian Aadhaar numbers: twelve digits that do not begin with 0 or 1 and have a valid check digit, in one piece or in fours, after a word that tells.',
  source:
    'Unique Identification Authority of India, "UID Numbering Scheme" (form); J. Verhoeff, 1969 (check digit)',
  placeholder: '[national-id]',
  confidence: [CERTAIN],
  triggers: [NUMBER_TRIGGERS, TOLD_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'Aadhaar 2341 2341 2346 verified', redacted: 'Aadhaar [national-id] verified' },
    { text: '{"aadhaarNumber":"999941057058"}', redacted: '{"aadhaarNumber":"[national-id]"}' },
    { text: 'aadhar no. 2341-2341-2346', redacted: 'aadhar no. [national-id]' },
    { text: 'UIDAI: 999941057058.', redacted: 'UIDAI: [national-id].' },
  ],
  counterExamples: [
    'order 2341 2341 2346',
    'aadhaar 2341 2341 2347 fails the check digit',
    'aadhaar 1341 2341 2346',
    'aadhaar 2341 2341 2346 7',
    'aadhaar service took 234123412346',
  ],
};

const FORM: NumberForm = {
  id: 'in-aadhaar',
  pattern: new RegExp(`(?<!\\d)[2-9]\\d{3}${SEPARATOR}?\\d{4}${SEPARATOR}?\\d{4}(?!\\d)`, 'g'),
  isValid: passesVerhoeff,
  telling: createWords('aadhaa?r|adhaar|uidai'),
};
