/** Numbers of the state and of banks that are checked by rule: SSN, ITIN, IBAN. */
import { ibanDigits } from '../check-digits.js';

/**
 * US Social Security Administration, "Social Security Number Randomization": areas 000, 666 and 900 to 999, group 00
 * and serial 0000 are never assigned. Without a telling word in front only the forms with separators.
 */
export function ssn(random, { hasWord = false } = {}) {
  const area = random.pick([random.int(1, 665), random.int(667, 899)]);
  return separated(random, hasWord, [pad(area, 3), pad(random.int(1, 99), 2), pad(random.int(1, 9999), 4)]);
}

/** US IRS, Internal Revenue Manual 3.21.263: 9 first, and 50-65, 70-88, 90-92 or 94-99 as the fourth and fifth digit. */
export function itin(random, { hasWord = false } = {}) {
  const group = random.pick([random.int(50, 65), random.int(70, 88), random.int(90, 92), random.int(94, 99)]);
  return separated(random, hasWord, [`9${random.digits(2)}`, pad(group, 2), pad(random.int(1, 9999), 4)]);
}

function separated(random, hasWord, parts) {
  return parts.join(random.pick(hasWord ? ['-', '-', '-', ' ', ''] : ['-', '-', '-', '-', ' ']));
}

function pad(number, length) {
  return String(number).padStart(length, '0');
}

/** ISO 13616 registry (SWIFT, release 97): what follows the check digits; n digits, a capitals, c both. */
const COUNTRIES = {
  DE: '18n',
  GB: '4a14n',
  FR: '10n11c2n',
  ES: '20n',
  IT: '1a10n12c',
  NL: '4a10n',
  CH: '5n12c',
  AT: '16n',
  BE: '12n',
  PL: '24n',
  SE: '20n',
  NO: '11n',
  DK: '14n',
  FI: '14n',
  PT: '21n',
  IE: '4a14n',
  CZ: '20n',
  RO: '4a16c',
  GR: '7n16c',
  HU: '24n',
  LU: '3n13c',
  TR: '6n16c',
  SA: '2n18c',
  AE: '19n',
  MT: '4a5n18c',
  LT: '16n',
  LV: '4a13c',
  EE: '16n',
  HR: '17n',
  SI: '15n',
  SK: '20n',
  BG: '4a6n8c',
  CY: '8n16c',
  IL: '19n',
  QA: '4a21c',
  BR: '23n1a1c',
  UA: '6n19c',
  IS: '22n',
  LI: '5n12c',
  KZ: '3n13c',
  GE: '2a16n',
  RS: '18n',
  MC: '10n11c2n',
};
/** What most of the lines have, before the rest of the registry. */
const COMMON = ['DE', 'DE', 'GB', 'FR', 'ES', 'IT', 'NL', 'AT', 'BE', 'CH', 'PL'];

/** In one piece, or as printed: in groups of four. */
export function iban(random) {
  const text = compactIban(random);
  const form = random.int(1, 10);
  if (form <= 4) return text.match(/.{1,4}/g).join(' ');
  if (form === 5) return text.match(/.{1,4}/g).join('-');
  return form === 6 ? text.toLowerCase() : text;
}

/** In one piece. */
function compactIban(random) {
  const country = random.pick(random.chance(0.5) ? COMMON : Object.keys(COUNTRIES));
  const rest = COUNTRIES[country].replace(/(\d+)([nac])/g, (_, length, kind) =>
    ofKind(random, kind, Number(length)),
  );
  return `${country}${ibanDigits(country, rest)}${rest}`;
}

function ofKind(random, kind, length) {
  if (kind === 'n') return random.digits(length);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  // Most of what may be a letter is a digit.
  return random.string(kind === 'a' ? letters : `0123456789012345678901234567890123456789${letters}`, length);
}
