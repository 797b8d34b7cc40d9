/** Classes of characters that tokens and ids are made of. */

/** True where all bytes are of `A-Z a-z 0-9 . _ : / -`. At least one. */
export function isToken(at: usize, length: u32): bool {
  let rest = <i32>length;
  while (rest > 0) {
    const bad = ~i8x16.bitmask(i8x16.ne(inToken(v128.load(at)), i8x16.splat(0))) & 0xffff;
    if (bad != 0 && <i32>ctz(bad) < rest) return false;
    at += 16;
    rest -= 16;
  }
  return true;
}

/**
 * Not 0 for the bytes of a token: what a byte's lower half allows, and what its upper half does, have a bit in common.
 * 1: `-./`, 2: digits and the colon, 4: letters up to O, 8: P to Z and `_`, 16: p to z.
 */
function inToken(block: v128): v128 {
  const low = i8x16(26, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 4, 4, 5, 5, 13);
  const high = i8x16(0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0);
  const byLow = i8x16.swizzle(low, v128.and(block, i8x16.splat(15)));
  const byHigh = i8x16.swizzle(high, i8x16.shr_u(block, 4));
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
