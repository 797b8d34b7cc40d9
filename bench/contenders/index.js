import { basesOf } from '../rows.js';
import { coreContenders, lineContenders } from './core.js';
import { pinoContenders } from './pino.js';
import { redactorContenders } from './redactors.js';
import { winstonContenders } from './winston.js';

/**
 * All that log in process. Each has a `name`, the `path` it belongs to, the name it is compared `against` (its own for
 * a base line) and perhaps `also`, what it `gives` (see `check.js`), and `create(set, sink)`, which gives a function
 * that logs the record of an index.
 */
export const contenders = [
  ...on('pino, in process', [...pinoContenders, ...redactorContenders]),
  ...on('winston, in process', winstonContenders),
  ...on('core, in process', coreContenders),
  ...on('lines', lineContenders),
];

export const PATHS = [...new Set(contenders.map(({ path }) => path))];

/** Those whose name contains `part`, and what they are compared against. */
export function selectContenders(part) {
  const wanted = contenders.filter(({ name }) => name.includes(part));
  const needed = new Set(wanted.flatMap(basesOf));
  // What one is compared against is itself compared against another.
  for (const name of needed) needed.add(named(name).against);
  return contenders.filter((contender) => wanted.includes(contender) || needed.has(contender.name));
}

/** Those of these names, each behind its base line. */
export function withBases(names) {
  return [...new Set(names.flatMap((name) => [named(named(name).against), named(name)]))];
}

function named(wanted) {
  return contenders.find(({ name }) => name === wanted);
}

function on(path, list) {
  return list.map((contender) => ({ path, ...contender }));
}
