/** The worker thread behind `redactStream`: a block in, its redacted lines out. */
import { parentPort, workerData } from 'node:worker_threads';
import { createRedactor, type Redactor } from '../../redactor.js';
import { loadPolicy } from '../load-policy.js';
import type { WorkerAnswer, WorkerTask } from './lane.js';
import { createRedactBlock } from './redact-block.js';

start(workerData as WorkerTask);

function start(task: WorkerTask): void {
  const redactor = open(task);
  if (redactor === undefined) return;
  const redactBlock = createRedactBlock(redactor);
  parentPort?.on('message', (block: Uint8Array<ArrayBuffer>) => {
    const lines = redactBlock(block);
    answer({ block: lines, counters: redactor.counters() }, [lines.buffer]);
  });
}

/** The policy may have changed since the thread that started this one read it: both go by the same, or not at all. */
function open({ load: { policy, ...load }, hash }: WorkerTask): Redactor | undefined {
  try {
    const compiled = loadPolicy(policy, load);
    if (compiled.policy.hash === hash) return createRedactor(compiled);
    answer({ failed: 'the policy changed while it was read' });
  } catch {
    answer({ failed: 'the policy could not be read again' });
  }
  return undefined;
}

function answer(message: WorkerAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}
