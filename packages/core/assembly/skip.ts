/**
 * Reads over JSON values and checks their grammar, all of it: what is not JSON must not pass for it. Each function
 * takes where it begins and gives where the rest begins, or 0 where that is no JSON, nested too deeply or otherwise not
 * for this engine. No line feed is ever passed over, so that nothing reads beyond a line that ends in one.
 */
import { HEAD_BACKSLASHES, HEAD_QUOTES, HEAD_SPACES } from '../src/lines/layout';

/** Deepest nesting of what is read over; half of the bits below. */
const MOST_LEVELS: u32 = 60;

/*
 * Loops are functions of their own here, behind what holds for nearly all: only functions without loops are compiled into
 * those that call them.
 */

/** The first byte that is no space; a line feed is none here. */
export function skipSpace(at: usize): usize {
  return load<u8>(at) > 32 ? at : skipSpaces(at);
}

function skipSpaces(at: usize): usize {
  while (true) {
    const byte: u32 = load<u8>(at);
    if (byte != 32 && byte != 9 && byte != 13) return at;
    at++;
  }
}

/** From after the opening quote to after the closing one. */
export function skipString(at: usize): usize {
  while (true) {
    const block = v128.load(at);
    const mask = i8x16.bitmask(special(block));
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += ctz(mask);
    const byte: u32 = load<u8>(at);
    if (byte == 34) return at + 1;
    if (byte != 92) return 0;
    at = skipEscape(at);
    if (at == 0) return 0;
  }
}

/** Quotes, backslashes and controls. */
export function special(block: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(block, v128.load(HEAD_QUOTES)), i8x16.eq(block, v128.load(HEAD_BACKSLASHES))),
    i8x16.lt_u(block, v128.load(HEAD_SPACES)),
  );
}

/** From a backslash to after the escape. */
export function skipEscape(at: usize): usize {
  const byte: u32 = load<u8>(at, 1);
  if (byte == 110 || byte == 34 || byte == 92) return at + 2;
  if (byte == 117) {
    const isHexadecimal =
      isHex(load<u8>(at, 2)) && isHex(load<u8>(at, 3)) && isHex(load<u8>(at, 4)) && isHex(load<u8>(at, 5));
    return isHexadecimal ? at + 6 : 0;
  }
  // b f r t and the slash
  return byte == 116 || byte == 114 || byte == 47 || byte == 98 || byte == 102 ? at + 2 : 0;
}

function isHex(byte: u32): bool {
  return byte - 48 < 10 || (byte | 32) - 97 < 6;
}

/** A number, `true`, `false` or `null`. */
export function skipScalar(at: usize): usize {
  const byte: u32 = load<u8>(at);
  if (byte == 45 || byte - 48 < 10) return skipNumber(at);
  const word = load<u32>(at);
  if (word == 0x65757274 || word == 0x6c6c756e) return at + 4;
  return word == 0x736c6166 && load<u8>(at, 4) == 101 ? at + 5 : 0;
}

function skipNumber(at: usize): usize {
  if (load<u8>(at) == 45) at++;
  const first: u32 = load<u8>(at);
  if (first - 48 > 9) return 0;
  at = skipFraction(first == 48 ? at + 1 : skipDigits(at + 1));
  return at == 0 ? 0 : skipExponent(at);
}

/** Over a point and its digits, where there is one. */
export function skipFraction(at: usize): usize {
  if (load<u8>(at) != 46) return at;
  const end = skipDigits(at + 1);
  return end == at + 1 ? 0 : end;
}

/** Over an exponent, where there is one. */
export function skipExponent(at: usize): usize {
  if ((load<u8>(at) | 32) != 101) return at;
  const sign: u32 = load<u8>(at, 1);
  const digits = at + (sign == 43 || sign == 45 ? 2 : 1);
  const end = skipDigits(digits);
  return end == digits ? 0 : end;
}

export function skipDigits(at: usize): usize {
  while (<u32>load<u8>(at) - 48 < 10) at++;
  return at;
}

/** A member named `message` whose value is a text was met: such an object may be an error. */
export let metMessage: bool = false;

/** Forgets what was met, before the next line. */
export function forgetMet(): void {
  metMessage = false;
}

/** `message` and its closing quote. */
const MESSAGE: u64 = 0x226567617373656d;

/** Notes a member of this name, whose value begins at `value`. */
export function noteMember(name: usize, value: usize): void {
  if (load<u64>(name) == MESSAGE && load<u8>(value) == 34) metMessage = true;
}

/** A value of any type. */
export function skipValue(at: usize): usize {
  const byte: u32 = load<u8>(at);
  if (byte == 34) return skipString(at + 1);
  return byte == 123 || byte == 91 ? skipContainer(at) : skipScalar(at);
}

/** From the opening bracket of an object or array to after the closing one. */
export function skipContainer(at: usize): usize {
  // A bit for each level: 1 where it is an object.
  let kinds: u64 = 0;
  let levels: u32 = 0;
  while (true) {
    // Here begins a value.
    const byte: u32 = load<u8>(at);
    if (byte == 123 || byte == 91) {
      if (++levels > MOST_LEVELS) return 0;
      kinds = (kinds << 1) | (byte == 123 ? 1 : 0);
      at = skipSpace(at + 1);
      const first: u32 = load<u8>(at);
      if (first != byte + 2) {
        if (byte == 123) {
          at = skipName(at);
          if (at == 0) return 0;
        }
        continue;
      }
    } else {
      at = byte == 34 ? skipString(at + 1) : skipScalar(at);
      if (at == 0) return 0;
      at = skipSpace(at);
    }
    // Here ends one, or a bracket follows.
    while (true) {
      const next: u32 = load<u8>(at);
      if (next == 44) break;
      // The brackets of objects are 123 and 125, those of arrays 91 and 93.
      if (next != (kinds & 1 ? 125 : 93)) return 0;
      at++;
      kinds >>= 1;
      if (--levels == 0) return at;
      at = skipSpace(at);
    }
    at = skipSpace(at + 1);
    if (kinds & 1) {
      at = skipName(at);
      if (at == 0) return 0;
    }
  }
}

/** From the opening quote of a name to its value. Names with escapes are not for this engine. */
function skipName(at: usize): usize {
  if (load<u8>(at) != 34) return 0;
  const name = at + 1;
  at = nameEnd(name);
  if (at == 0) return 0;
  at = skipColon(at + 1);
  if (at != 0) noteMember(name, at);
  return at;
}

/** The closing quote of a name that begins here; 0 where there is an escape in it. */
export function nameEnd(at: usize): usize {
  const mask = i8x16.bitmask(special(v128.load(at)));
  if (mask == 0) return longNameEnd(at + 16);
  at += ctz(mask);
  return load<u8>(at) == 34 ? at : 0;
}

function longNameEnd(at: usize): usize {
  while (true) {
    const mask = i8x16.bitmask(special(v128.load(at)));
    if (mask != 0) {
      at += ctz(mask);
      return load<u8>(at) == 34 ? at : 0;
    }
    at += 16;
  }
}

/** From after a name over the colon to the value. */
export function skipColon(at: usize): usize {
  if (load<u8>(at) != 58) {
    at = skipSpace(at);
    if (load<u8>(at) != 58) return 0;
  }
  return skipSpace(at + 1);
}
