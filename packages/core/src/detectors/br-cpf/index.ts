import { CERTAIN } from '../confidence.js';
import type { Detector } from '../detector.js';
import {
  findNumbers,
  isRepeated,
  NATIONAL_TRIGGERS,
  NUMBER_TRIGGERS,
  type NumberForm,
  weightedSum,
} from '../numbers.js';
import { createWords } from '../told.js';

/** Brazilian taxpayer numbers of persons. */
export const brCpf: Detector = {
  id: 'br-cpf',
  description:
    'Brazilian taxpayer numbers of persons (CPF): eleven digits with two valid check digits, written 000.000.000-00; otherwise after a word that tells.',
  source: 'Receita Federal, Cadastro de Pessoas Físicas (form, check digits modulo 11)',
  placeholder: '[national-id]',
  confidence: [CERTAIN],
  triggers: [NUMBER_TRIGGERS, NATIONAL_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'cliente 111.444.777-35 criado', redacted: 'cliente [national-id] criado' },
    { text: '{"cpf":"52998224725"}', redacted: '{"cpf":"[national-id]"}' },
    { text: 'CPF: 529 982 247 25.', redacted: 'CPF: [national-id].' },
    { text: 'o CPF é 529.982.247-25', redacted: 'o CPF é [national-id]' },
  ],
  counterExamples: [
    'order 52998224725',
    'CPF 529.982.247-26 fails the check digits',
    'CPF 111.111.111-11',
    'versions 529.982.247.25',
    'cpf 529982247250',
  ],
};

const FORM: NumberForm = {
  id: 'br-cpf',
  pattern: /(?<!\d)\d{3}([. ]?)\d{3}\1\d{3}[-./ \u2010-\u2015]?\d{2}(?!\d)/g,
  isValid,
  telling: createWords('cpf'),
  isUnmistakable: (written) => /\..*\..*[-\u2010-\u2015]/.test(written),
};

function isValid(digits: string): boolean {
  return hasCheckDigit(digits, 9) && hasCheckDigit(digits, 10) && !isRepeated(digits);
}

/** The digit at `place` belongs to those before it, of which the last weighs two. */
function hasCheckDigit(digits: string, place: number): boolean {
  const weights = Array.from({ length: place }, (_, at) => place + 1 - at);
  return ((weightedSum(digits, weights) * 10) % 11) % 10 === digits.charCodeAt(place) - 48;
}
