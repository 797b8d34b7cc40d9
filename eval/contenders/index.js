import { logsieveContenders } from './logsieve.js';
import { packageContenders } from './packages.js';

/**
 * Everything that is measured: `{ name, package, note, create }`, where `create` gives, possibly by a promise, a
 * function from a text to the text with what was found taken out (or a promise of it).
 */
const contenders = [...logsieveContenders, ...packageContenders];

/** Those whose name has the text in it. */
export function selectContenders(part = '') {
  return contenders.filter(({ name }) => name.includes(part));
}
