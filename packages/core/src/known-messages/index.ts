/**
 * What errors say that everybody's programs have: the texts of JavaScript, of Node, of HTTP and of common drivers. Of an
 * error's message the text comes out, never what stood in its holes.
 */
import { compileCatalog } from '../messages/catalog.js';
import type { CatalogText } from '../policy/policy.js';
import { DRIVER_MESSAGES } from './drivers.js';
import { HTTP_MESSAGES } from './http.js';
import { JAVASCRIPT_MESSAGES } from './javascript.js';
import { NODE_MESSAGES } from './node.js';

/** All of them; `HOLE` marks the holes. */
export const TEXTS: readonly string[] = [
  ...JAVASCRIPT_MESSAGES,
  ...NODE_MESSAGES,
  ...HTTP_MESSAGES,
  ...DRIVER_MESSAGES,
];
const HOLE = '…';
/**
 * What finds the text that a message is made of, as JSON text without its quotes; it gives undefined where it is none of
 * those. Made once, for the first policy that asks for it: that takes some milliseconds.
 */
export function knownMessages(): FindKnown {
  if (known === undefined) {
    const find = compileCatalog({ messages: TEXTS.map(partsOf) });
    known = (message) => find(message)?.written;
  }
  return known;
}

/** The known text of a message. */
export type FindKnown = (message: string) => string | undefined;

let known: FindKnown | undefined;

function partsOf(text: string): CatalogText {
  const parts = text.split(HOLE);
  return parts.length === 1 ? text : parts;
}
