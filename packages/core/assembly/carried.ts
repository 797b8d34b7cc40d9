/** Tells where free text may carry other text, in base64 or in hexadecimal digits. */
import {
  CARRIES,
  CARRIES_HEX,
  CARRIES_HIGH,
  CARRIES_PAIRS,
  CARRIES_QUADS,
  HEAD_CARRIED,
} from '../src/lines/layout';

/** True where what begins at `at` is readable for as long as hardly any word is. `at` is at the beginning of one. */
export function isCarried(at: usize): bool {
  const carries: usize = load<u32>(HEAD_CARRIED);
  const first: u32 = load<u8>(carries + load<u8>(at));
  if ((first & CARRIES) != 0 && isBase64(carries, at)) return true;
  return (first & CARRIES_HIGH) != 0 && isHex(carries, at);
}

function isBase64(carries: usize, from: usize): bool {
  for (let at: u32 = 0; at < 4 * CARRIES_QUADS; at++) {
    if ((load<u8>(carries + load<u8>(from + at)) & (CARRIES << (at & 3))) == 0) return false;
  }
  return true;
}

function isHex(carries: usize, from: usize): bool {
  for (let at = from; at < from + 2 * CARRIES_PAIRS; at += 2) {
    if ((load<u8>(carries + load<u8>(at)) & CARRIES_HIGH) == 0) return false;
    if ((load<u8>(carries + load<u8>(at, 1)) & CARRIES_HEX) == 0) return false;
  }
  return true;
}
