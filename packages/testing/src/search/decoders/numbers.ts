import { closePiece, type Decode, put, putCodePoint, reserve } from '../decoded.js';
import { isDigit, numberAt } from './digits.js';

/** What may stand between two numbers of a list, indices apart: also where it is printed over several lines. */
const GAP = new Uint8Array(256);
for (const byte of ' ,;[]"\'\t\r\n') GAP[byte.charCodeAt(0)] = 1;
const LONGEST_GAP = 64;

/** Lists of bytes or character codes: `107, 90`, `{"0":107,"1":90}`, `[ 107,\n 90 ]`. */
export const numbers: Decode = (text, length, into) => {
  let from = into.length;
  let last = -1;
  for (let i = 0; i < length; i++) {
    if (!isDigit(text[i])) continue;
    const number = numberAt(text, length, i, 10, 7);
    if (number === undefined) continue;
    const isWord = isDigit(text[number.end]) && number.end < length;
    if (last !== -1 && (isWord || !isGap(text, last, i))) {
      from = closePiece(into, from, last);
      last = -1;
    }
    const index = endOfIndex(text, length, number.end);
    if (!isWord && number.value <= 0x10ffff && index === 0) {
      reserve(into, 4);
      if (number.value < 256) put(into, number.value, i);
      else putCodePoint(into, number.value, i);
    }
    i = (index === 0 ? number.end : index) - 1;
    if (!isWord) last = i + 1;
    else while (isDigit(text[i + 1])) i++;
  }
  closePiece(into, from, Math.max(last, 0));
};

/** The place behind `":` or `:` and its blank, where the number before is the index of one; 0 where it is none. */
function endOfIndex(text: Uint8Array, length: number, from: number): number {
  let at = from;
  if (text[at] === 0x22 || text[at] === 0x27) at++;
  if (at >= length || text[at] !== 0x3a) return 0;
  at++;
  return text[at] === 0x20 ? at + 1 : at;
}

function isGap(text: Uint8Array, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  for (let i = from; i < to; i++) if (GAP[text[i] as number] === 0) return false;
  return true;
}
