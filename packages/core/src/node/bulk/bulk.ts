/** Bytes in, redacted lines out, through threads: what `redactStream` and `redactFile` have in common. */
import type { RecognitionCounters } from '../../recognizers/redact-line.js';
import type { CompiledPolicy } from '../../policy/compile/compiled-policy.js';
import { type Block, createBlocks } from './blocks.js';
import { type BulkOptions, readBulkOptions, type RecognizingOptions } from './bulk-options.js';
import { readTask } from './read-task.js';
import { startRecognizing } from './recognizing.js';
import { startThreads, type Threads } from './threads.js';
import type { WorkerTask } from './worker-task.js';

/** Takes lines in and writes them out, in their order. Rejects with what `write` rejects with, and with `LogsieveError`. */
export interface Bulk {
  /** Resolves once there is room for more. The chunk may be used again then. */
  take(chunk: Uint8Array): Promise<void>;
  /** Resolves once all is written. */
  finish(): Promise<void>;
  /** Running totals, of the lines that came out. */
  counters(): RecognitionCounters;
  /** Ends the threads. */
  close(): Promise<void>;
}

/**
 * `write` is given lines that are its own until its promise is settled. Throws `PolicyError` with all issues of the policy,
 * and `LogsieveError` for options that it does not know.
 */
export function createBulk(options: BulkOptions, write: (lines: Uint8Array) => Promise<void>): Bulk {
  const { threads: count, recognizing, load } = readBulkOptions(options);
  const { compiled, task } = readTask(load);
  const threads = start(compiled, task, count, recognizing);
  const free = [...threads.memories.keys()];
  // There is always one: a block is filled, and no more than `most` and the one before the next are at work.
  const take = (): number => free.pop() as number;
  const blocks = createBlocks(threads.memories, take, compiled.limits.lineBytes, threads.blockBytes);
  const working: { readonly memory: number; readonly lines: Promise<Uint8Array> }[] = [];
  const begin = (block: Block): void => {
    const lines = threads.redact(block);
    // It is asked for in its turn; until then nobody listens.
    lines.catch(() => undefined);
    working.push({ memory: block.memory, lines });
  };
  /** Writes what is done, in order, until no more than `most` blocks are at work. */
  const writeOut = async (most: number): Promise<void> => {
    while (working.length > most) {
      const { memory, lines } = working.shift() as (typeof working)[number];
      await write(await lines);
      free.push(memory);
    }
  };
  return {
    take: async (chunk) => {
      for (const block of blocks.push(chunk)) {
        begin(block);
        await writeOut(threads.most - 1);
      }
    },
    finish: async () => {
      const last = blocks.end();
      if (last !== undefined) begin(last);
      await writeOut(0);
    },
    counters: () => ({ ...NOT_RECOGNIZED, ...threads.counters() }),
    close: () => threads.close(),
  };
}

function start(
  compiled: CompiledPolicy,
  task: WorkerTask,
  count: number,
  recognizing: RecognizingOptions | undefined,
): Threads {
  if (recognizing === undefined) return startThreads(compiled, task, count);
  const { recognizers, ...options } = recognizing;
  // Functions stay where they are.
  if (count === 0 || !('url' in recognizers)) return startRecognizing(compiled, task, recognizing);
  return startThreads(compiled, { ...task, recognizing: { recognizers, ...options } }, count);
}

const NOT_RECOGNIZED = { recognized: 0, unread: 0 };
