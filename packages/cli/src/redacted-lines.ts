/** Lines on their way through a policy. */
import { pipeline } from 'node:stream';
import { createRedactor } from '@logsieve/core';
import { type BulkOptions, loadPolicy, type RecognitionCounters, redactStream } from '@logsieve/core/node';

/** Lines that come out, and what was done. */
export interface RedactedLines {
  /** Whole lines, some at a time; ending it ends what they come from. */
  readonly lines: AsyncIterable<Uint8Array>;
  counters(): Partial<RecognitionCounters>;
}

/** As they come, in this thread: who looks at a program at work waits for no block to be full. Throws as `redactStream`. */
export function redactAsTheyCome(
  chunks: AsyncIterable<Buffer>,
  { policy, ...load }: Pick<BulkOptions, 'policy' | 'profile' | 'messageKey'>,
): RedactedLines {
  const redactor = createRedactor(loadPolicy(policy, load));
  const stream = redactor.lines();
  async function* lines(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) yield stream.push(chunk);
    yield stream.end();
  }
  return { lines: lines(), counters: () => redactor.counters() };
}

/** In blocks, in threads. Throws `PolicyError` and `LogsieveError`. */
export function redactInThreads(chunks: AsyncIterable<Buffer>, options: BulkOptions): RedactedLines {
  const redacting = redactStream(options);
  // What fails anywhere comes out of the last stream.
  const lines = pipeline(chunks, redacting, () => undefined);
  return { lines, counters: () => redacting.counters() };
}

const LINE_FEED = 10;

/** The same chunks, and a line feed where the last line has none: another file may follow. */
export async function* endedLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let last: number | undefined;
  for await (const chunk of chunks) {
    yield chunk;
    last = chunk.at(-1) ?? last;
  }
  if (last !== undefined && last !== LINE_FEED) yield Buffer.of(LINE_FEED);
}
