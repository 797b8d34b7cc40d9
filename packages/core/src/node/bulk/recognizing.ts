/** Where blocks are redacted when recognizers run in the thread that calls. */
import type { CompiledPolicy } from '../../policy/compile/compiled-policy.js';
import type { Recognizer } from '../../recognizers/recognizer.js';
import { createRedactor } from '../../redactor.js';
import { memoryOf } from './blocks.js';
import type { RecognizingOptions } from './bulk-options.js';
import { createRecognizeBlock, type RecognizeBlock } from './recognize-block.js';
import { loadRecognizers } from './recognizer-module.js';
import type { Threads } from './threads.js';
import type { WorkerTask } from './worker-task.js';

/** Takes a block at a time, and of it so many lines at once; the lines come out in their order. */
export function startRecognizing(
  compiled: CompiledPolicy,
  task: WorkerTask,
  { recognizers: given, ...options }: RecognizingOptions,
): Threads {
  const { limits } = compiled;
  const memories = Array.from({ length: 3 }, () => new Uint8Array(memoryOf(limits.lineBytes)));
  let running: RecognizeBlock | undefined;
  const create = (recognizers: readonly Recognizer[]): RecognizeBlock =>
    (running = createRecognizeBlock(task, { recognizers, ...options }));
  // What is no module is checked at once.
  const started = 'url' in given ? loadRecognizers(given).then(create) : Promise.resolve(create(given));
  // It is asked for with the first block.
  started.catch(() => undefined);
  let isClosed = false;
  return {
    most: 1,
    memories,
    redact: async ({ memory, length }) => {
      const { redact, close } = await started;
      if (isClosed) close();
      return redact((memories[memory] as Uint8Array).subarray(0, length));
    },
    counters: () => running?.counters() ?? createRedactor(compiled).counters(),
    close: () => {
      isClosed = true;
      running?.close();
      return Promise.resolve();
    },
  };
}
