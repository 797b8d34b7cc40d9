import { checkContender } from '../check.js';
import { measureInChild } from '../child.js';
import { contenders as all, PATHS, selectContenders } from '../contenders/index.js';
import { createDriver, timeDriver, timeRounds } from '../measure.js';
import { progress } from '../progress.js';
import { recordSets } from '../records/index.js';
import { rowsOf } from '../rows.js';
import { createNullSink } from '../sink.js';

/** Before the first round, for each contender, twice. */
const WARMUP_MS = 100;

/**
 * Every contender that logs in process, on every kind of record: processor time. Each path and kind of record has a
 * process of its own, as a service has one logger: where code has met the records of five policies, the engine keeps it
 * in a form for all of them, which no service would see.
 */
export function benchInProcess({ sets, only, rounds, time, warmup }) {
  const selected = selectContenders(only);
  const rows = sets.flatMap(({ name: record }) =>
    PATHS.flatMap((path) => {
      const names = selected.filter((contender) => contender.path === path).map(({ name }) => name);
      if (names.length === 0) return [];
      progress(`${record}: ${path}`);
      return measureInChild(import.meta.url, { record, names, rounds, time, warmup });
    }),
  );
  return { rows };
}

/** In the process of the path and the kind of record. */
export function measure({ record, names, ...options }) {
  const set = recordSets.find(({ name }) => name === record);
  return benchSet(
    set,
    all.filter(({ name }) => names.includes(name)),
    options,
  );
}

/** Checks and times contenders on one kind of record, and gives their rows. */
export async function benchSet(set, contenders, options) {
  const bytes = [];
  for (const contender of contenders) bytes.push(await checkContender(contender, set));
  const drivers = contenders.map((contender) => createDriver(contender, set, createNullSink()));
  await warmUp(drivers, options.warmup);
  const times = await timeRounds(drivers, options);
  return rowsOf({ record: set.name, measure: 'speed', unit: 'ns per record' }, contenders, times, bytes);
}

/** Optimized code, and what all of them together show to code that they share, before the first round. */
export async function warmUp(drivers, milliseconds = WARMUP_MS) {
  for (let pass = 0; pass < 2; pass++) for (const driver of drivers) await timeDriver(driver, milliseconds);
}
