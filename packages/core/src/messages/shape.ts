/** Stands where the shape of a text leaves something out. */
const LEFT_OUT = '\u2026';

/**
 * What messages of one place in a program have in common, roughly: the text with one mark in place of all that is most
 * likely a value: what stands in quotes, words with a digit or one of `@ / \ %` in them, words with a colon within, words
 * longer than 32 characters, and lists of these. Plain words stay, names among them. Takes time linear in the text.
 *
 * @example
 * messageShape('order 17 of "Ada" took 12ms') // 'order … of … took …'
 */
export function messageShape(text: string): string {
  return text.replace(QUOTED_OR_WORD, (part) => (isValue(part) ? LEFT_OUT : part)).replace(LISTS, LEFT_OUT);
}

/**
 * A quotation ends at the next quote of its kind, so that one that does not end is looked for once. An apostrophe
 * within a word is none.
 */
const QUOTED_OR_WORD =
  /"[^"]*"|`[^`]*`|\u201c[^\u201c\u201d]*\u201d|(?<![\p{L}\p{Nd}])'[^']*'(?![\p{L}\p{Nd}])|[^\s"'`\u201c\u201d,;()[\]{}<>=|]+/gu;

const LISTS = /\u2026(?:[\s,;|]*\u2026)+/gu;

function isValue(part: string): boolean {
  return part.length > LONGEST_WORD || VALUE.test(part);
}

const LONGEST_WORD = 32;
const VALUE = /^["'`\u201c]|[\p{Nd}@/\\%]|:./u;
