import { hexAt } from './digits.js';
import { inlineDecoder } from './inline.js';

/** Quoted-printable (RFC 2045, 6.7): bytes, and line breaks that only wrap. */
export const quotedPrintable = inlineDecoder('=', (text, length, at) => {
  const byte = hexAt(text, length, at + 1, 2);
  if (byte !== -1) return { length: 3, byte };
  if (at + 1 < length && text[at + 1] === 0x0a) return { length: 2 };
  return at + 2 < length && text[at + 1] === 0x0d && text[at + 2] === 0x0a ? { length: 3 } : undefined;
});
