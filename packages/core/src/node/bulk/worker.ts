/** The worker thread behind `redactStream`: a block in, its redacted lines out. */
import { parentPort, workerData } from 'node:worker_threads';
import { createRedactor } from '../../redactor.js';
import type { WorkerAnswer, WorkerBlock } from './lane.js';
import { createRedactBlock } from './redact-block.js';
import { compileTask, type WorkerTask } from './worker-task.js';

start(workerData as WorkerTask);

function start(task: WorkerTask): void {
  const compiled = compileTask(task);
  if (compiled === undefined) throw new Error('a policy that was compiled cannot be compiled');
  const redactor = createRedactor(compiled);
  const redactBlock = createRedactBlock(redactor);
  parentPort?.on('message', ({ memory, length }: WorkerBlock) => {
    const lines = redactBlock(memory.subarray(0, length), memory);
    const isInPlace = lines.buffer === memory.buffer;
    answer({ memory, lines: isInPlace ? lines.length : lines, counters: redactor.counters() });
  });
}

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message, [message.memory.buffer]);
}
