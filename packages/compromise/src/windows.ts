/** A text in pieces: what compromise takes grows faster than the text in some, and nobody else runs meanwhile. */

/** Longest piece, in UTF-16 units. */
export const WINDOW = 1024;
/** So much of a piece is in the next one too, where it does not end with a line or a sentence. */
const OVERLAP = 128;

/** A piece of a text, `[start, end)`. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * Pieces that cover the text, in order. A name of up to `OVERLAP` units is whole in one of them at least. Together they
 * are at most half longer than the text.
 */
export function* windowsOf(text: string): Generator<Window> {
  let start = 0;
  while (text.length - start > WINDOW) {
    const after = endOfSentence(text, start + WINDOW / 2, start + WINDOW);
    if (after !== undefined) {
      yield { start, end: after };
      start = after;
      continue;
    }
    const end = wordBoundary(text, start + WINDOW - OVERLAP, start + WINDOW);
    yield { start, end };
    start = wordBoundary(text, end - 2 * OVERLAP, end - OVERLAP);
  }
  if (start < text.length) yield { start, end: text.length };
}

/** Behind the last line feed between the two, or else behind the last sentence. */
function endOfSentence(text: string, from: number, to: number): number | undefined {
  const feed = text.lastIndexOf('\n', to - 1);
  if (feed >= from) return feed + 1;
  for (let at = to - 1; at > from; at--) {
    if (text[at] === ' ' && '.?!'.includes(text[at - 1] as string) && isLower(text[at - 2])) return at + 1;
  }
  return undefined;
}

/** Whether a full stop behind it ends a sentence rather than an initial. */
function isLower(char: string | undefined): boolean {
  return char !== undefined && /\p{Ll}|\d/u.test(char);
}

/** Behind the last white space between the two; where there is none, `to`, but not within a character. */
function wordBoundary(text: string, from: number, to: number): number {
  for (let at = to; at > from; at--) if (/\s/.test(text[at - 1] as string)) return at;
  return isWithinCharacter(text, to) ? to - 1 : to;
}

function isWithinCharacter(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}
