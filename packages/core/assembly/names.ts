/** Looks names up in tables with open addressing. `tables.ts` writes them with the same hash. */
import { HEAD_MASKS, NAME_LENGTH, NAME_TEXT } from '../src/lines/layout';

/** The hash of 1 to 16 bytes that are in the block, zeros after them; of longer names of the first 16 and the last. */
export function hashOf(block: v128, name: usize, length: u32): u32 {
  let low = v128.extract_lane<u64>(block, 0);
  let high = v128.extract_lane<u64>(block, 1);
  if (length > 16) {
    low ^= load<u64>(name + length - 16) * 0xa0761d6478bd642f;
    high ^= load<u64>(name + length - 8) * 0xe7037ed1a0b428db;
  }
  const mixed = (low ^ length) * 0x9e3779b97f4a7c15 + high * 0xc2b2ae3d27d4eb4f;
  return (<u32>(mixed >> 32)) ^ (<u32>mixed);
}

/** The first 16 bytes of a name, zeros after it. */
export function blockOf(name: usize, length: u32): v128 {
  const block = v128.load(name);
  return length >= 16 ? block : v128.and(block, v128.load(HEAD_MASKS + 16 - length));
}

/** The name in the table; 0 where it is not there. */
export function findName(table: usize, mask: u32, name: usize, length: u32, block: v128): usize {
  const hash = hashOf(block, name, length);
  let place = hash & mask;
  while (true) {
    const found = load<u32>(table + (place << 3), 4);
    if (found == 0) return 0;
    if (load<u32>(table + (place << 3)) == hash && load<u32>(found, NAME_LENGTH) == length) {
      if (isSame(load<u32>(found, NAME_TEXT), name, length, block)) return found;
    }
    place = (place + 1) & mask;
  }
}

/** Texts of names are followed by zeros up to 16 bytes. */
function isSame(text: usize, name: usize, length: u32, block: v128): bool {
  if (v128.any_true(v128.xor(v128.load(text), block))) return false;
  if (length <= 16) return true;
  for (let at: u32 = 16; at + 16 <= length; at += 16) {
    if (v128.any_true(v128.xor(v128.load(text + at), v128.load(name + at)))) return false;
  }
  return !v128.any_true(v128.xor(v128.load(text + length - 16), v128.load(name + length - 16)));
}

/** The block with the letters of ASCII in lower case. */
export function lowerBlock(block: v128): v128 {
  const isUpper = v128.and(i8x16.ge_u(block, i8x16.splat(65)), i8x16.le_u(block, i8x16.splat(90)));
  return v128.or(block, v128.and(isUpper, i8x16.splat(32)));
}

/** Writes the name in lower case to `to`. */
export function lowerName(name: usize, length: u32, to: usize): void {
  for (let at: u32 = 0; at < length; at += 16) v128.store(to + at, lowerBlock(v128.load(name + at)));
}
