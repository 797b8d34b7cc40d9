/** National ids with check digits. Sources of the rules are with the check digits. */
import {
  bsnDigit,
  codiceFiscaleLetter,
  cpfDigits,
  dniLetter,
  luhnDigit,
  mod1110Digit,
  nhsDigit,
  nirKey,
  verhoeffDigit,
} from '../check-digits.js';

/** Ten digits, 3-3-4; numbers in use begin with 4, 6 or 7 (NHS Digital, ISB 0149). */
export function nhs(random) {
  const digits = completed(() => `${random.pick('467')}${random.digits(8)}`, nhsDigit);
  const form = random.int(1, 3);
  if (form === 1) return digits;
  return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(form === 2 ? ' ' : '-');
}

/** HMRC manual NIM39110: D, F, I, Q, U and V not in the first two, O not in the second, some pairs never; A to D last. */
export function nino(random) {
  const prefix = () => random.string('ABCEGHJKLMNOPRSTWXYZ', 1) + random.string('ABCEGHJKLMNPRSTWXYZ', 1);
  let letters = prefix();
  while (['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ'].includes(letters)) letters = prefix();
  const [digits, suffix] = [random.digits(6), random.string('ABCD', 1)];
  return random.chance(0.5)
    ? `${letters}${digits}${suffix}`
    : `${letters} ${digits.match(/../g).join(' ')} ${suffix}`;
}

/** Bundeszentralamt für Steuern: ten digits of which one occurs twice or three times (not in a row) and no other again. */
export function steuerId(random) {
  let body;
  do {
    const different = random.shuffle([...'0123456789']).slice(0, 9);
    body = random.shuffle([...different, different[random.int(0, 8)]]).join('');
  } while (body[0] === '0');
  const digits = body + mod1110Digit(body);
  return random.chance(0.5)
    ? digits
    : [digits.slice(0, 2), digits.slice(2, 5), digits.slice(5, 8), digits.slice(8)].join(' ');
}

/** INSEE: sex, year, month, department, commune, order, key. */
export function nir(random) {
  const department = random.chance(0.05) ? random.pick(['2A', '2B']) : pad(random.int(1, 95), 2);
  const parts = [
    random.pick('12'),
    random.digits(2),
    pad(random.int(1, 12), 2),
    department,
    pad(random.int(1, 990), 3),
    pad(random.int(1, 999), 3),
  ];
  return [...parts, nirKey(parts.join(''))].join(random.pick(['', ' ']));
}

/** DNI: eight digits and a letter; NIE: X, Y or Z, seven digits and a letter. */
export function dni(random) {
  const body = random.chance(0.5) ? random.digits(8) : `${random.pick('XYZ')}${random.digits(7)}`;
  return `${body}${random.pick(['', '', '-'])}${dniLetter(body)}`;
}

/** Six consonants or so, year, month letter, day (women plus 40), place code of the Agenzia del Territorio, letter. */
export function codiceFiscale(random) {
  const name = random.string('BCDFGLMNPRSTVZ', 6);
  const day = pad(random.int(1, 28) + (random.chance(0.5) ? 40 : 0), 2);
  const place = `${random.string('ABCDEFGHIL', 1)}${random.digits(3)}`;
  const body = `${name}${random.digits(2)}${random.string('ABCDEHLMPRST', 1)}${day}${place}`;
  return `${body}${codiceFiscaleLetter(body)}`;
}

/** Nine digits. */
export function bsn(random) {
  const digits = completed(() => `${random.int(1, 9)}${random.digits(7)}`, bsnDigit);
  return random.pick([digits, digits, digits.match(/.../g).join('.')]);
}

/** Eleven digits, 3.3.3-2 as printed. */
export function cpf(random) {
  const body = random.digits(9);
  const digits = body + cpfDigits(body);
  return random.chance(0.4)
    ? digits
    : `${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6, 9)}-${digits.slice(9)}`;
}

/** Twelve digits, the first 2 to 9. */
export function aadhaar(random) {
  const body = `${random.int(2, 9)}${random.digits(10)}`;
  return (body + verhoeffDigit(body)).match(/.{4}/g).join(random.pick(['', ' ', '-']));
}

/** Service Canada: nine digits, Luhn, the first 1 to 7 or 9. */
export function sin(random) {
  const body = `${random.pick('12345679')}${random.digits(7)}`;
  return (body + luhnDigit(body)).match(/.../g).join(random.pick(['', ' ', '-']));
}

function completed(createBody, checkDigit) {
  for (;;) {
    const body = createBody();
    const digit = checkDigit(body);
    if (digit !== undefined) return body + digit;
  }
}

function pad(number, length) {
  return String(number).padStart(length, '0');
}
