/**
 * The long form of the attack: a million records and more, over two threads. Tells how far it is, and at the end what
 * it did. Exits with 1 where anything leaked, threw, hung, took too long or differed.
 *
 *     node test/attack/dist/deep.js --records=1000000 --seed=7 --threads=2
 *     node test/attack/dist/deep.js --case=7:12345
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Share } from './deep-worker.js';
import { describeCase, NEEDLE_COUNT, run, type Tally } from './run.js';
import type { Fault } from './search.js';
import { attackTransport, transportSeed } from './transport.js';
import { createGauge, createHangWatch, readGauge } from './watch.js';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    threads: { type: 'string', default: '2' },
    case: { type: 'string' },
    /** Faults after which a thread stops. */
    faults: { type: 'string', default: '20' },
  },
});

/** No case takes so long, however busy the machine is. */
const HANG_MS = 60_000;
/** Each thread has numbers of its own for its cases. */
const APART = 100_000_000;
/** Samples of lines for the transport: how they are cut, and how many lines they have. */
const STREAMS = Array.from(
  { length: 10 },
  () =>
    [
      ['anywhere', 3_800],
      ['every byte', 200],
    ] as const,
).flat();
const STREAMED = STREAMS.reduce((total, [, lines]) => total + lines, 0);

/** Ends the threads that still run. */
const running = new Set<() => void>();
/** One of them found something. */
let ended = false;
const NOTHING: Tally = { cases: 0, records: 0, lines: 0, outputs: 0, policies: 0, slowestMs: 0, faults: [] };

if (values.case === undefined) await attack();
else again(values.case);

/** One case by itself. */
function again(name: string): void {
  const [seed = 0, from = 0] = name.split(':').map(Number);
  const { faults } = run({ seed, from, records: 1 });
  console.log(`case ${name}: ${describeCase(seed, from)}`);
  show(faults);
  console.log(faults.length === 0 ? 'nothing found' : `${faults.length} found`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function attack(): Promise<void> {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const records = Number(values.records);
  const threads = Number(values.threads);
  const start = performance.now();
  console.log(`seed ${seed}, ${records} records on ${threads} threads`);
  const shares = Array.from({ length: threads }, (_, thread) =>
    runShare({
      seed,
      from: thread * APART,
      records: Math.ceil(records / threads),
      mostFaults: Number(values.faults),
      gauge: createGauge(),
    }),
  );
  const streamed = await attackStreams(seed);
  if (streamed.length > 0) for (const end of running) end();
  const tallies = await Promise.all(shares);
  const faults = [...streamed, ...tallies.flatMap((tally) => tally.faults)];
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  show(faults);
  console.log(
    [
      `${sum((tally) => tally.records)} records in ${sum((tally) => tally.cases)} cases`,
      `under ${sum((tally) => tally.policies)} policies`,
      `${sum((tally) => tally.lines) + STREAMED} lines`,
      `${sum((tally) => tally.outputs)} outputs searched for ${NEEDLE_COUNT} forms of canaries`,
      `slowest call ${Math.round(Math.max(...tallies.map((tally) => tally.slowestMs)))} ms`,
      `${Math.round((performance.now() - start) / 1000)} s`,
      `${faults.length} faults`,
    ].join(', '),
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function attackStreams(seed: number): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [sample, [cut, lines]] of STREAMS.entries()) {
    if (faults.length > 0 || ended) break;
    const own = transportSeed(seed, sample);
    for (const what of await attackTransport(own, lines, cut))
      faults.push({ at: `transport-${own}`, what: `${cut}: ${what}` });
  }
  return faults;
}

function runShare(share: Share): Promise<Tally> {
  const worker = new Worker(new URL('./deep-worker.js', import.meta.url), { workerData: share });
  const hangsAt = createHangWatch(share.gauge, HANG_MS);
  return new Promise((resolve, reject) => {
    let ticks = 0;
    const timer = setInterval(() => {
      const { records, lines } = readGauge(share.gauge);
      if (++ticks % 30 === 0) console.log(`from ${share.from}: ${records} records, ${lines} lines`);
      const index = hangsAt(performance.now());
      if (index === undefined) return;
      end([{ at: `${share.seed}:${index}`, what: 'hangs' }]);
    }, 500);
    const done = (tally: Tally) => {
      clearInterval(timer);
      running.delete(end);
      resolve(tally);
      if (tally.faults.length === 0) return;
      ended = true;
      for (const endOther of running) endOther();
    };
    const end = (faults: readonly Fault[] = []) => {
      void worker.terminate();
      const { records, lines } = readGauge(share.gauge);
      done({ ...NOTHING, records, lines, faults });
    };
    running.add(end);
    worker.once('message', done);
    worker.once('error', (error) => {
      clearInterval(timer);
      reject(
        new Error(`the thread from ${share.from} ended at case ${readGauge(share.gauge).index}`, {
          cause: error.name,
        }),
      );
    });
  });
}

function show(faults: readonly Fault[]): void {
  for (const { at, what } of faults) {
    const [seed, index] = at.split(':').map(Number);
    console.log(`FAULT ${at} ${what}`);
    if (seed === undefined || index === undefined) continue;
    console.log(`  ${describeCase(seed, index)}`);
    console.log(`  again: node test/attack/dist/deep.js --case=${at}`);
  }
}
