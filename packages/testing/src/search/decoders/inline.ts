import { BREAK, type Decode, type Decoded, put, putCodePoint, reserve } from '../decoded.js';

/** What an escape stands for, and how long it is. */
export interface Escape {
  readonly length: number;
  /** A byte, a code point, or nothing, as a line break that only wraps. */
  readonly byte?: number;
  readonly codePoint?: number;
}
/** Reads the escape that begins at a place; undefined where there is none. */
export type ReadEscape = (text: Uint8Array, length: number, at: number) => Escape | undefined;

/** A decoder of escapes that all begin with the same byte and stand within text. */
export function inlineDecoder(lead: string, read: ReadEscape): Decode {
  const first = lead.charCodeAt(0);
  return (text, length, into, reach) => {
    let copied = -1;
    for (let i = text.indexOf(first); i !== -1; i = text.indexOf(first, i + 1)) {
      const escape = read(text, length, i);
      if (escape === undefined) continue;
      copyBetween(text, copied, i, into, reach);
      reserve(into, 4);
      if (escape.byte !== undefined) put(into, escape.byte, i);
      else if (escape.codePoint !== undefined) putCodePoint(into, escape.codePoint, i);
      copied = i + escape.length;
      i = copied - 1;
    }
    if (copied === -1) return;
    const end = Math.min(length, copied + reach);
    copy(text, copied, end, into);
    finish(into, end);
  };
}

/** The text between two escapes; where that is much, only what is near to one of them. */
function copyBetween(text: Uint8Array, copied: number, to: number, into: Decoded, reach: number): void {
  if (copied !== -1 && to - copied <= 2 * reach) {
    copy(text, copied, to, into);
    return;
  }
  if (copied !== -1) {
    copy(text, copied, copied + reach, into);
    finish(into, copied + reach);
  }
  copy(text, Math.max(0, to - reach), to, into);
}

function copy(text: Uint8Array, from: number, to: number, into: Decoded): void {
  reserve(into, to - from);
  for (let i = from; i < to; i++) put(into, text[i] as number, i);
}

function finish(into: Decoded, origin: number): void {
  reserve(into, 1);
  put(into, BREAK, origin);
}
