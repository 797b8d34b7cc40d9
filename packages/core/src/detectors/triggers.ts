/**
 * One look at a text tells which detectors have to look at it: most texts hold nothing that any of them could find.
 */

/** As a trigger: four digits in a row. */
export const FOUR_DIGITS = '0000';

/** As a trigger: the controls of ASCII, line breaks and tabs among them. */
export const CONTROL = '\0';

/** What of the triggers a text holds: a bit for each, or for several where there are too many. */
export type Traits = number;

/** Looks for a set of triggers in texts. */
export interface TriggerSearch {
  /** The traits of a text, in whatever case. Linear in its length. */
  readonly traitsOf: (text: string) => Traits;
  /** The traits that texts with at least one of these triggers share at least one of. */
  readonly anyOf: (triggers: readonly string[]) => Traits;
}

const DIGIT = 1;
const FOUR_IN_A_ROW = 2;
const BEYOND_ASCII = 4;
const WORD = 8;
/** Characters have the bits from here on. */
const FIRST_CHARACTER = 4;

/**
 * Makes the search for these triggers: single characters, words of several, `FOUR_DIGITS`, `CONTROL`. A digit stands for all ten,
 * a word for all words, a character beyond ASCII for all of those.
 */
export function createTriggerSearch(triggers: readonly string[]): TriggerSearch {
  const unique = [...new Set(triggers)];
  const bits = new Map(unique.filter(isSpecial).map((character, index) => [character, bitOf(index)]));
  const table = Int32Array.from({ length: 128 }, (_, code) => {
    const character = String.fromCharCode(code);
    if (code < 32 || code === 127) return bits.get(CONTROL) ?? 0;
    return DIGITS.test(character) ? DIGIT : (bits.get(character) ?? 0);
  });
  const words = unique.filter(isWord);
  const word = words.length === 0 ? undefined : new RegExp(words.map(escape).join('|'), 'i');
  return {
    traitsOf: (text) => lookAt(text, table) | (word?.test(text) === true ? WORD : 0),
    anyOf: (wanted) => wanted.reduce((traits, trigger) => traits | (bits.get(trigger) ?? kindOf(trigger)), 0),
  };
}

/** By table: a regular expression for each trigger would read the text as many times. */
function lookAt(text: string, table: Int32Array): Traits {
  let traits = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const trait = code < 128 ? (table[code] as number) : BEYOND_ASCII;
    traits |= trait;
    // The last bits tell which of the last characters were digits.
    digits = (digits << 1) | (trait & DIGIT);
    if ((digits & 15) === 15) traits |= FOUR_IN_A_ROW;
  }
  return traits;
}

const DIGITS = /^\d$/;

function kindOf(trigger: string): Traits {
  if (trigger === FOUR_DIGITS) return FOUR_IN_A_ROW;
  if (DIGITS.test(trigger)) return DIGIT;
  return trigger.length > 1 ? WORD : BEYOND_ASCII;
}

function isSpecial(trigger: string): boolean {
  return trigger.length === 1 && trigger.charCodeAt(0) < 128 && !DIGITS.test(trigger);
}

function isWord(trigger: string): boolean {
  return trigger.length > 1 && trigger !== FOUR_DIGITS;
}

function bitOf(index: number): Traits {
  return 1 << (FIRST_CHARACTER + (index % (32 - FIRST_CHARACTER)));
}

function escape(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}
