/** The worker thread behind `redactStream`: a block in, its redacted lines out. */
import { parentPort, workerData } from 'node:worker_threads';
import { createRedactor } from '../../redactor.js';
import type { WorkerAnswer } from './lane.js';
import { createRedactBlock } from './redact-block.js';
import { compileTask, type WorkerTask } from './worker-task.js';

start(workerData as WorkerTask);

function start(task: WorkerTask): void {
  const compiled = compileTask(task);
  if (compiled === undefined) throw new Error('a policy that was compiled cannot be compiled');
  const redactor = createRedactor(compiled);
  const redactBlock = createRedactBlock(redactor);
  parentPort?.on('message', (block: Uint8Array<ArrayBuffer>) => {
    const lines = redactBlock(block);
    answer({ block: lines, counters: redactor.counters() }, [lines.buffer]);
  });
}

function answer(message: WorkerAnswer, transfer: ArrayBuffer[]): void {
  parentPort?.postMessage(message, transfer);
}
