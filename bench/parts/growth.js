/**
 * Measures the curves and draws them: `npm run bench:growth`. Writes `docs/growth.svg`, and prints the points. Each way
 * is timed against plain pino, or against parsing and writing the line, on the same record in the same round.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { selectContenders } from '../contenders/index.js';
import { createDriver, ratioOf, timeDriver, timeRounds } from '../measure.js';
import { createNullSink } from '../sink.js';
import { curves } from './curves.js';
import { drawPlots } from './plot.js';

/** What is drawn, and against what. */
const WAYS = ['logsieve pino', 'logsieve lines (wasm)'];

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, time: { type: 'string', default: '30' } },
});

const plots = [];
for (const { name, title, points } of curves) {
  const lines = new Map(WAYS.map((way) => [way, []]));
  for (const point of points) {
    for (const [way, ratio] of await measure(point.set)) lines.get(way).push({ x: point.x, ...ratio });
  }
  plots.push({ name, title, lines: [...lines].map(([way, of]) => ({ name: way, points: of })) });
  print(plots.at(-1));
}
await writeFile(new URL('../../docs/growth.svg', import.meta.url), drawPlots(plots));

async function measure(set) {
  const contenders = WAYS.flatMap((way) =>
    selectContenders(way).filter(({ name, against }) => name === way || isBase(way, name, against)),
  );
  const drivers = contenders.map((contender) => createDriver(contender, set, createNullSink()));
  for (const driver of drivers) await timeDriver(driver, 100);
  const times = await timeRounds(drivers, { rounds: Number(values.rounds), time: Number(values.time) });
  return WAYS.map((way) => {
    const at = contenders.findIndex(({ name }) => name === way);
    const base = contenders.findIndex(({ name }) => name === contenders[at].against);
    return [way, ratioOf(times[base], times[at])];
  });
}

function isBase(way, name, against) {
  return (
    name === against && selectContenders(way).some((other) => other.name === way && other.against === name)
  );
}

function print({ title, lines }) {
  console.log(`\n${title}`);
  for (const { name, points } of lines) {
    const row = points.map(({ x, median }) => `${x.toLocaleString('en')}: ${median.toFixed(2)}`);
    console.log(`  ${name.padEnd(24)}${row.join('   ')}`);
  }
}
