/** How sure a find is, by the words it has: compromise itself says nothing of it. docs/conversations.md has what it comes to. */
import type { Word } from './words.js';

const SURE = 0.9;
const LIKELY = 0.7;
const SINGLE = 0.5;
const GUESSED = 0.3;

/** More than one word, known as a name, or with a title: sure. One word alone is as often a product. */
export function nameConfidence(words: readonly Word[]): number {
  if (!words.some(isUpper)) return words.length > 1 ? SINGLE : GUESSED;
  if (words.length === 1) return SINGLE;
  return words.some((word) => has(word, 'FirstName') || has(word, 'Honorific')) ? SURE : LIKELY;
}

/** What is in the lexicon, and streets with a number: sure. */
export function placeConfidence(words: readonly Word[]): number {
  if (words.some((word) => has(word, 'Address'))) return words.length > 1 ? SURE : GUESSED;
  const isKnown = words.some((word) => ['City', 'Country', 'Region'].some((tag) => has(word, tag)));
  if (!isKnown) return SINGLE;
  return words.some(isUpper) ? SURE : SINGLE;
}

function has({ tags }: Word, tag: string): boolean {
  return tags?.has(tag) === true;
}

function isUpper({ text }: Word): boolean {
  return /^\p{Lu}/u.test(text);
}
