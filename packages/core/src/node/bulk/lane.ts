/** One worker thread that redacts blocks, and what is waited for from it. */
import { Worker } from 'node:worker_threads';
import { type ErrorCode, LogsieveError } from '../../errors.js';
import type { RecognitionCounters } from '../../recognizers/redact-line.js';
import type { Counters } from '../../redactor.js';
import type { WorkerTask } from './worker-task.js';

/** A block for a worker: the first `length` bytes of the memory, which goes to the worker and comes back. */
export interface WorkerBlock {
  readonly memory: Uint8Array<ArrayBuffer>;
  readonly length: number;
}

/** What a worker says: the lines of a block, or how long they are where they lie in its memory; and its totals so far. */
export interface WorkerAnswer {
  readonly memory: Uint8Array<ArrayBuffer>;
  readonly lines: Uint8Array | number;
  readonly counters: Counters & Partial<RecognitionCounters>;
}

/** What a worker says that cannot begin: an error of its options. */
export interface WorkerFault {
  readonly fault: { readonly code: ErrorCode; readonly message: string; readonly path: string };
}

/** A worker; it answers in the order in which it is asked. */
export interface Lane {
  /** How many blocks it has not answered to. */
  waiting(): number;
  redact(block: WorkerBlock): Promise<WorkerAnswer>;
  /** Undefined until it answered once. */
  counters(): WorkerAnswer['counters'] | undefined;
  close(): Promise<void>;
}

/** Of short-lived values there are few; by default a thread keeps room for many times as much. */
const LIMITS = { maxYoungGenerationSizeMb: 2 };

interface Waiting {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: LogsieveError) => void;
}

/** Starts a worker. What ends it rejects all that is waited for, and all that comes after. */
export function startLane(task: WorkerTask): Lane {
  const worker = new Worker(new URL('node/bulk/worker.js', import.meta.url), {
    workerData: task,
    // What recognizers need is theirs to say.
    ...(task.recognizing === undefined ? { resourceLimits: LIMITS } : {}),
  });
  // Only what it works at keeps the process going.
  worker.unref();
  const waiting: Waiting[] = [];
  let counters: WorkerAnswer['counters'] | undefined;
  let fault: LogsieveError | undefined;
  const failWith = (error: LogsieveError): void => {
    fault ??= error;
    for (const { reject } of waiting.splice(0)) reject(fault);
  };
  const fail = (reason: string): void => {
    failWith(new LogsieveError('ERR_LOGSIEVE_BULK', `a thread that redacts ended: ${reason}`));
  };
  worker.on('message', (answer: WorkerAnswer | WorkerFault) => {
    if ('fault' in answer) {
      const { code, message, path } = answer.fault;
      failWith(new LogsieveError(code, message, { path }));
      return;
    }
    counters = answer.counters;
    waiting.shift()?.resolve(answer);
    if (waiting.length === 0) worker.unref();
  });
  // The error's own message may be of anything.
  worker.on('error', () => {
    fail('it threw');
  });
  worker.on('exit', () => {
    fail('it exited');
  });
  return {
    waiting: () => waiting.length,
    redact: (block) =>
      new Promise((resolve, reject) => {
        if (fault !== undefined) {
          reject(fault);
          return;
        }
        waiting.push({ resolve, reject });
        worker.ref();
        worker.postMessage(block, [block.memory.buffer]);
      }),
    counters: () => counters,
    close: async () => {
      // Or the process would be over before those are told who wait for the end.
      worker.ref();
      await worker.terminate();
    },
  };
}
