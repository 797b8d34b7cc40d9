import { checkLines } from '../check.js';
import { measureInChild } from '../child.js';
import { LOADS, runTransport, transportContenders } from '../contenders/transport.js';
import { collectGarbage, orderOf } from '../measure.js';
import { progress } from '../progress.js';
import { recordSets, VARIANTS } from '../records/index.js';
import { rowsOf } from '../rows.js';

const MOST_ROUNDS = 7;
/** As many for each kind of record, and no fewer lines than a 99.9th percentile needs. */
const BYTES = 8_000_000;
const FEWEST_LINES = 4_096;
/** Before anything is timed, so that both threads run optimized code. */
const BYTES_BEFORE = 2_000_000;
/** So many lines of a file, at either end, are looked at one by one. */
const CHECKED = 4 * VARIANTS;

/** The transports, on every kind of record: the whole, the log calls, the thread that logs. */
export function benchTransports({ sets, only, rounds }) {
  if (!transportContenders.some(({ name }) => name.includes(only))) return { rows: [] };
  const records = sets.map(({ name }) => name);
  return measureInChild(import.meta.url, { records, rounds: Math.min(rounds, MOST_ROUNDS) });
}

/** In a process that has logged nothing else: its garbage would be found among the slowest calls. */
export async function measure({ records, rounds, lines }) {
  const rows = [];
  for (const set of recordSets.filter(({ name }) => records.includes(name))) {
    const options = { rounds, ...(lines ?? linesOf(set)) };
    for (const load of Object.keys(LOADS)) rows.push(...(await benchLoad(set, load, options)));
  }
  return { rows };
}

/** Each round writes `count` records into a file, through a worker of its own. */
async function benchLoad(set, load, { rounds, count, before }) {
  const bytes = [];
  const taken = transportContenders.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const index of orderOf(round + 1, transportContenders.length)) {
      const contender = transportContenders[index];
      collectGarbage();
      const { measures, lines } = await runTransport(contender, set, count, { load, before });
      // The round before the first warms up, and is the one that is checked.
      if (round >= 0) taken[index].push(measures);
      else bytes[index] = checkFile(contender, set, lines, before + count);
    }
    progress(`${set.name}: transport round ${round + 1}`);
  }
  return Object.keys(taken[0][0]).flatMap((measure) => {
    const values = taken.map((ofRounds) => ofRounds.map((measures) => measures[measure]));
    return rowsOf({ record: set.name, measure, unit: 'ns' }, transportContenders, values, bytes);
  });
}

function linesOf(set) {
  const whole = (lines) => Math.ceil(lines / set.records.length) * set.records.length;
  return { count: whole(Math.max(BYTES / set.bytes, FEWEST_LINES)), before: whole(BYTES_BEFORE / set.bytes) };
}

function checkFile(contender, set, lines, count) {
  if (lines.length !== count) throw new Error(`${contender.name} wrote ${lines.length} of ${count} lines`);
  checkLines(contender, set, lines.slice(0, CHECKED));
  checkLines(contender, set, lines.slice(-CHECKED));
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0) / lines.length;
}
