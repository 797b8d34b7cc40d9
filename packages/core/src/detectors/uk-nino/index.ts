import { LIKELY, POSSIBLE } from '../confidence.js';
import type { Detector } from '../detector.js';
import { findNumbers, NATIONAL_TRIGGERS, NUMBER_TRIGGERS, type NumberForm } from '../numbers.js';
import { createWords } from '../told.js';

/** British national insurance numbers. */
export const ukNino: Detector = {
  id: 'uk-nino',
  description:
    'British national insurance numbers: two letters that are assigned, six digits in one piece or in pairs, and A to D, in upper case; in lower case or with other letters after a word that tells.',
  source: 'HM Revenue and Customs, National Insurance Manual NIM39110 (form, prefixes not in use)',
  placeholder: '[national-id]',
  confidence: [LIKELY, POSSIBLE],
  triggers: [NUMBER_TRIGGERS, NATIONAL_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'national insurance AB 12 34 56 C given', redacted: 'national insurance [national-id] given' },
    { text: '{"nino":"AB123456C"}', redacted: '{"nino":"[national-id]"}' },
    { text: 'claim of JG 10 37 59 A, JG103759A.', redacted: 'claim of [national-id], [national-id].' },
    { text: 'nino: qq123456c', redacted: 'nino: [national-id]' },
    { text: 'NI-AB-12-34-56-D', redacted: 'NI-[national-id]' },
  ],
  counterExamples: [
    'ref qq123456c',
    'prefixes GB123456A, BG123456A, DA123456A, AO123456B, QQ123456C',
    'suffix AB123456E and AB1234567C',
    'order AB123456C',
    'xAB123456C and AB123456CD',
    'sha ab123456c0',
  ],
};

const PREFIX = '(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]';
const ASSIGNED = new RegExp(`^${PREFIX}`);
const JOIN = String.raw`[ \u00a0\u202f\u2010-\u2015.-]`;

const FORM: NumberForm = {
  id: 'uk-nino',
  pattern: new RegExp(
    `(?<![A-Za-z\\d])[A-Z]{2}${JOIN}?(?:\\d{6}|\\d{2}${JOIN}\\d{2}${JOIN}\\d{2})${JOIN}?[A-D](?![A-Za-z\\d])`,
    'gi',
  ),
  isValid: () => true,
  isChecked: () => false,
  telling: createWords('nino|insurance'),
  other: createWords('order|ref|reference|sku|part|item|ticket|invoice|product|serial|model|flight|booking'),
  isUnmistakable: (written) => ASSIGNED.test(written) && /[A-D]$/.test(written),
};
