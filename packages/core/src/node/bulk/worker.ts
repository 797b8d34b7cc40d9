/** The worker thread behind `redactStream`: a block in, its redacted lines out. */
import { parentPort, workerData } from 'node:worker_threads';
import { LogsieveError } from '../../errors.js';
import { putInto } from '../../lines/line-engine.js';
import { createRedactor } from '../../redactor.js';
import type { WorkerAnswer, WorkerBlock, WorkerFault } from './lane.js';
import { createRecognizeBlock } from './recognize-block.js';
import { loadRecognizers } from './recognizer-module.js';
import { createRedactBlock } from './redact-block.js';
import { compileTask, type WorkerRecognizing, type WorkerTask } from './worker-task.js';

start(workerData as WorkerTask);

function start(task: WorkerTask): void {
  if (task.recognizing !== undefined) {
    startRecognizing(task, task.recognizing);
    return;
  }
  const compiled = compileTask(task);
  if (compiled === undefined) throw new Error('a policy that was compiled cannot be compiled');
  const redactor = createRedactor(compiled);
  const redactBlock = createRedactBlock(redactor);
  parentPort?.on('message', ({ memory, length }: WorkerBlock) => {
    answer(memory, redactBlock(memory.subarray(0, length), memory), redactor.counters());
  });
}

/** Until it has begun nothing is taken; then blocks wait for each other, and are answered in the order in which they came. */
function startRecognizing(task: WorkerTask, { recognizers: module, ...options }: WorkerRecognizing): void {
  loadRecognizers(module)
    .then((recognizers) => createRecognizeBlock(task, { recognizers, ...options }))
    .then(({ redact, counters }) => {
      let last = Promise.resolve();
      parentPort?.on('message', ({ memory, length }: WorkerBlock) => {
        last = last.then(async () => {
          const lines = await redact(memory.subarray(0, length));
          answer(memory, putInto(lines, memory), counters());
        });
      });
    })
    .catch(tellFault);
}

function answer(memory: WorkerBlock['memory'], lines: Uint8Array, counters: WorkerAnswer['counters']): void {
  const isInPlace = lines.buffer === memory.buffer;
  const message: WorkerAnswer = { memory, lines: isInPlace ? lines.length : lines, counters };
  parentPort?.postMessage(message, [memory.buffer]);
}

/** Anything but an error of the options ends the thread. */
function tellFault(error: unknown): void {
  if (!(error instanceof LogsieveError)) throw error;
  const { code, message, path = 'options.recognizers' } = error;
  const told: WorkerFault = { fault: { code, message, path } };
  parentPort?.postMessage(told);
}
