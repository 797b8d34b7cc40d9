/** What UTF-16 units beyond ASCII are to the search for triggers. */
import { isEncodedUnit } from './encoded.js';
import { RARE_BEYOND_ASCII } from './secret-assignment/foreign.js';

/** Codes of the search behind those of ASCII: for units that stand for themselves, */
export const CODE_BEYOND_ASCII = 128;
/** for those that stand for ASCII, or for nothing, */
export const CODE_ENCODED = 129;
/** and for letters that words have which detectors look for. */
export const CODE_OF_WORDS = 130;
export const CODES = 131;

/** The code of a unit beyond ASCII. */
export function codeOfUnit(unit: number): number {
  codes ??= findCodes();
  return codes[unit] as number;
}

/** Made when first asked for: many a program logs nothing but ASCII. */
let codes: Uint8Array | undefined;

function findCodes(): Uint8Array {
  const found = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
    isEncodedUnit(unit) ? CODE_ENCODED : CODE_BEYOND_ASCII,
  );
  for (const letter of RARE_BEYOND_ASCII) found[letter.charCodeAt(0)] = CODE_OF_WORDS;
  return found;
}
