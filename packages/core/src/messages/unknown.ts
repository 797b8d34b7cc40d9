import type { ActiveKey } from '../actions/action.js';
import { createPseudonym } from '../actions/pseudonym.js';
import { messageShape } from './shape.js';

/** Stands for a message that the catalog does not have. Says nothing of it: an id made of the text could be guessed at. */
export const UNKNOWN_MESSAGE = '[message]';

/** Gives what stands for a message that the catalog does not have. ASCII that JSON writes as it is. */
export type NameUnknown = (text: string) => string;

/** One scope for all fields and loggers that call something the message. No path pattern's scope is called so. */
const SCOPE = 'message';

/**
 * A placeholder with the pseudonym of the message's shape: the same for messages of one shape, and for nobody without the
 * key to be looked up. Throws what the key's HMAC throws.
 */
export function createNameUnknown(key: ActiveKey): NameUnknown {
  const pseudonym = createPseudonym(SCOPE, key);
  return (text) => `[message:${pseudonym(messageShape(text))}]`;
}
