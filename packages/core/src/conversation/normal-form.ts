/** What is the same of a text in all the forms that people and models write it in. */

/** Letters and digits of a text, and where in it they are. */
export interface NormalForm {
  /** Case, accents, width, separators and spaces are gone. */
  readonly text: string;
  /** For each UTF-16 unit the place in the source of the character that it comes from. */
  readonly starts: readonly number[];
}

/** Reduces a text to its letters and digits in lower case, compatibility forms and accents undone. Linear. */
export function normalForm(source: string): NormalForm {
  const starts: number[] = [];
  let text = '';
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    const unit = code < 128 ? ASCII[code] : undefined;
    if (unit !== undefined) {
      if (unit === '') continue;
      text += unit;
      starts.push(at);
      continue;
    }
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
    const units = fold(character);
    text += units;
    for (let unit = 0; unit < units.length; unit++) starts.push(at);
    at += character.length - 1;
  }
  return { text, starts };
}

/** Where the character ends in its source that a unit of a normal form comes from. */
export function endOf(source: string, start: number): number {
  return start + ((source.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
}

const ASCII: readonly string[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z\d]/i.test(character) ? character.toLowerCase() : '';
});

/** By way of upper case: there the sharp s is two letters, as who writes in capitals has it. */
function fold(character: string): string {
  return character
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
