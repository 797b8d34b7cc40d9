/**
 * Looks at free text once: where it is written as this project writes text and holds nothing that any detector would
 * look at, it is copied. For everything else there is the host.
 */
import { isCarried } from './carried';
import { isFiscal, isNumber } from './number';
import {
  CLASS_BACKSLASH,
  CLASS_BEYOND_ASCII,
  CLASS_CALL,
  CLASS_DIGIT,
  CLASS_OTHER,
  CLASS_SLASH,
  CLASS_SPECIAL,
  HEAD_CLASSES,
  HEAD_SAFE,
  HEAD_WORDS,
  HEAD_WORDS_FOUND,
  SAYS_CALL,
  SAYS_CALL_WITH_SLASH,
  SAYS_COLON,
  SAYS_DIGITS,
  SAYS_FISCAL,
  SAYS_NUMBER,
  SAYS_TELLING,
  STATE_SAYS,
} from '../src/lines/layout';

/** True for a text between its quotes that may be copied as it is. */
export function isPlainText(at: usize, end: usize): bool {
  const classes: usize = load<u32>(HEAD_CLASSES);
  const words: usize = load<u32>(HEAD_WORDS);
  const foundFrom = load<u32>(HEAD_WORDS_FOUND);
  let says: u32 = 0;
  let colons: u32 = 0;
  let hasSlash = false;
  let found: u32 = 0;
  if (isCarried(at)) return false;
  while (at < end) {
    let kind: u32 = load<u8>(classes + load<u8>(at));
    at++;
    if (kind >= <u32>CLASS_SPECIAL) {
      if (kind == CLASS_BACKSLASH) {
        // A detector sees what the escape stands for.
        kind = load<u8>(classes + escaped(load<u8>(at)));
        if (kind >= <u32>CLASS_SPECIAL) return false;
        at++;
      } else if (kind == CLASS_BEYOND_ASCII) {
        at = afterSafe(at - 1);
        if (at == 0) return false;
        kind = CLASS_OTHER;
      } else if (kind == CLASS_SLASH) {
        hasSlash = true;
        kind = CLASS_OTHER;
      } else return false;
    }
    found = load<u16>(words + ((found + kind) << 1));
    if (found >= foundFrom) {
      const now: u32 = load<u16>(words + (found << 1), STATE_SAYS);
      if ((now & SAYS_CALL) != 0 || ((now & SAYS_DIGITS) != 0 && isInNumber(at))) return false;
      if ((now & SAYS_NUMBER) != 0) {
        if (isNumber(at, (says & SAYS_TELLING) != 0)) return false;
        // Words tell nothing of what is behind other digits.
        says &= ~(<u32>SAYS_TELLING);
      }
      if ((now & SAYS_FISCAL) != 0 && isFiscal(at)) return false;
      if ((now & SAYS_COLON) != 0 && ++colons == 2) return false;
      says |= now;
    }
    // No letter and no digit: a word may begin behind it.
    if (kind - 1 >= <u32>CLASS_DIGIT && isCarried(at)) return false;
  }
  return !(hasSlash && (says & SAYS_CALL_WITH_SLASH) != 0);
}

/** So many digits and separators follow the first four digits of a card at least. */
const CARD_REST: usize = 8;

/**
 * True where the four digits that end here may be the end of a social security number, since something separates them
 * from what is before, or the beginning of a card number, since digits and separators follow.
 */
function isInNumber(end: usize): bool {
  const before: u32 = load<u8>(end - 5);
  if (isInSlashes(end)) return true;
  if (before == 43 && load<u8>(end - 6) - 48 <= 9) return true;
  if (before == 32 || before == 45 || before > 127 || (before == 116 && load<u8>(end - 6) == 92)) return true;
  for (let at = end; at < end + CARD_REST; at++) {
    const byte: u32 = load<u8>(at);
    // What an escape stands for may be one.
    if (byte == 92) return true;
    const isSeparator = byte == 32 || byte == 43 || byte == 45 || byte == 46 || byte > 127;
    if (!isSeparator && byte - 48 > 9) return false;
  }
  return true;
}

/** A slash, and four digits more. */
function isInSlashes(end: usize): bool {
  if (load<u8>(end) != 47) return false;
  for (let at = end + 1; at < end + 5; at++) if (load<u8>(at) - 48 > 9) return false;
  return true;
}

/** The character of a short escape that is written just so; a backslash for others. */
function escaped(byte: u32): u32 {
  switch (byte) {
    case 34:
      return 34;
    case 110:
      return 10;
    case 116:
      return 9;
    case 114:
      return 13;
    case 98:
      return 8;
    case 102:
      return 12;
    default:
      return 92;
  }
}

/** From a byte beyond ASCII to after its character; 0 where that is no UTF-8, or not known to be harmless. */
function afterSafe(at: usize): usize {
  const first: u32 = load<u8>(at);
  const second: u32 = load<u8>(at, 1);
  if (first < 0xc2 || (second & 0xc0) != 0x80) return 0;
  if (first < 0xe0) return isSafe(((first & 31) << 6) | (second & 63)) ? at + 2 : 0;
  const third: u32 = load<u8>(at, 2);
  if ((third & 0xc0) != 0x80) return 0;
  if (first < 0xf0) {
    if (first == 0xe0 && second < 0xa0) return 0;
    return isSafe(((first & 15) << 12) | ((second & 63) << 6) | (third & 63)) ? at + 3 : 0;
  }
  // Emoji and pictographs: of what is beyond 16 bits the only part that logs have often.
  const isEmoji = first == 0xf0 && second == 0x9f && third >= 0x8c && (load<u8>(at, 3) & 0xc0) == 0x80;
  return isEmoji ? at + 4 : 0;
}

function isSafe(unit: u32): bool {
  return ((load<u8>(<usize>load<u32>(HEAD_SAFE) + (unit >> 3)) >> (<u8>(unit & 7))) & 1) != 0;
}
