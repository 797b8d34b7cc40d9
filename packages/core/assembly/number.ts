/** Tells where digits in free text may be part of a phone number, an account or the number of a person. */

/**
 * True where the two digits that end here begin what may be such a number: digits in groups, or behind a plus sign or
 * two letters. False within a row of digits, at the beginning of which it was asked.
 */
export function isNumber(end: usize): bool {
  const start = end - 2;
  if (isDigit(load<u8>(start - 1))) return false;
  return isInGroups(start) || isAccount(start) || isInsurance(start) || isFiscal(start);
}

/** To the digit behind three separators of three bytes each. */
const WIDEST_GAP: usize = 10;

/** Seven digits in groups, six in three, or as many behind a plus sign. A point alone makes a fraction. */
function isInGroups(start: usize): bool {
  let needed: u32 = isAfterPlus(start) ? 7 : u32.MAX_VALUE;
  let digits: u32 = 0;
  let gaps: u32 = 0;
  let hasOther = false;
  let last = start;
  for (let at = start; at - last <= WIDEST_GAP; at++) {
    const byte: u32 = load<u8>(at);
    if (isDigit(byte)) {
      if (at - last > 1) {
        gaps++;
        needed = gaps > 1 ? 6 : hasOther ? 7 : needed;
      }
      last = at;
      digits++;
      if (digits >= 6 && digits >= needed) return true;
    } else if (byte == 92 && load<u8>(at, 1) == 116) {
      hasOther = true;
      at++;
    } else if (isSeparator(byte)) {
      hasOther = hasOther || byte != 46;
    } else return false;
  }
  return false;
}

/** Right after it, or after one digit, which is the code of a country. */
function isAfterPlus(start: usize): bool {
  let before = start - 1;
  while (isSeparator(load<u8>(before)) && start - before < WIDEST_GAP) before--;
  return load<u8>(before) == 43 || (isDigit(load<u8>(before)) && load<u8>(before - 1) == 43);
}

/** Two letters, two digits, and eleven letters and digits behind them: an IBAN. */
function isAccount(start: usize): bool {
  if (!isLetter(load<u8>(start - 1)) || !isLetter(load<u8>(start - 2)) || !isEdge(start - 3)) return false;
  let count: u32 = 0;
  let last = start + 1;
  for (let at = start + 2; at - last <= 4; at++) {
    const byte: u32 = load<u8>(at);
    if (isLetter(byte) || isDigit(byte)) {
      last = at;
      if (++count == 11) return true;
    } else if (!isSeparator(byte) && byte != 95) return false;
  }
  return false;
}

/** Two letters, six digits and one of A to D: a British national insurance number. */
function isInsurance(start: usize): bool {
  for (let at = start + 2; at < start + 6; at++) if (!isDigit(load<u8>(at))) return false;
  let after = start + 6;
  while (isSeparator(load<u8>(after)) && after < start + 9) after++;
  const byte: u32 = load<u8>(after) | 32;
  if (byte < 97 || byte > 100) return false;
  let before = start - 1;
  while (isSeparator(load<u8>(before)) && before > start - 4) before--;
  return isLetter(load<u8>(before)) && isLetter(load<u8>(before - 1)) && isEdge(before - 2);
}

/** Two digits, a letter, two digits and a letter: the date in an Italian tax code. */
function isFiscal(start: usize): bool {
  if (!isLetter(load<u8>(start + 2)) || !isDigit(load<u8>(start + 3)) || !isDigit(load<u8>(start + 4)))
    return false;
  let after = start + 5;
  while (isSeparator(load<u8>(after)) && after < start + 8) after++;
  return isLetter(load<u8>(after));
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
