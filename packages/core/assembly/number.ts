/** Tells where digits in free text may be part of a phone number, an account or the number of a person. */

/**
 * True where the two digits that end here begin what may be such a number. `isTold` where a word before them tells of
 * one. False within a row of digits, at the beginning of which it was asked.
 */
export function isNumber(end: usize, isTold: bool): bool {
  const start = end - 2;
  if (isDigit(load<u8>(start - 1))) return false;
  return isInGroups(start, isTold) || isAccount(start) || isInsurance(start);
}

/** To the digit behind three separators of three bytes each. */
const WIDEST_GAP: usize = 10;

/**
 * Seven digits, however they are grouped, behind a plus sign or a word that tells. Without either nine in groups, and a
 * date has eight. One less where a digit stands in front by itself; with a word there are eight then. Points alone make
 * a version where a digit stands between two by itself, or a fraction; the shortest number of that kind has eight digits.
 */
function isInGroups(start: usize, isTold: bool): bool {
  const before = beforeSeparators(start);
  const single: u32 = isDigit(load<u8>(before)) ? 1 : 0;
  const hasPlus = load<u8>(before - single) == 43;
  const enough: u32 = hasPlus ? 7 - single : isTold ? 7 : u32.MAX_VALUE;
  const needed: u32 = 9 - single;
  let digits: u32 = 0;
  let group: u32 = 0;
  let gaps: u32 = 0;
  let hasOther = false;
  let hasSingle = false;
  let last = start;
  for (let at = start; at - last <= WIDEST_GAP; at++) {
    const byte: u32 = load<u8>(at);
    if (isDigit(byte) || isCorsica(at)) {
      if (at - last > 1) {
        hasSingle = hasSingle || group == 1;
        group = 0;
        gaps++;
      }
      last = at;
      digits++;
      group++;
      if (digits >= enough) return true;
      if (hasOther ? digits >= needed : digits >= 8 && gaps > 1 && !hasSingle && group > 1) return true;
    } else if (byte == 92 && load<u8>(at, 1) == 116) {
      hasOther = true;
      at++;
    } else if (isSeparator(byte) || byte == 43) {
      hasOther = hasOther || byte != 46;
    } else return false;
  }
  return false;
}

/** The letter of a department of Corsica in a French number: 2A or 2B. */
function isCorsica(at: usize): bool {
  const byte: u32 = load<u8>(at) | 32;
  return (byte == 97 || byte == 98) && load<u8>(at - 1) == 50;
}

/** The byte in front that is no separator. */
function beforeSeparators(start: usize): usize {
  let before = start - 1;
  while (start - before < WIDEST_GAP && isSeparator(load<u8>(before))) before--;
  return before;
}

/** Two letters, two digits, and eleven letters and digits behind them: an IBAN. */
function isAccount(start: usize): bool {
  if (!isLetter(load<u8>(start - 1)) || !isLetter(load<u8>(start - 2)) || !isEdge(start - 3)) return false;
  let count: u32 = 0;
  let last = start + 1;
  for (let at = start + 2; at - last <= WIDEST_GAP; at++) {
    const byte: u32 = load<u8>(at);
    if (isLetter(byte) || isDigit(byte)) {
      last = at;
      if (++count == 11) return true;
    } else if (byte == 92 && load<u8>(at, 1) == 116) {
      at++;
    } else if (!isSeparator(byte) && byte != 95 && byte != 43) return false;
  }
  return false;
}

/** Two letters, six digits, also in pairs, and one of A to D: a British national insurance number. */
function isInsurance(start: usize): bool {
  let end = start;
  for (let pair: u32 = 0; pair < 3; pair++) {
    if (pair > 0) end = afterSeparators(end);
    if (!isDigit(load<u8>(end)) || !isDigit(load<u8>(end, 1))) return false;
    end += 2;
  }
  const byte: u32 = load<u8>(afterSeparators(end)) | 32;
  if (byte < 97 || byte > 100) return false;
  let before = start - 1;
  while (isSeparator(load<u8>(before)) && before > start - 4) before--;
  return isLetter(load<u8>(before)) && isLetter(load<u8>(before - 1)) && isEdge(before - 2);
}

/** True where the two digits that end here begin the date in an Italian tax code: a letter, two digits and a letter. */
export function isFiscal(end: usize): bool {
  const start = end - 2;
  if (!isLetter(load<u8>(start + 2)) || !isDigit(load<u8>(start + 3)) || !isDigit(load<u8>(start + 4)))
    return false;
  return isLetter(load<u8>(afterSeparators(start + 5)));
}

/** Behind one separator at the most, of three bytes. */
function afterSeparators(at: usize): usize {
  let after = at;
  while (after < at + 3 && isSeparator(load<u8>(after))) after++;
  return after;
}

/** No letter or digit; the letter of a short escape, and the last one of `iban`. */
function isEdge(at: usize): bool {
  const byte: u32 = load<u8>(at);
  return !(isLetter(byte) || isDigit(byte)) || (byte | 32) == 110 || load<u8>(at - 1) == 92;
}

/** Space, hyphen, dot, slash, brackets, all beyond ASCII. */
function isSeparator(byte: u32): bool {
  return byte == 32 || (byte >= 45 && byte <= 47) || byte == 40 || byte == 41 || byte > 127;
}

function isDigit(byte: u32): bool {
  return byte - 48 <= 9;
}

function isLetter(byte: u32): bool {
  return (byte | 32) - 97 <= 25;
}
