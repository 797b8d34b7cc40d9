import { CERTAIN } from '../confidence.js';
import type { Detector } from '../detector.js';
import { findNumbers, NUMBER_TRIGGERS, TOLD_TRIGGERS, type NumberForm, remainder } from '../numbers.js';
import { createWords } from '../told.js';

/** Spanish identity numbers of citizens (DNI, NIF) and foreigners (NIE). */
export const esDni: Detector = {
  id: 'es-dni',
  description:
    'Spanish identity numbers: eight digits, or X, Y or Z and seven digits, with the letter that fits; written 00.000.000-A, or after a word that tells.',
  source: 'Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE" (letters, remainder of 23)',
  placeholder: '[national-id]',
  confidence: [CERTAIN],
  triggers: [NUMBER_TRIGGERS, TOLD_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'DNI 12345678Z caducado', redacted: 'DNI [national-id] caducado' },
    { text: '{"nie":"X1234567L"}', redacted: '{"nie":"[national-id]"}' },
    { text: 'titular 12.345.678-Z y NIE Y-1234567-X', redacted: 'titular [national-id] y NIE [national-id]' },
    { text: 'documento de identidad: z1234567r.', redacted: 'documento de identidad: [national-id].' },
    { text: 'NIF=12345678-Z', redacted: 'NIF=[national-id]' },
  ],
  counterExamples: [
    'part 12345678Z',
    'DNI 12345678A has another letter',
    'NIE W1234567L',
    '20261122T051900Z and 20261122-T',
    'DNI 123456789Z',
  ],
};

const JOIN = String.raw`[ .\u00a0\u2010-\u2015-]`;

const FORM: NumberForm = {
  id: 'es-dni',
  pattern: new RegExp(
    `(?<![A-Za-z\\d])(?:[XYZ]${JOIN}?\\d{7}|\\d{8}|\\d{2}\\.\\d{3}\\.\\d{3})${JOIN}?[A-Z](?![A-Za-z\\d])`,
    'gi',
  ),
  isValid,
  telling: createWords('dni|nie|nif|identidad|documento'),
  isUnmistakable: (written) => /^\d\d\..*-[A-Z]$/.test(written),
};

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

function isValid(compact: string): boolean {
  const digits = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return LETTERS.charAt(remainder(digits, 23)) === compact.slice(-1);
}
