/** Classes of characters that tokens and ids are made of. */
import { HEAD_HALVES, HEAD_TOKEN_HIGH, HEAD_TOKEN_LOW } from '../src/lines/layout';

/** True where all bytes are of `A-Z a-z 0-9 . _ : / -`. At least one. */
export function isToken(at: usize, length: u32): bool {
  const others = othersIn(at);
  if (length <= 16) return ctz(others | (1 << length)) == length;
  return others == 0 && isLongToken(at + 16, length - 16);
}

function isLongToken(at: usize, length: u32): bool {
  while (length > 16) {
    if (othersIn(at) != 0) return false;
    at += 16;
    length -= 16;
  }
  return ctz(othersIn(at) | (1 << length)) == length;
}

/** A bit for each of 16 bytes: 1 where it is none of a token. */
function othersIn(at: usize): u32 {
  return i8x16.bitmask(i8x16.eq(inToken(v128.load(at)), i8x16.splat(0)));
}

/**
 * Not 0 for the bytes of a token: what a byte's lower half allows, and what its upper half does, have a bit in common.
 * 1: `-./`, 2: digits and the colon, 4: letters up to O, 8: P to Z and `_`, 16: p to z.
 */
function inToken(block: v128): v128 {
  const byLow = i8x16.swizzle(v128.load(HEAD_TOKEN_LOW), v128.and(block, v128.load(HEAD_HALVES)));
  const byHigh = i8x16.swizzle(v128.load(HEAD_TOKEN_HIGH), i8x16.shr_u(block, 4));
  return v128.and(byLow, byHigh);
}

/** True for 36 bytes that are a UUID in its canonical form. */
export function isUuid(at: usize): bool {
  for (let place: u32 = 0; place < 36; place++) {
    const byte: u32 = load<u8>(at + place);
    const isDash = place == 8 || place == 13 || place == 18 || place == 23;
    if (isDash ? byte != 45 : byte - 48 > 9 && (byte | 32) - 97 > 5) return false;
  }
  return true;
}
