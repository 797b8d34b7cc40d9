/** What a decoder wrote: bytes, and for each of them the place in the decoder's input that it came from. */
export interface Decoded {
  bytes: Uint8Array;
  origins: Uint32Array;
  length: number;
}

/**
 * Reads a text in one encoding and writes what it says, with `BREAK` between pieces that did not stand together. Of the
 * text around an encoded place it copies `reach` bytes, as much as a canary of which only a part is encoded may need.
 */
export type Decode = (text: Uint8Array, length: number, into: Decoded, reach: number) => void;

/** Stands between pieces; no canary holds it. */
export const BREAK = 0;

export function createDecoded(): Decoded {
  return { bytes: new Uint8Array(1024), origins: new Uint32Array(1024), length: 0 };
}

/** Makes room for so many bytes more. Without room, `put` writes nothing. */
export function reserve(decoded: Decoded, more: number): void {
  const needed = decoded.length + more;
  if (needed <= decoded.bytes.length) return;
  const size = Math.max(needed, decoded.bytes.length * 2);
  const { bytes, origins } = decoded;
  decoded.bytes = new Uint8Array(size);
  decoded.bytes.set(bytes);
  decoded.origins = new Uint32Array(size);
  decoded.origins.set(origins);
}

/** Writes one byte, for which room was reserved. */
export function put(decoded: Decoded, byte: number, origin: number): void {
  decoded.bytes[decoded.length] = byte;
  decoded.origins[decoded.length++] = origin;
}

/** Writes a code point as UTF-8: four bytes at most. */
export function putCodePoint(decoded: Decoded, code: number, origin: number): void {
  if (code < 0x80) {
    put(decoded, code, origin);
  } else if (code < 0x800) {
    put(decoded, 0xc0 | (code >> 6), origin);
    put(decoded, 0x80 | (code & 0x3f), origin);
  } else if (code < 0x10000) {
    put(decoded, 0xe0 | (code >> 12), origin);
    put(decoded, 0x80 | ((code >> 6) & 0x3f), origin);
    put(decoded, 0x80 | (code & 0x3f), origin);
  } else {
    put(decoded, 0xf0 | ((code >> 18) & 7), origin);
    put(decoded, 0x80 | ((code >> 12) & 0x3f), origin);
    put(decoded, 0x80 | ((code >> 6) & 0x3f), origin);
    put(decoded, 0x80 | (code & 0x3f), origin);
  }
}

/** Fewer bytes hold no canary. */
const SHORTEST_PIECE = 6;

/** Ends a piece that began at `from`, or takes it back where it is too short; gives where the next begins. */
export function closePiece(decoded: Decoded, from: number, origin: number): number {
  if (decoded.length - from < SHORTEST_PIECE) {
    decoded.length = from;
    return from;
  }
  reserve(decoded, 1);
  put(decoded, BREAK, origin);
  return decoded.length;
}

/** Shortest stretch of readable text in decoded bytes that can hold an encoded canary. */
const SHORTEST_TEXT = 8;

/** Keeps, in place, only stretches of readable text: of what was no encoding at all, next to nothing. */
export function keepReadable(decoded: Decoded): void {
  const { bytes, origins, length } = decoded;
  let kept = 0;
  let start = 0;
  for (let i = 0; i <= length; i++) {
    if (i < length && (isReadable(bytes[i]) || isHalf(bytes, i, length))) continue;
    if (i - start >= SHORTEST_TEXT) {
      bytes.copyWithin(kept, start, i);
      origins.copyWithin(kept, start, i);
      kept += i - start;
      bytes[kept] = BREAK;
      origins[kept++] = origins[Math.min(i, length - 1)] as number;
    }
    start = i + 1;
  }
  decoded.length = kept;
}

/** The NUL in a character of UTF-16. */
function isHalf(bytes: Uint8Array, at: number, length: number): boolean {
  return (
    bytes[at] === 0 && at > 0 && at + 1 < length && isReadable(bytes[at - 1]) && isReadable(bytes[at + 1])
  );
}

function isReadable(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d));
}
