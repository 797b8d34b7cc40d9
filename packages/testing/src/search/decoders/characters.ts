import { closePiece, type Decode, put, reserve } from '../decoded.js';
import { isDigit } from './digits.js';

/** What stands around single characters. */
const AROUND = new Uint8Array(256);
for (const byte of ' %&=\\,.;:|/_"\'`[](){}<>\t\r\n') AROUND[byte.charCodeAt(0)] = 1;
/** What joins characters, and may itself be one of those that are joined: `k,.,Z`. */
const JOINTS = new Uint8Array(256);
for (const byte of ',;|/.:_ ') JOINTS[byte.charCodeAt(0)] = 1;
const LONGEST_GAP = 64;

/** Characters written one by one: `["k","Z"]`, `{"0":"k","1":"Z"}`, `k,Z`, `k.Z`. */
export const characters: Decode = (text, length, into) => {
  let from = into.length;
  let last = -1;
  // A quote that closes opens nothing.
  let closed = -1;
  for (let i = 0; i < length; i++) {
    if (i + 1 < length && AROUND[text[i + 1] as number] === 0) continue;
    const quoted = i - 1 !== closed && isQuoted(text, length, i);
    if (!quoted && !isSingle(text, length, i) && !isJoined(text, length, i, last)) continue;
    if (quoted) closed = i + 1;
    if (isIndex(text, length, i, quoted)) continue;
    if (last !== -1 && !isGap(text, last, i)) from = closePiece(into, from, last);
    reserve(into, 1);
    put(into, text[i] as number, i);
    last = i + 1;
  }
  closePiece(into, from, Math.max(last, 0));
};

function isQuoted(text: Uint8Array, length: number, at: number): boolean {
  if (at === 0 || at + 1 >= length) return false;
  const quote = text[at - 1];
  // Behind a letter, a quote closes.
  const opens = at === 1 || AROUND[text[at - 2] as number] === 1;
  return (quote === 0x22 || quote === 0x27) && text[at + 1] === quote && opens;
}

function isSingle(text: Uint8Array, length: number, at: number): boolean {
  return (
    AROUND[text[at] as number] === 0 &&
    (at === 0 || AROUND[text[at - 1] as number] === 1) &&
    (at + 1 >= length || AROUND[text[at + 1] as number] === 1)
  );
}

/** A sign where the next character has to be. */
function isJoined(text: Uint8Array, length: number, at: number, last: number): boolean {
  if (last === -1 || at !== last + 1 || at + 1 >= length) return false;
  const joint = text[last] as number;
  return JOINTS[joint] === 1 && text[at + 1] === joint && text[at] !== joint;
}

/** A digit that is the name of the character behind it. */
function isIndex(text: Uint8Array, length: number, at: number, quoted: boolean): boolean {
  const behind = at + (quoted ? 2 : 1);
  if (!isDigit(text[at]) || behind >= length || text[behind] !== 0x3a) return false;
  return quoted || text[behind + 1] === 0x20 || text[behind + 1] === 0x22;
}

/** Nothing but punctuation, blanks, and longer indices. */
function isGap(text: Uint8Array, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  for (let i = from; i < to; i++) {
    if (AROUND[text[i] as number] === 0 && !isDigit(text[i])) return false;
  }
  return true;
}
