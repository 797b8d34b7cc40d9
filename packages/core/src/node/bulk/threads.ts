/** Where blocks are redacted: in worker threads, or in the thread that calls. */
import type { CompiledPolicy } from '../../policy/compile/compiled-policy.js';
import { type Counters, createRedactor } from '../../redactor.js';
import { type Lane, startLane } from './lane.js';
import { createRedactBlock } from './redact-block.js';
import type { WorkerTask } from './worker-task.js';

export interface Threads {
  /** How many blocks it takes at a time. */
  readonly most: number;
  /** The lines of a block, redacted. Takes the block's memory. Rejects with `LogsieveError` where a thread ended. */
  redact(block: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** Totals of all blocks that came back. */
  counters(): Counters;
  close(): Promise<void>;
}

/** Starts so many workers; with 0 the thread that calls does the work itself. */
export function startThreads(compiled: CompiledPolicy, task: WorkerTask, count: number): Threads {
  const redactor = createRedactor(compiled);
  if (count === 0) {
    const redactBlock = createRedactBlock(redactor);
    return {
      most: 1,
      redact: (block) => Promise.resolve(redactBlock(block)),
      counters: () => redactor.counters(),
      close: () => Promise.resolve(),
    };
  }
  const lanes = Array.from({ length: count }, () => startLane(task));
  return {
    // One block each waits, so that no worker does.
    most: 2 * count,
    redact: (block) => leastBusy(lanes).redact(block),
    counters: () =>
      sumOf(
        lanes.flatMap((lane) => lane.counters() ?? []),
        redactor.counters(),
      ),
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function leastBusy(lanes: readonly Lane[]): Lane {
  return lanes.reduce((best, lane) => (lane.waiting() < best.waiting() ? lane : best));
}

function sumOf(all: readonly Counters[], none: Counters): Counters {
  const names = Object.keys(none) as (keyof Counters)[];
  const total = (name: keyof Counters) => all.reduce((sum, counters) => sum + counters[name], 0);
  return Object.fromEntries(names.map((name) => [name, total(name)])) as unknown as Counters;
}
