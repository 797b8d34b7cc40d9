import { CERTAIN } from '../confidence.js';
import type { Detector } from '../detector.js';
import { findNumbers, NATIONAL_TRIGGERS, NUMBER_TRIGGERS, type NumberForm, SEPARATOR } from '../numbers.js';
import { createWords } from '../told.js';

/** German tax identification numbers. */
export const deTaxId: Detector = {
  id: 'de-tax-id',
  description:
    'German tax identification numbers (Steuer-ID): eleven digits with a valid check digit and one digit that repeats, as 2-3-3-3; in one piece after a word that tells.',
  source:
    'Bundeszentralamt für Steuern, "Steuerliche Identifikationsnummer" (form, repeated digits); ISO/IEC 7064 mod 11,10',
  placeholder: '[national-id]',
  confidence: [CERTAIN],
  triggers: [NUMBER_TRIGGERS, NATIONAL_TRIGGERS],
  find: (text) => findNumbers(text, FORM),
  examples: [
    { text: 'Steuer-ID 86 095 742 719 eingegangen', redacted: 'Steuer-ID [national-id] eingegangen' },
    {
      text: 'steuerIdentifikationsnummer: 86095742719',
      redacted: 'steuerIdentifikationsnummer: [national-id]',
    },
    { text: 'for 47 036 892 816.', redacted: 'for [national-id].' },
    { text: '{"taxId":"65929970489"}', redacted: '{"taxId":"[national-id]"}' },
    { text: 'IdNr. 57549285017', redacted: 'IdNr. [national-id]' },
  ],
  counterExamples: [
    'order 86095742719',
    'Steuer-ID 86095742718 fails the check digit',
    'Steuer-ID 12345678903 repeats nothing',
    'tax 11 095 742 719',
    'sizes 1 86 095 742 719 3',
  ],
};

const FORM: NumberForm = {
  id: 'de-tax-id',
  pattern: new RegExp(`(?<!\\d)[1-9]\\d(?:\\d{9}|(?:${SEPARATOR}\\d{3}){3})(?!\\d)`, 'g'),
  isValid,
  telling: createWords(
    'steuer(?:id|nr|nummer|idnr|identnr)?|(?:steuer)?identifikationsnummer|(?:st)?idnr',
    'tax',
  ),
  isUnmistakable: (written) => !/^\d+$/.test(written),
};

function isValid(digits: string): boolean {
  return repeatsOne(digits.slice(0, 10)) && passesMod11And10(digits);
}

/** Of the ten digits in front one occurs twice or three times, not three times in a row, and no other repeats. */
function repeatsOne(digits: string): boolean {
  const repeated = Array.from(new Set(digits), (digit) => digits.split(digit).length - 1).filter(
    (n) => n > 1,
  );
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3 && !/(\d)\1\1/.test(digits);
}

/** ISO/IEC 7064 mod 11,10. */
function passesMod11And10(digits: string): boolean {
  let product = 10;
  for (let at = 0; at < digits.length - 1; at++) {
    const sum = (digits.charCodeAt(at) - 48 + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (product + digits.charCodeAt(digits.length - 1) - 48) % 10 === 1;
}
