import { LIKELY, POSSIBLE } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { findNumbers, type NumberForm, SEPARATOR } from '../numbers.js';
import { mergeOverlaps } from '../overlap.js';
import { createWords } from '../told.js';
import { findLabeledDigits, TAXPAYER_TRIGGERS } from '../us-ssn/labeled.js';

/** US individual taxpayer identification numbers. */
export const usItin: Detector = {
  id: 'us-itin',
  description:
    'US individual taxpayer identification numbers as 3-2-4 digits with dashes, spaces, dots or tabs: 9 first, and a group that is assigned; nine digits in a row, one by one or with other separators only where a word, a table or a segment tells.',
  source:
    'US Internal Revenue Manual 3.21.263, "ITIN": first digit 9, fourth and fifth digits 50 to 65, 70 to 88, 90 to 92 and 94 to 99',
  placeholder: '[itin]',
  confidence: [LIKELY, POSSIBLE],
  triggers: TAXPAYER_TRIGGERS,
  find,
  examples: [
    { text: 'itin 912-70-1234 given', redacted: 'itin [itin] given' },
    { text: 'applicant 999 88 4321.', redacted: 'applicant [itin].' },
    { text: '{"itin":"912701234"}', redacted: '{"itin":"[itin]"}' },
    { text: '{"tin":"912701234"}', redacted: '{"tin":"[itin]"}' },
    { text: 'Taxpayer ID: 900-50-0001', redacted: 'Taxpayer ID: [itin]' },
    { text: 'TIN 912701234, customerTin=912701235', redacted: 'TIN [itin], customerTin=[itin]' },
    { text: 'form1tinNo.912701234', redacted: 'form1tinNo.[itin]' },
    { text: 'itin%3D912-94-1234', redacted: 'itin%3D[itin]' },
    { text: 'tax_payer_id: 912701234', redacted: 'tax_payer_id: [itin]' },
    { text: 'taxpayer identification number 912701234', redacted: 'taxpayer identification number [itin]' },
    { text: 'ITIN912701234, ITIN 912/70/1234', redacted: 'ITIN[itin], ITIN [itin]' },
    { text: 'itin: 9 1 2 7 0 1 2 3 4, SSN 912701234', redacted: 'itin: [itin], SSN [itin]' },
    { text: 'NM1*IL*1*A*B****34*912701234~', redacted: 'NM1*IL*1*A*B****34*[itin]~' },
    { text: 'id,itin\n1,912701234', redacted: 'id,itin\n1,[itin]' },
    { text: 'a;TIN no;b\n1;912701234;2', redacted: 'a;TIN no;b\n1;[itin];2' },
    { text: 'tax id 9 1 2 7 0 1 2 3 4', redacted: 'tax id [itin]' },
  ],
  counterExamples: [
    'Martin 912701234',

    'groups 912-49-1234, 912-66-1234, 912-89-1234, 912-93-1234',
    'first digit 812-70-1234',
    'order 912701234',
    'part 912-70-12345 of 1912-70-1234',
    'list 1-912-70-1234-2',
    'ms 12 912 70 1234 17',
  ],
};

/** How each of them begins; spares most texts all searches. */
const MAY_HOLD = /(?<!\d)9[-. /_]?\d[-. /_]?\d/;

function find(text: string): readonly Finding[] {
  if (!MAY_HOLD.test(text)) return [];
  const labeled = findLabeledDigits(text)
    .filter(({ digits }) => digits.startsWith('9') && GROUP.test(digits.slice(3, 5)))
    .map(({ start, end }): Finding => ({ detector: 'us-itin', start, end, confidence: LIKELY }));
  return mergeOverlaps([...findNumbers(text, FORM), ...labeled]);
}

const FORM: NumberForm = {
  id: 'us-itin',
  pattern: new RegExp(`(?<!\\d)9\\d{2}(?:${SEPARATOR}\\d{2}${SEPARATOR}|\\d{2})\\d{4}(?!\\d)`, 'g'),
  isValid: (digits) => GROUP.test(digits.slice(3, 5)),
  isChecked: () => false,
  telling: createWords('itin|tax|taxpayer|tin'),
  isUnmistakable: (written) => written.length > 9,
};

const GROUP = /^(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])$/;
