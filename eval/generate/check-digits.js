/**
 * Check digits, each as the digit or letter that completes a body. The evaluation has its own: it must not call valid
 * what the detectors take for valid because both have the same fault.
 */

/** ISO/IEC 7812-1, annex B (Luhn): cards, Canadian SIN. */
export function luhnDigit(body) {
  let sum = 0;
  for (let index = body.length - 1, doubled = true; index >= 0; index--, doubled = !doubled) {
    const digit = Number(body[index]) * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** ISO 13616-1 with ISO/IEC 7064 MOD 97-10: the two digits of an IBAN, for its country and the rest. */
export function ibanDigits(country, rest) {
  return String(98 - mod97(`${rest}${country}00`)).padStart(2, '0');
}

/** Letters count as 10 to 35. */
function mod97(text) {
  let remainder = 0;
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36)))
      remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder;
}

/** NHS Data Dictionary, "NHS Number": weights 10 to 2, modulus 11; undefined where the body has none. */
export function nhsDigit(body) {
  const check = 11 - (weighted(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return check === 10 ? undefined : String(check % 11);
}

/** ISO/IEC 7064 MOD 11,10: German Steuer-ID (Bundeszentralamt für Steuern). */
export function mod1110Digit(body) {
  let product = 10;
  for (const digit of body) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** INSEE, "numéro d'inscription au répertoire": 97 less the number modulo 97; 2A counts as 19, 2B as 18. */
export function nirKey(body) {
  const digits = body.replace('2A', '19').replace('2B', '18');
  return String(97 - Number(BigInt(digits) % 97n)).padStart(2, '0');
}

/** Spanish Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE". X, Y and Z count as 0, 1 and 2. */
export function dniLetter(body) {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(body.replace(/^[XYZ]/, (letter) => 'XYZ'.indexOf(letter))) % 23];
}

/** Italian Decreto Ministeriale 23 December 1976: odd and even places have tables of their own. */
export function codiceFiscaleLetter(body) {
  const sum = [...body].reduce((total, character, index) => {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? ODD_PLACES[value] : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26));
}
const ODD_PLACES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** Dutch "elfproef" (Rijksdienst voor Identiteitsgegevens): undefined where the body has none. */
export function bsnDigit(body) {
  const check = weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return check === 10 ? undefined : String(check);
}

/** Brazilian Receita Federal: two digits, each by modulus 11. */
export function cpfDigits(body) {
  const first = cpfDigit(body);
  return `${first}${cpfDigit(`${body}${first}`)}`;
}

function cpfDigit(body) {
  const weights = Array.from(body, (_, index) => body.length + 1 - index);
  const rest = (weighted(body, weights) * 10) % 11;
  return rest === 10 ? 0 : rest;
}

/** Verhoeff 1969, by the dihedral group D5: Indian Aadhaar (UIDAI). */
export function verhoeffDigit(body) {
  let check = 0;
  [...body].reverse().forEach((digit, index) => {
    check = multiply(check, permute(Number(digit), index + 1));
  });
  return String(check < 5 ? (5 - check) % 5 : check);
}

function multiply(a, b) {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
}

function permute(digit, times) {
  let permuted = digit;
  for (let count = times % 8; count > 0; count--) permuted = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4][permuted];
  return permuted;
}

function weighted(body, weights) {
  return weights.reduce((sum, weight, index) => sum + weight * Number(body[index]), 0);
}

/** IEEE 802.3 CRC-32: the last six characters of GitHub's and npm's tokens are one, in base 62. */
export function crc32(text) {
  let crc = ~0;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
