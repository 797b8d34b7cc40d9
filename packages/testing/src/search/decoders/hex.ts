import { closePiece, type Decode, type Decoded, put, reserve } from '../decoded.js';
import { HEX } from './digits.js';

/** More digits may be cut at either of two places. */
const LONG = 12;
/** Between bytes that are written apart: `6b 5a`, `6b:5a`, `0x6b, 0x5a`, `["6b","5a"]`, dumps in words, long lines. */
const GAP = new Uint8Array(256);
for (const byte of ' ,:;-"\'[]<>\t\r\n') GAP[byte.charCodeAt(0)] = 1;
const LONGEST_GAP = 24;

/** Bytes in hexadecimal digits, in one piece or written apart. */
export const hex: Decode = (text, length, into) => {
  const pieces: number[] = [];
  let from = into.length;
  let last = -1;
  for (let i = 0; i < length; i++) {
    if (HEX[text[i] as number] === 255) continue;
    const end = endOfDigits(text, length, i);
    if (last !== -1 && !isGap(text, last, i)) {
      from = closePiece(into, from, last);
      last = -1;
    }
    if (!isPrefix(text, length, i, end)) {
      if (end - i > LONG) pieces.push(i, end);
      const isWhole = (end - i) % 2 === 0;
      if (isWhole || end - i > LONG) decode(text, i, end, into);
      if (!isWhole) from = closePiece(into, from, end);
      last = isWhole ? end : -1;
    }
    i = end - 1;
  }
  from = closePiece(into, from, length);
  // The digits before the first byte of a canary may be odd in number.
  for (let i = 0; i < pieces.length; i += 2) {
    const end = pieces[i + 1] as number;
    decode(text, (pieces[i] as number) + 1, end, into);
    from = closePiece(into, from, end);
  }
};

function endOfDigits(text: Uint8Array, length: number, from: number): number {
  let end = from;
  while (end < length && HEX[text[end] as number] !== 255) end++;
  return end;
}

/** The 0 of 0x. */
function isPrefix(text: Uint8Array, length: number, at: number, end: number): boolean {
  return end === at + 1 && end < length && isMark(text, at);
}

function isMark(text: Uint8Array, at: number): boolean {
  return text[at] === 0x30 && (text[at + 1] === 0x78 || text[at + 1] === 0x58);
}

function isGap(text: Uint8Array, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  const end = to - from >= 2 && isMark(text, to - 2) ? to - 2 : to;
  for (let i = from; i < end; i++) if (GAP[text[i] as number] === 0) return false;
  return true;
}

/** Whole pairs from a place on; a digit that is left over is none. */
function decode(text: Uint8Array, from: number, end: number, into: Decoded): void {
  reserve(into, (end - from) / 2 + 2);
  for (let i = from; i + 1 < end; i += 2) {
    put(into, ((HEX[text[i] as number] as number) << 4) | (HEX[text[i + 1] as number] as number), i);
  }
}
