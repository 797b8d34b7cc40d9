/** Tables of names, to be looked up by their bytes. */
import type { Image } from './image.js';
import { NAME_ENTRY, NAME_LENGTH, NAME_SIZE, NAME_TEXT } from './layout.js';

/** Where a table is, and its number of places less one. */
export interface NameTable {
  readonly address: number;
  readonly mask: number;
}

/** Writes a table that gives for each name the address that belongs to it, which is not 0. */
export function putNames(image: Image, names: ReadonlyMap<string, number>): NameTable {
  let places = 2;
  while (places < 2 * names.size + 1) places *= 2;
  const address = image.reserve(8 * places);
  const taken = new Set<number>();
  for (const [name, entry] of names) {
    const bytes = new TextEncoder().encode(name);
    const hash = hashOf(bytes);
    let place = hash & (places - 1);
    while (taken.has(place)) place = (place + 1) & (places - 1);
    taken.add(place);
    image.setNumber(address + 8 * place, hash);
    image.setNumber(address + 8 * place + 4, putName(image, bytes, entry));
  }
  return { address, mask: places - 1 };
}

function putName(image: Image, bytes: Uint8Array, entry: number): number {
  const address = image.reserve(NAME_SIZE);
  image.setNumber(address + NAME_LENGTH, bytes.length);
  image.setNumber(address + NAME_TEXT, image.put(bytes));
  image.setNumber(address + NAME_ENTRY, entry);
  return address;
}

/** The same as `hashOf` of the engine. */
export function hashOf(bytes: Uint8Array): number {
  const { length } = bytes;
  const padded = new Uint8Array(Math.max(16, length));
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  let low = view.getBigUint64(0, true);
  let high = view.getBigUint64(8, true);
  if (length > 16) {
    low ^= wrap(view.getBigUint64(length - 16, true) * 0xa0761d6478bd642fn);
    high ^= wrap(view.getBigUint64(length - 8, true) * 0xe7037ed1a0b428dbn);
  }
  const mixed = wrap((low ^ BigInt(length)) * 0x9e3779b97f4a7c15n + high * 0xc2b2ae3d27d4eb4fn);
  return Number((mixed >> 32n) ^ (mixed & 0xffffffffn));
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
