import { LogsieveError } from '../../errors.js';
import { withoutReturn } from '../../lines/reference-engine.js';
import type { CompiledPolicy } from '../../policy/compile/compiled-policy.js';
import { createLineRedactor, type RecognitionCounters } from '../../recognizers/redact-line.js';
import type { RecognitionOptions } from '../../recognizers/recognition.js';
import { compileTask, type WorkerTask } from './worker-task.js';

/** Redacts blocks of whole lines, one at a time, and waits for recognizers. */
export interface RecognizeBlock {
  /** Its lines, redacted, in their order. Rejects with `LogsieveError` once it is closed. */
  readonly redact: (block: Uint8Array) => Promise<Buffer>;
  readonly counters: () => RecognitionCounters;
  /** Tells recognizers that nobody waits any more. */
  readonly close: () => void;
}

const LINE_FEED = 10;

/** Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) on recognizers that are none. */
export function createRecognizeBlock(
  task: WorkerTask,
  { concurrency, ...options }: RecognitionOptions & { readonly concurrency: number },
): RecognizeBlock {
  // The policy was compiled before.
  const redactor = createLineRedactor((rewrite) => compileTask(task, rewrite) as CompiledPolicy, options);
  let isClosed = false;
  return {
    redact: async (block) => {
      const lines = linesOf(block);
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
