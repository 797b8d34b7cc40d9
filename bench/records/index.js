import { access } from './access.js';
import { chat } from './chat.js';
import { http, httpPreset } from './http.js';
import { httpText } from './http-text.js';
import { createRandom } from './text.js';

/** How many different records of a kind go round. A power of two. */
export const VARIANTS = 64;

/** The kinds of records that are measured. */
export const recordSets = [access, httpPreset, http, httpText, chat].map(withRecords);

/**
 * Adds the records. Each went through JSON once: that gives every variant objects and flat strings of its own, as
 * they come from a parser or a socket, shared with nothing of this file.
 */
function withRecords(kind, index) {
  const random = createRandom(index + 1);
  const records = Array.from({ length: VARIANTS }, () => JSON.parse(JSON.stringify(kind.create(random))));
  return { ...kind, records };
}
