/** Where blocks are redacted: in worker threads, or in the thread that calls. */
import type { CompiledPolicy } from '../../policy/compile/compiled-policy.js';
import type { RecognitionCounters } from '../../recognizers/redact-line.js';
import { type Counters, createRedactor } from '../../redactor.js';
import { type Block, memoryOf } from './blocks.js';
import { type Lane, startLane, type WorkerAnswer } from './lane.js';
import { createRedactBlock } from './redact-block.js';
import type { WorkerTask } from './worker-task.js';

export interface Threads {
  /** How many blocks it takes at a time. */
  readonly most: number;
  /** About how many bytes a block shall have; default `BLOCK_BYTES`. */
  readonly blockBytes?: number | undefined;
  /**
   * Where blocks lie: room for those, for one that is filled and for the one after it. All of it is made at the beginning;
   * it goes to a thread and comes back, and is not to be touched meanwhile.
   */
  readonly memories: readonly Uint8Array<ArrayBuffer>[];
  /**
   * The lines of a block, redacted, in its memory where they fit. Rejects with `LogsieveError` where a thread ended.
   */
  redact(block: Block): Promise<Uint8Array>;
  /** Totals of all blocks that came back. */
  counters(): Counters & Partial<RecognitionCounters>;
  close(): Promise<void>;
}

/** Recognizers take a thousand times as long for a line: a file of some megabytes is to keep all threads busy. */
const RECOGNIZED_BYTES = 32 * 1024;

/** Starts so many workers; with 0 the thread that calls does the work itself. */
export function startThreads(compiled: CompiledPolicy, task: WorkerTask, count: number): Threads {
  const redactor = createRedactor(compiled);
  // One block each waits, so that no worker does.
  const most = Math.max(1, 2 * count);
  const bytes = memoryOf(compiled.limits.lineBytes);
  const memories = Array.from({ length: most + 2 }, () => new Uint8Array(bytes));
  if (count === 0) {
    const redactBlock = createRedactBlock(redactor);
    return {
      most,
      memories,
      redact: ({ memory, length }) => {
        const bytes = memories[memory] as Uint8Array;
        return Promise.resolve(redactBlock(bytes.subarray(0, length), bytes));
      },
      counters: () => redactor.counters(),
      close: () => Promise.resolve(),
    };
  }
  const lanes = Array.from({ length: count }, () => startLane(task));
  const none = { ...redactor.counters(), recognized: 0, unread: 0 };
  return {
    most,
    memories,
    blockBytes: task.recognizing === undefined ? undefined : RECOGNIZED_BYTES,
    redact: async ({ memory: number, length }) => {
      const memory = memories[number] as Uint8Array<ArrayBuffer>;
      const answer = await leastBusy(lanes).redact({ memory, length });
      memories[number] = answer.memory;
      return typeof answer.lines === 'number' ? answer.memory.subarray(0, answer.lines) : answer.lines;
    },
    counters: () =>
      sumOf(
        lanes.flatMap((lane) => lane.counters() ?? []),
        none,
      ),
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function leastBusy(lanes: readonly Lane[]): Lane {
  return lanes.reduce((best, lane) => (lane.waiting() < best.waiting() ? lane : best));
}

function sumOf(all: readonly WorkerAnswer['counters'][], none: RecognitionCounters): RecognitionCounters {
  const names = Object.keys(none) as (keyof RecognitionCounters)[];
  const total = (name: keyof RecognitionCounters) =>
    all.reduce((sum, counters) => sum + (counters[name] ?? 0), 0);
  return Object.fromEntries(names.map((name) => [name, total(name)])) as unknown as RecognitionCounters;
}
