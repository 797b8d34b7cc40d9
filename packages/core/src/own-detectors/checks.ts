import { passesMod97 } from '../detectors/iban/index.js';
import { passesVerhoeff } from '../detectors/in-aadhaar/verhoeff.js';
import { remainder } from '../detectors/numbers.js';
import { passesLuhn } from '../detectors/payment-card/issuers.js';
import type { CheckName } from '../policy/policy.js';

/** The longest match that may have a check digit: it is computed for every place where one may end. */
export const LONGEST_CHECKED = 64;

/**
 * Of places where a match may end, ascending, the last at which it has the check digit of that name. What is no part
 * of the number is passed over.
 */
export function lastChecked(
  name: CheckName,
  text: string,
  start: number,
  ends: readonly number[],
): number | undefined {
  const { digit, passes } = CHECKS[name];
  // Once for all of the ends: their numbers begin alike.
  const places: number[] = [];
  for (let at = start; at < (ends.at(-1) ?? start); at++) if (digit.test(text.charAt(at))) places.push(at);
  const number = places.map((at) => text.charAt(at).toUpperCase()).join('');
  let length = places.length + 1;
  return ends.findLast((end) => {
    const before = length;
    while (length > 0 && (places[length - 1] ?? end) >= end) length--;
    // With and without a sign at its end it is the same number.
    return length < before && length > 1 && passes(number.slice(0, length));
  });
}

interface Check {
  /** What a number consists of. */
  readonly digit: RegExp;
  readonly passes: (number: string) => boolean;
}

const CHECKS: Readonly<Record<CheckName, Check>> = {
  luhn: { digit: /\d/, passes: passesLuhn },
  verhoeff: { digit: /\d/, passes: passesVerhoeff },
  mod11: { digit: /[\dXx]/, passes: passesMod11 },
  mod97: { digit: /[\dA-Za-z]/, passes: (number) => passesMod97(number) || isOne(number) },
};

/** ISO/IEC 7064 mod 97-10 with the check digits at the end: letters as 10 to 35, and 1 remains. */
function isOne(number: string): boolean {
  return (
    remainder(
      number.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)),
      97,
    ) === 1
  );
}

/** As of an ISBN of ten digits: each times its place from the right, a multiple of 11; X, at the end, is ten. */
function passesMod11(written: string): boolean {
  const number = written.replace(/^X+/, '');
  if (!/^\d+[\dX]$/.test(number)) return false;
  let sum = 0;
  for (let at = 0; at < number.length; at++) {
    const digit = number[at] === 'X' ? 10 : number.charCodeAt(at) - 48;
    sum += digit * (number.length - at);
  }
  return sum % 11 === 0;
}
