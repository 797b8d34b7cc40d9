import { parseArgs } from 'node:util';
import { DEFAULT_LINES, SET_NAMES } from './generate/index.js';
import { WRITTEN } from './written/index.js';

export const USAGE = `usage: npm run eval -- [options]
  --set <seen|held-out|both|written>  lines to score (both)
  --lines <n>                 lines with values, in both sets together (${DEFAULT_LINES})
  --seed <text>               another seed gives other lines (1)
  --only <part of a name>     contenders; logsieve alone needs no packages
  --type <type>               only the values of a type, and no lines without values
  --misses <type>             print lines of sets other than the held-out one in which values of the type were missed ("clean": altered)
  --rounds <n>                of measuring the cost, 0 for none (9)
  --docs                      write the results of the held-out set into docs/detectors.md`;

/** What the command line says, or a sentence about what is wrong with it. */
export function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        set: { type: 'string', default: 'both' },
        lines: { type: 'string', default: String(DEFAULT_LINES) },
        seed: { type: 'string', default: '1' },
        only: { type: 'string', default: '' },
        type: { type: 'string' },
        misses: { type: 'string' },
        rounds: { type: 'string', default: '9' },
        docs: { type: 'boolean', default: false },
      },
    });
    return checked(values);
  } catch (error) {
    return { fault: error.message };
  }
}

function checked(values) {
  const [lines, rounds] = [Number(values.lines), Number(values.rounds)];
  const sets = setsOf(values.set);
  if (sets.length === 0) return { fault: `there is no set ${values.set}` };
  if (!(lines >= 1) || !(rounds >= 0)) return { fault: '--lines and --rounds take numbers' };
  if (values.misses !== undefined && values.set === 'held-out') {
    return { fault: 'lines of the held-out set are not shown: it is only to score with' };
  }
  if (values.docs && (!sets.includes('held-out') || values.only !== '' || values.type !== undefined)) {
    return { fault: '--docs takes the whole held-out set and all contenders' };
  }
  return { ...values, lines, rounds, sets: values.misses === undefined ? sets : sets.filter(mayBeShown) };
}

function setsOf(name) {
  return name === 'both' ? SET_NAMES : [...SET_NAMES, WRITTEN].filter((each) => each === name);
}

function mayBeShown(set) {
  return set !== 'held-out';
}
