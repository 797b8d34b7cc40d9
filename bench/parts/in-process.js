import { checkContender } from '../check.js';
import { selectContenders } from '../contenders/index.js';
import { createDriver, timeDriver, timeRounds } from '../measure.js';
import { progress } from '../progress.js';
import { rowsOf } from '../rows.js';
import { createNullSink } from '../sink.js';

/** Before the first round, for each contender, twice. */
const WARMUP_MS = 100;

/** Every contender that logs in process, on every kind of record: processor time. */
export async function benchInProcess({ sets, only, ...options }) {
  const contenders = selectContenders(only);
  const rows = [];
  for (const set of sets) rows.push(...(await benchSet(set, contenders, options)));
  return { rows };
}

/** Checks and times contenders on one kind of record, and gives their rows. */
export async function benchSet(set, contenders, options) {
  const bytes = [];
  for (const contender of contenders) bytes.push(await checkContender(contender, set));
  const drivers = contenders.map((contender) => createDriver(contender, set, createNullSink()));
  await warmUp(drivers, options.warmup);
  const times = await timeRounds(drivers, options, (round) => progress(`${set.name}: round ${round}`));
  return rowsOf({ record: set.name, measure: 'speed', unit: 'ns per record' }, contenders, times, bytes);
}

/** Optimized code, and the mix of shapes that all of them together show to shared code, before the first round. */
export async function warmUp(drivers, milliseconds = WARMUP_MS) {
  for (let pass = 0; pass < 2; pass++) for (const driver of drivers) await timeDriver(driver, milliseconds);
}
