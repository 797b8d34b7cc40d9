/** True for `0` to `9`. `NaN`, which `charCodeAt` gives past the end, is no character of any kind here. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True for `A` to `Z` and `a` to `z`. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** True for ASCII letters and digits. */
export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

/** True for digits and `A` to `F` in either case. */
export function isHex(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** True for space, tab and no-break space: what may stand between words of one line. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0;
}

/** True for CR, LF and the Unicode line and paragraph separators. */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}

/** True for blanks, line breaks and the other controls below U+0021. */
export function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0x2028 || code === 0x2029;
}

/** True for `"`, `'` and the backtick. */
export function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

/** The first place at or after `from` that is no blank. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}
