/**
 * The long form of the attack on conversations, over two threads. Exits with 1 where a planted value came out, a stream
 * and a whole text differ, or anything threw.
 *
 *     node test/attack/dist/deep-conversations.js --cases=50000 --seed=7 --threads=2
 *     node test/attack/dist/deep-conversations.js --case=7:12345
 */
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type ConversationSettings, type ConversationTally, runConversations } from './conversations/run.js';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '50000' },
    seed: { type: 'string' },
    threads: { type: 'string', default: '2' },
    case: { type: 'string' },
    /** Faults after which a thread stops. */
    faults: { type: 'string', default: '20' },
  },
});

/** Each thread has numbers of its own for its cases. */
const APART = 100_000_000;

if (!isMainThread) parentPort?.postMessage(await runConversations(workerData as ConversationSettings));
else if (values.case === undefined) await attack();
else await again(values.case);

/** One case by itself. */
async function again(name: string): Promise<void> {
  const [seed = 0, from = 0] = name.split(':').map(Number);
  tell([await runConversations({ seed, from, cases: 1 })]);
}

async function attack(): Promise<void> {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const threads = Number(values.threads);
  console.log(`seed ${seed}, ${values.cases} conversations on ${threads} threads`);
  const shares = Array.from({ length: threads }, (_, thread) =>
    runShare({
      seed,
      from: thread * APART,
      cases: Math.ceil(Number(values.cases) / threads),
      mostFaults: Number(values.faults),
    }),
  );
  tell(await Promise.all(shares));
}

function runShare(settings: ConversationSettings): Promise<ConversationTally> {
  const worker = new Worker(new URL(import.meta.url), { workerData: settings });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function tell(tallies: readonly ConversationTally[]): void {
  const faults = tallies.flatMap((tally) => tally.faults);
  for (const { at, what } of faults) {
    console.log(`FAULT ${at} ${what}`);
    console.log(`  again: node test/attack/dist/deep-conversations.js --case=${at}`);
  }
  const sum = (of: (tally: ConversationTally) => number) =>
    tallies.reduce((total, tally) => total + of(tally), 0);
  console.log(
    `${sum(({ cases }) => cases)} conversations in ${sum(({ messages }) => messages)} messages, ${faults.length} faults`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}
