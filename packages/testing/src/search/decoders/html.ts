import { numberAt } from './digits.js';
import { type Escape, inlineDecoder } from './inline.js';

const NAMED: readonly (readonly [string, number])[] = [
  ['amp;', 38],
  ['lt;', 60],
  ['gt;', 62],
  ['quot;', 34],
  ['apos;', 39],
  ['nbsp;', 32],
  ['commat;', 64],
  ['period;', 46],
];

/** Character references of HTML and XML: by number, and the names that escaping functions write. */
export const html = inlineDecoder('&', (text, length, at) => {
  if (text[at + 1] === 0x23) return numbered(text, length, at);
  const named = NAMED.find(([name]) => startsWith(text, length, at + 1, name));
  return named === undefined ? undefined : { length: named[0].length + 1, byte: named[1] };
});

function numbered(text: Uint8Array, length: number, at: number): Escape | undefined {
  const isHex = text[at + 2] === 0x78 || text[at + 2] === 0x58;
  const number = isHex ? numberAt(text, length, at + 3, 16, 6) : numberAt(text, length, at + 2, 10, 7);
  if (number === undefined || number.value > 0x10ffff) return undefined;
  // Browsers take a reference without its semicolon, too.
  const end = number.end < length && text[number.end] === 0x3b ? number.end + 1 : number.end;
  return { length: end - at, codePoint: number.value };
}

function startsWith(text: Uint8Array, length: number, at: number, word: string): boolean {
  if (at + word.length > length) return false;
  for (let i = 0; i < word.length; i++) if (text[at + i] !== word.charCodeAt(i)) return false;
  return true;
}
