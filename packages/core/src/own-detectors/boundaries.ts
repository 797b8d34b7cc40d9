/** True where the place is within a word: with letters or digits before and after it. */
export function isWithinWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && isOfWord(text.charCodeAt(at - 1)) && isOfWord(text.charCodeAt(at));
}

/** Of what has more than 16 bits nothing is of a word. */
function isOfWord(unit: number): boolean {
  return unit < 128 ? ASCII[unit] === 1 : BEYOND_ASCII.test(String.fromCharCode(unit));
}

const ASCII = Uint8Array.from({ length: 128 }, (_, unit) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(unit)) ? 1 : 0,
);
const BEYOND_ASCII = /[\p{L}\p{N}\p{M}]/u;
