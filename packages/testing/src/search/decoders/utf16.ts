import { closePiece, type Decode, put, reserve } from '../decoded.js';

/** UTF-16, either end first, of ASCII text: every other byte is NUL. Of other text the needles know the bytes. */
export const utf16: Decode = (text, length, into) => {
  let from = into.length;
  let last = -1;
  for (let nul = text.indexOf(0); nul !== -1 && nul < length; nul = text.indexOf(0, nul + 1)) {
    for (const at of [nul - 1, nul + 1]) {
      if (at <= last || at < 0 || at >= length || text[at] === 0) continue;
      if (last !== -1 && at !== last + 2) from = closePiece(into, from, last);
      reserve(into, 1);
      put(into, text[at] as number, at);
      last = at;
    }
  }
  closePiece(into, from, Math.max(last, 0));
};
