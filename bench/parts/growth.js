import { checkContender } from '../check.js';
import { measureInChild } from '../child.js';
import { withBases } from '../contenders/index.js';
import { curves, rulesCompared } from '../growth/curves.js';
import { createDriver, ratioOf, timeRounds } from '../measure.js';
import { rowsOf } from '../rows.js';
import { createNullSink } from '../sink.js';
import { warmUp } from './in-process.js';

/** What is drawn; each against its base line, on the same record in the same round. */
const WAYS = ['logsieve pino', 'logsieve lines (wasm)'];

const MOST_ROUNDS = 15;

/** How speed grows with records and policies, and what many rules cost. In a process that has logged nothing else. */
export function benchGrowth({ rounds, time, warmup }) {
  return measureInChild(import.meta.url, { rounds: Math.min(rounds, MOST_ROUNDS), time, warmup });
}

/** In that process. */
export async function measure(options) {
  const plots = [];
  for (const { name, title, points } of curves) {
    const speeds = [];
    for (const { x, set } of points) speeds.push({ x, ratios: await speedsOn(set, options) });
    const lines = WAYS.map((way, index) => ({
      name: way,
      points: speeds.map(({ x, ratios }) => ({ x, ...ratios[index] })),
    }));
    plots.push({ name, title, lines });
  }
  return { rows: await compareRules(options), plots };
}

async function speedsOn(set, options) {
  const contenders = withBases(WAYS);
  const times = await timeAll(
    contenders.map((contender) => [contender, set]),
    options,
  );
  const at = (wanted) => contenders.findIndex(({ name }) => name === wanted);
  return WAYS.map((way) => ratioOf(times[at(contenders[at(way)].against)], times[at(way)]));
}

/** The same records under policies of few and of many rules, of which the same ones are met. */
async function compareRules(options) {
  const rows = [];
  for (const way of WAYS) {
    const [, contender] = withBases([way]);
    const times = await timeAll(
      rulesCompared.map(({ set }) => [contender, set]),
      options,
    );
    const names = rulesCompared.map(({ x }) => `${way}, ${x.toLocaleString('en')} rules`);
    const contenders = names.map((name) => ({ path: 'rules', name, against: names[0] }));
    rows.push(...rowsOf({ record: 'http', measure: 'speed', unit: 'ns per record' }, contenders, times));
  }
  return rows;
}

async function timeAll(pairs, options) {
  for (const [contender, set] of pairs) await checkContender(contender, set);
  const drivers = pairs.map(([contender, set]) => createDriver(contender, set, createNullSink()));
  await warmUp(drivers, options.warmup);
  return timeRounds(drivers, options);
}
