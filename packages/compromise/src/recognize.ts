import type { Recognized, Recognizer } from '@logsieve/core';
import { makeReadable } from './readable.js';
import { windowsOf } from './windows.js';
import { type Place, placesOf, type Word } from './words.js';

/** All words of a text, by sentences, and those of them that make up a name each. */
export interface Reading {
  readonly document: readonly (readonly Word[])[];
  readonly matches: readonly (readonly Word[])[];
}

/** So many milliseconds are worked before others have their turn. */
const TURN = 10;

/**
 * Makes a function that recognizes what `read` finds. It reads pieces of bounded length, lets others have their turn
 * between them and stops where nobody waits any more. It never rejects: a piece that cannot be read, and all that is left
 * where nobody waits, is found as a whole.
 */
export function createRecognize(
  read: (text: string) => Reading,
  confidenceOf: (words: readonly Word[]) => number,
): Recognizer['recognize'] {
  const findIn = (text: string): readonly Recognized[] => {
    try {
      const { document, matches } = read(text);
      const places = placesOf(text, document);
      if (places !== undefined) return matches.flatMap((words) => spanOf(words, places, confidenceOf(words)));
    } catch {
      // What it says may hold the text.
    }
    return [{ start: 0, end: text.length }];
  };
  return async (text, { signal }) => {
    const readable = makeReadable(text);
    const found: Recognized[] = [];
    let turn = performance.now() + TURN;
    for (const { start, end } of windowsOf(readable)) {
      if (signal.aborted) return [...found, { start, end: text.length }];
      for (const part of findIn(readable.slice(start, end)))
        found.push({ ...part, start: start + part.start, end: start + part.end });
      if (performance.now() < turn) continue;
      await nextTurn();
      turn = performance.now() + TURN;
    }
    return found;
  };
}

/** From the first of the words to the last, without an 's. */
function spanOf(
  words: readonly Word[],
  places: ReadonlyMap<Word, Place>,
  confidence: number,
): readonly Recognized[] {
  const stand = words.flatMap((word) => places.get(word) ?? []);
  const [first, last] = [stand[0], stand.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isPossessive = /['’]s$/i.test(words.findLast(({ text }) => text !== '')?.text ?? '');
  const end = isPossessive ? last.end - 2 : last.end;
  return end > first.start ? [{ start: first.start, end, confidence }] : [];
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
