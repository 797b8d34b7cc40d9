import { BREAK, type Decode, type Decoded, put, reserve } from '../decoded.js';

/** Both alphabets (RFC 4648, 4 and 5). */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NONE = 255;
const BETWEEN_LINES = 254;
const SEXTET = new Uint8Array(256).fill(NONE);
for (let value = 0; value < 64; value++) SEXTET[ALPHABET.charCodeAt(value)] = value;
SEXTET[0x2d] = 62;
SEXTET[0x5f] = 63;
for (const space of ' \t\r\n') SEXTET[space.charCodeAt(0)] = BETWEEN_LINES;

/** Fewer characters hold no canary. */
const SHORTEST = 8;

/**
 * Whatever could be base64 or base64url, as if it began at each of four characters: what stands before a canary in
 * the encoded bytes, or in the text before the encoded part, is not known. Line breaks may wrap it.
 */
export const base64: Decode = (text, length, into) => {
  if (sextets.length < length) {
    sextets = new Uint8Array(2 * length);
    places = new Uint32Array(2 * length);
  }
  let count = 0;
  let wrapped = false;
  for (let i = 0; i <= length; i++) {
    const sextet = i === length ? NONE : (SEXTET[text[i] as number] as number);
    if (sextet < 64) {
      sextets[count] = sextet;
      places[count++] = i;
      wrapped = false;
    } else if (sextet === BETWEEN_LINES && (wrapped || text[i] === 0x0a || text[i] === 0x0d)) {
      // Blanks go on with it only behind the end of a line.
      wrapped = true;
    } else {
      if (count >= SHORTEST) decodeRun(count, i, into);
      count = 0;
      wrapped = false;
    }
  }
};

/** What the run holds so far; kept from call to call only to save memory. */
let sextets = new Uint8Array(0);
let places = new Uint32Array(0);

function decodeRun(count: number, end: number, into: Decoded): void {
  reserve(into, 3 * count + 16);
  for (let first = 0; first < 4; first++) {
    let i = first;
    for (; i + 3 < count; i += 4) decodeGroup(i, 3, into);
    if (i + 1 < count) decodeGroup(i, count - i - 1, into);
    put(into, BREAK, end);
  }
}

function decodeGroup(at: number, bytes: number, into: Decoded): void {
  for (let i = 0; i < bytes; i++) {
    const high = (sextets[at + i] as number) << (2 * i + 2);
    const low = (sextets[at + i + 1] as number) >> (4 - 2 * i);
    put(into, (high | low) & 0xff, places[at + i] as number);
  }
}
