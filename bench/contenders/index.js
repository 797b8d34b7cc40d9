import { coreContenders } from './core.js';
import { pinoContenders } from './pino.js';
import { redactorContenders } from './redactors.js';
import { winstonContenders } from './winston.js';

/**
 * All that log in process. Each has a `name`, the name it is compared `against` (its own for a base line), what it
 * `gives` (see `check.js`), and `create(set, sink)`, which gives a function that logs the record of an index.
 */
export const contenders = [...pinoContenders, ...redactorContenders, ...winstonContenders, ...coreContenders];

/** Those whose name contains `part`, and what they are compared against. */
export function selectContenders(part) {
  const wanted = contenders.filter(({ name }) => name.includes(part));
  const needed = new Set(wanted.map(({ name }) => name));
  // What one is compared against may itself be compared against another.
  for (const name of needed) needed.add(contenders.find((contender) => contender.name === name).against);
  return contenders.filter(({ name }) => needed.has(name));
}
