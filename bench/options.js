import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { selectContenders } from './contenders/index.js';
import { transportContenders } from './contenders/transport.js';
import { CHOOSING, parts } from './parts/index.js';
import { recordSets } from './records/index.js';

export const USAGE = `usage: npm run bench -- [--part <${Object.keys(parts).join('|')}>] [--record <name>]
  [--only <part of a contender's name>] [--rounds <n>] [--time <ms>] [--megabytes <n>] [--json <file>]`;

/** Where results are kept for `npm run bench:docs`. */
export const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));

/** What the command line asks for; undefined where that is nothing. */
export function readOptions(args) {
  const values = parse(args);
  if (values === undefined) return undefined;
  const { part, record, only } = values;
  const isChoosing = record !== undefined || only !== '';
  const wanted = part === undefined ? (isChoosing ? CHOOSING : Object.keys(parts)) : [part];
  const sets = recordSets.filter(({ name }) => record === undefined || name === record);
  const numbers = {
    rounds: Number(values.rounds),
    time: Number(values.time),
    megabytes: Number(values.megabytes),
  };
  const isKnown = wanted.every((name) => Object.hasOwn(parts, name)) && sets.length > 0 && hasContender(only);
  if (!isKnown || !(numbers.rounds >= 1) || !(numbers.time > 0) || !(numbers.megabytes > 0)) return undefined;
  return { ...numbers, only, sets, parts: wanted, json: values.json ?? fileOf(isChoosing) };
}

/** A file for each version of Node; results of some records or contenders alone do not go there. */
function fileOf(isChoosing) {
  return `${RESULTS}${isChoosing ? 'latest' : `node-${process.versions.node.split('.')[0]}`}.json`;
}

function hasContender(only) {
  return selectContenders(only).length > 0 || transportContenders.some(({ name }) => name.includes(only));
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        rounds: { type: 'string', default: '31' },
        time: { type: 'string', default: '20' },
        megabytes: { type: 'string', default: '400' },
        only: { type: 'string', default: '' },
        record: { type: 'string' },
        part: { type: 'string' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error(error.message);
    return undefined;
  }
}
