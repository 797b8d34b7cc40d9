/** Where blocks are redacted when recognizers have to be waited for: in the thread that calls. */
import { LogsieveError } from '../../errors.js';
import { withoutReturn } from '../../lines/reference-engine.js';
import type { CompiledPolicy } from '../../policy/compile/compiled-policy.js';
import { createLineRedactor } from '../../recognizers/redact-line.js';
import { memoryOf } from './blocks.js';
import type { RecognizingOptions } from './bulk-options.js';
import type { Threads } from './threads.js';
import { compileTask, type WorkerTask } from './worker-task.js';

const LINE_FEED = 10;

/** Takes a block at a time, and of it so many lines at once; the lines come out in their order. */
export function startRecognizing(
  { limits }: CompiledPolicy,
  task: WorkerTask,
  { concurrency, ...options }: RecognizingOptions,
): Threads {
  // The policy was compiled before.
  const redactor = createLineRedactor((rewrite) => compileTask(task, rewrite) as CompiledPolicy, options);
  const memories = Array.from({ length: 3 }, () => new Uint8Array(memoryOf(limits.lineBytes)));
  let isClosed = false;
  return {
    most: 1,
    memories,
    redact: async ({ memory, length }) => {
      const lines = linesOf((memories[memory] as Uint8Array).subarray(0, length));
      const redacted: string[] = [];
      let next = 0;
      const work = async (): Promise<void> => {
        while (next < lines.length && !isClosed) {
          const at = next++;
          redacted[at] = `${await redactor.redactLine(lines[at] as Uint8Array)}\n`;
        }
      };
      await Promise.all(Array.from({ length: concurrency }, work));
      if (isClosed) throw new LogsieveError('ERR_LOGSIEVE_BULK', 'redacting was ended');
      return Buffer.from(redacted.join(''));
    },
    counters: () => redactor.counters(),
    close: () => {
      isClosed = true;
      redactor.close();
      return Promise.resolve();
    },
  };
}

/** The very last line of all may have no line feed. */
function linesOf(block: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < block.length;) {
    const feed = block.indexOf(LINE_FEED, from);
    const end = feed < 0 ? block.length : feed;
    lines.push(withoutReturn(block, from, end));
    from = end + 1;
  }
  return lines;
}
