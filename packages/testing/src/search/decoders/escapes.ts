import { hexAt, numberAt } from './digits.js';
import { type Escape, inlineDecoder } from './inline.js';

const BYTE_OF: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  b: 8,
  f: 12,
  v: 11,
  '"': 34,
  "'": 39,
  '`': 96,
  '/': 47,
  '\\': 92,
};

/** Escapes with a backslash: those of JSON, JavaScript, C, Python and Rust. */
export const escapes = inlineDecoder('\\', (text, length, at) => {
  if (at + 1 >= length) return undefined;
  const letter = String.fromCharCode(text[at + 1] as number);
  const byte = BYTE_OF[letter];
  if (byte !== undefined) return { length: 2, byte };
  switch (letter) {
    case 'u':
      return unicode(text, length, at);
    case 'U':
      return codePoint(hexAt(text, length, at + 2, 8), 10);
    case 'x': {
      const value = hexAt(text, length, at + 2, 2);
      return value === -1 ? undefined : { length: 4, byte: value };
    }
    default:
      return octal(text, length, at);
  }
});

function unicode(text: Uint8Array, length: number, at: number): Escape | undefined {
  if (text[at + 2] === 0x7b) {
    const number = numberAt(text, length, at + 3, 16, 6);
    const closed = number !== undefined && number.end < length && text[number.end] === 0x7d;
    return closed ? codePoint(number.value, number.end + 1 - at) : undefined;
  }
  const unit = hexAt(text, length, at + 2, 4);
  const isHigh = unit >= 0xd800 && unit <= 0xdbff;
  const second = isHigh && text[at + 6] === 0x5c && text[at + 7] === 0x75;
  const low = second ? hexAt(text, length, at + 8, 4) : -1;
  if (low < 0xdc00 || low > 0xdfff) return codePoint(unit, 6);
  return { length: 12, codePoint: 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) };
}

function codePoint(value: number, length: number): Escape | undefined {
  return value < 0 || value > 0x10ffff ? undefined : { length, codePoint: value };
}

function octal(text: Uint8Array, length: number, at: number): Escape | undefined {
  let value = 0;
  let end = at + 1;
  while (end < length && end <= at + 3) {
    const digit = (text[end] as number) - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
    end++;
  }
  return end === at + 1 || value > 255 ? undefined : { length: end - at, byte: value };
}
