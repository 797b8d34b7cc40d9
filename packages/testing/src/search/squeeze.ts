/**
 * Texts are compared squeezed: ASCII letters in lower case, without whitespace, hyphens and plus signs. So a canary is
 * found whatever its case, wrapped over lines, in groups, and with a plus sign where a form had a space.
 */
const FOLDED = new Uint8Array(256);
const STAYS = new Uint8Array(256).fill(1);
for (let byte = 0; byte < 256; byte++) FOLDED[byte] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
for (const dropped of ' \t\n\v\f\r-+') STAYS[dropped.charCodeAt(0)] = 0;

/** Writes the squeezed text into `squeezed`, which is at least as long; gives its length. */
export function squeeze(text: Uint8Array, length: number, squeezed: Uint8Array): number {
  let at = 0;
  for (let i = 0; i < length; i++) {
    const byte = text[i] as number;
    squeezed[at] = FOLDED[byte] as number;
    at += STAYS[byte] as number;
  }
  return at;
}

/** The place in the text of each byte that `squeeze` keeps. */
export function placesOfSqueezed(text: Uint8Array, length: number): Uint32Array {
  const places = new Uint32Array(length);
  let at = 0;
  for (let i = 0; i < length; i++) {
    places[at] = i;
    at += STAYS[text[i] as number] as number;
  }
  return places;
}
