import { hexAt } from './digits.js';
import { inlineDecoder } from './inline.js';

/** Percent-encoding, and `%uXXXX` as `escape()` writes it. */
export const percent = inlineDecoder('%', (text, length, at) => {
  const byte = hexAt(text, length, at + 1, 2);
  if (byte !== -1) return { length: 3, byte };
  const unit = text[at + 1] === 0x75 ? hexAt(text, length, at + 2, 4) : -1;
  return unit === -1 ? undefined : { length: 6, codePoint: unit };
});
