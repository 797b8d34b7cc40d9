/**
 * The long form of the comparison of line engines: ten million lines, over two threads. Exits with 1 where an
 * engine and `redactLine` differ.
 *
 *     node test/attack/dist/deep-lines.js --lines=10000000 --seed=7 --threads=2
 *     node test/attack/dist/deep-lines.js --batch=7:12345
 */
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fuzzLines, type LineSettings, type LineTally, policyOf } from './line-fuzz.js';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '10000000' },
    seed: { type: 'string' },
    threads: { type: 'string', default: '2' },
    batch: { type: 'string' },
    /** Faults after which a thread stops. */
    faults: { type: 'string', default: '20' },
  },
});

/** Each thread has numbers of its own for its batches. */
const APART = 100_000_000;
const ENGINES = ['wasm', 'js'] as const;

if (!isMainThread) parentPort?.postMessage(fuzzLines(workerData as LineSettings));
else if (values.batch === undefined) await attack();
else again(values.batch);

/** One batch by itself. */
function again(name: string): void {
  const [seed = 0, from = 0] = name.split(':').map(Number);
  tell([fuzzLines({ seed, from, lines: 1, engines: ENGINES })]);
}

async function attack(): Promise<void> {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const threads = Number(values.threads);
  console.log(`seed ${seed}, ${values.lines} lines on ${threads} threads`);
  const shares = Array.from({ length: threads }, (_, thread) =>
    runShare({
      seed,
      from: thread * APART,
      lines: Math.ceil(Number(values.lines) / threads),
      mostFaults: Number(values.faults),
      engines: ENGINES,
    }),
  );
  tell(await Promise.all(shares));
}

function runShare(settings: LineSettings): Promise<LineTally> {
  const worker = new Worker(new URL(import.meta.url), { workerData: settings });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function tell(tallies: readonly LineTally[]): void {
  const faults = tallies.flatMap((tally) => tally.faults);
  for (const { at, what } of faults) {
    console.log(`FAULT ${at} ${what}`);
    console.log(`  policy ${JSON.stringify(policyOf(at))}`);
    console.log(`  again: node test/attack/dist/deep-lines.js --batch=${at}`);
  }
  const sum = (of: (tally: LineTally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  console.log(
    `${sum(({ lines }) => lines)} lines in ${sum(({ batches }) => batches)} batches, ${faults.length} faults`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}
