import { CERTAIN } from '../confidence.js';
import type { Detector } from '../detector.js';
import {
  findNumbers,
  isRepeated,
  NUMBER_TRIGGERS,
  TOLD_TRIGGERS,
  type NumberForm,
  SEPARATOR,
} from '../numbers.js';
import { passesLuhn } from '../payment-card/issuers.js';
import { createWords } from '../told.js';

/** Canadian social insurance numbers. */
export const caSin: Detector = {
  id: 'ca-sin',
  description:
    'Canadian social insurance numbers: nine digits with a valid check digit, in one piece or in threes, after a word that tells.',
  source:
    'Employment and Social Development Canada, Social Insurance Number Code of Practice (form); ISO/IEC 7812-1 (check digit)',
  placeholder: '[national-id]',
  confidence: [CERTAIN],
  triggers: [NUMBER_TRIGGERS, TOLD_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'SIN 046 454 286 on file', redacted: 'SIN [national-id] on file' },
    { text: '{"sin":"130692544"}', redacted: '{"sin":"[national-id]"}' },
    { text: 'social insurance number: 130-692-544', redacted: 'social insurance number: [national-id]' },
    {
      text: "numéro d'assurance sociale : 130 692 544.",
      redacted: "numéro d'assurance sociale : [national-id].",
    },
  ],
  counterExamples: [
    'order 130 692 544',
    'SIN 130 692 545 fails the check digit',
    'using 130692544',
    'sin 1306925440',
    'sin 000 000 000',
  ],
};

const FORM: NumberForm = {
  id: 'ca-sin',
  pattern: new RegExp(`(?<!\\d)\\d{3}${SEPARATOR}?\\d{3}${SEPARATOR}?\\d{3}(?!\\d)`, 'g'),
  isValid: (digits) => passesLuhn(digits) && !isRepeated(digits),
  telling: createWords('sin|nas|(?:social)?insurance|assurance(?:sociale)?|sociale'),
};
