/** As compromise has it. */
export interface Word {
  readonly text: string;
  readonly tags?: ReadonlySet<string>;
}

/** Where a word stands, `[start, end)`. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the words of a document stand in the text that it was made of. Looked for, since the lengths that compromise keeps
 * leave out white space behind emoticons. Words that it put in (the "is" of "he's") have no place. Undefined where a word
 * is not found.
 */
export function placesOf(
  text: string,
  document: readonly (readonly Word[])[],
): ReadonlyMap<Word, Place> | undefined {
  const places = new Map<Word, Place>();
  let from = 0;
  for (const word of document.flat()) {
    if (word.text === '') continue;
    const start = text.indexOf(word.text, from);
    if (start < 0) return undefined;
    from = start + word.text.length;
    places.set(word, { start, end: from });
  }
  return places;
}
