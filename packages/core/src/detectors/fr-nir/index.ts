import { CERTAIN, LIKELY } from '../confidence.js';
import type { Detector } from '../detector.js';
import {
  findNumbers,
  NATIONAL_TRIGGERS,
  NUMBER_TRIGGERS,
  type NumberForm,
  remainder,
  SEPARATOR,
} from '../numbers.js';
import { createWords } from '../told.js';

/** French social security numbers. */
export const frNir: Detector = {
  id: 'fr-nir',
  description:
    'French social security numbers (NIR): sex, year, month, department, commune and order with a valid key, in groups; in one piece, or without the key, after a word that tells.',
  source:
    'INSEE, "Numéro de sécurité sociale" (form, months, Corsica as 2A and 2B); décret 82-103 (key, 97 less the remainder)',
  placeholder: '[national-id]',
  confidence: [CERTAIN, LIKELY],
  triggers: [NUMBER_TRIGGERS, NATIONAL_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'assuré 1 85 05 78 006 084 91 créé', redacted: 'assuré [national-id] créé' },
    {
      text: 'Numéro de sécurité sociale : 255081416802538',
      redacted: 'Numéro de sécurité sociale : [national-id]',
    },
    { text: '{"nir":"185057800608491"}', redacted: '{"nir":"[national-id]"}' },
    { text: 'carte Vitale 185057800608491', redacted: 'carte Vitale [national-id]' },
    { text: 'insee=1+85+05+78+006+084+91', redacted: 'insee=[national-id]' },
    {
      text: '{"field":"nss","value":"185057800608491"}',
      redacted: '{"field":"nss","value":"[national-id]"}',
    },
    { text: '<td>NIR</td><td>185057800608491</td>', redacted: '<td>NIR</td><td>[national-id]</td>' },
    { text: 'NIR 1 85 05 78 006 084', redacted: 'NIR [national-id]' },
    { text: 'n° INSEE 2-55-08-14-168-025-38.', redacted: 'n° INSEE [national-id].' },
  ],
  counterExamples: [
    'order 185057800608491',
    'NIR 185057800608490 has another key',
    'month 1 85 15 78 006 084 91',
    'columns 1 85 05 78 006 084',
    'row 0 1 85 05 78 006 084 91',
  ],
};

const GROUPS = [
  String.raw`[1-478]`,
  String.raw`\d\d`,
  String.raw`\d\d`,
  String.raw`(?:\d\d|2[AB])`,
  String.raw`\d{3}`,
];

const FORM: NumberForm = {
  id: 'fr-nir',
  pattern: new RegExp(
    `(?<![A-Za-z\\d])${[...GROUPS, '\\d{3}'].join(`${SEPARATOR}?`)}(?:${SEPARATOR}?\\d\\d)?(?![A-Za-z\\d])`,
    'gi',
  ),
  isValid,
  isChecked: (compact) => compact.length === 15,
  telling: createWords('nir|nss|insee|sécurité|security|sécu|sociale?|vitale'),
  isUnmistakable: (written) => written.replace(/[^\dAB]/gi, '').length === 15 && SPACED.test(written),
};

/** In all of its groups. */
const SPACED = /^\d[^\dAB]\d\d[^\dAB]\d\d[^\dAB]\d[\dAB]/i;

/** Months, and what stands for one that is not known. */
const MONTH = /^\d{3}(?:0[1-9]|1[0-2]|[2-3]\d|4[0-2]|[5-9]\d)/;

function isValid(compact: string): boolean {
  if (!MONTH.test(compact)) return false;
  if (compact.length === 13) return true;
  const digits = compact.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - remainder(digits, 97) === Number(compact.slice(13));
}
