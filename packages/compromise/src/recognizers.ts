import type { Recognizer } from '@logsieve/core';
import nlp from 'compromise';
import { nameConfidence, placeConfidence } from './confidence.js';
import { createRecognize } from './recognize.js';

/**
 * Recognizes names of persons in English texts: `[name]`. Sees what compromise has in its lexicon, or takes for a name by
 * the words around it; what it misses stays. Never rejects.
 *
 * @example
 * createAsyncConversationRedactor({ recognizers: [names, places], confidence: 0.6 })
 */
export const names: Recognizer = {
  id: 'names',
  placeholder: '[name]',
  recognize: createRecognize((text) => {
    const read = nlp(text);
    return { document: read.document, matches: read.people().docs };
  }, nameConfidence),
};

/** Recognizes cities, regions, countries and streets with a number in English texts: `[place]`. Never rejects. */
export const places: Recognizer = {
  id: 'places',
  placeholder: '[place]',
  recognize: createRecognize((text) => {
    const read = nlp(text);
    return { document: read.document, matches: read.places().docs };
  }, placeConfidence),
};
