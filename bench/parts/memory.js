import { checkContender } from '../check.js';
import { measureInChild } from '../child.js';
import { withBases } from '../contenders/index.js';
import { collectGarbage, createDriver, orderOf } from '../measure.js';
import { recordSets, VARIANTS } from '../records/index.js';
import { rowsOf } from '../rows.js';
import { createNullSink } from '../sink.js';
import { warmUp } from './in-process.js';

const NAMES = ['logsieve pino', 'logsieve winston json', 'logsieve winston', 'logsieve lines (wasm)'];
/** Room for young objects, in MB: more than a slice needs, so that what it allocates is all still there at its end. */
const SPACE = 128;
/** Of plain pino's lines, a slice. */
const SLICE_BYTES = 1_000_000;
const MOST_TRIES = 5;

/** How many bytes a record costs to allocate, garbage included: heap, and buffers beside it. */
export function benchMemory({ sets, only, rounds, warmup }) {
  const names = NAMES.filter((name) => name.includes(only));
  const flags = [`--min-semi-space-size=${SPACE}`, `--max-semi-space-size=${SPACE}`];
  const of = (set) => measureInChild(import.meta.url, { record: set.name, names, rounds, warmup }, { flags });
  return { rows: names.length === 0 ? [] : sets.flatMap(of) };
}

/** In the process with room. Each slice begins without young garbage. */
export async function measure({ record, names, rounds, warmup }) {
  const set = recordSets.find(({ name }) => name === record);
  const contenders = withBases(names).map((contender) => ({ ...contender, path: 'memory' }));
  const bytes = [];
  for (const contender of contenders) bytes.push(await checkContender(contender, set));
  const drivers = contenders.map((contender) => createDriver(contender, set, createNullSink()));
  await warmUp(drivers, warmup);
  const count = Math.ceil(SLICE_BYTES / set.bytes / VARIANTS) * VARIANTS;
  const taken = drivers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const index of orderOf(round, drivers.length))
      taken[index].push(await allocated(drivers[index], count));
  }
  return rowsOf({ record, measure: 'allocation', unit: 'bytes per record' }, contenders, taken, bytes);
}

async function allocated(driver, count) {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    // What the first one frees of buffers is only counted by the second.
    collectGarbage();
    collectGarbage();
    const before = inUse();
    await driver.run(count);
    const bytes = inUse() - before;
    if (bytes > 0) return bytes / count;
  }
  throw new Error('garbage was collected in the midst of each slice');
}

function inUse() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
