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

/** NHS numbers of patients in England, Wales and the Isle of Man. */
export const ukNhs: Detector = {
  id: 'uk-nhs',
  description:
    'NHS numbers of British patients: ten digits with a valid check digit, in one piece or as 3-3-4, after a word that tells.',
  source: 'NHS Data Dictionary, "NHS number": form, check digit modulo 11',
  placeholder: '[national-id]',
  confidence: [CERTAIN],
  triggers: [NUMBER_TRIGGERS, TOLD_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'NHS number 943 476 5919 given', redacted: 'NHS number [national-id] given' },
    { text: '{"nhsNumber":"9434765919"}', redacted: '{"nhsNumber":"[national-id]"}' },
    { text: 'nhs_no=401-023-2137', redacted: 'nhs_no=[national-id]' },
    { text: 'patient 943 476 5919.', redacted: 'patient [national-id].' },
  ],
  counterExamples: [
    'order 943 476 5919',
    'NHS number 943 476 5918 fails the check digit',
    'nhs trust 12, ward 9434765919',
    'patient 9434765919012',
    'nhs 000 000 0000',
  ],
};

const FORM: NumberForm = {
  id: 'uk-nhs',
  pattern: new RegExp(`(?<!\\d)\\d{3}${SEPARATOR}?\\d{3}${SEPARATOR}?\\d{4}(?!\\d)`, 'g'),
  isValid,
  telling: createWords('nhs|patients?'),
};

const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

function isValid(digits: string): boolean {
  return weightedSum(digits, WEIGHTS) % 11 === 0 && !isRepeated(digits);
}
