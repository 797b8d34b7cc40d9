import { Transform } from 'node:stream';
import type { Counters } from '../../redactor.js';
import { type BulkOptions, readBulkOptions } from './bulk-options.js';
import { createBlocks } from './blocks.js';
import { readTask } from './read-task.js';
import { startThreads, type Threads } from './threads.js';

/** A stream of redacted lines. */
export interface RedactStream extends Transform {
  /** Running totals, of the lines that came out. */
  counters(): Counters;
}

/**
 * A stream that redacts JSON lines: bytes in, bytes out, in chunks of any size. Each line becomes one line, in the
 * order in which they came; one that is not a JSON object, an empty one too, becomes a placeholder. Works in
 * `threads` worker threads; takes in no more than it gets rid of, so that its memory is bounded, by some megabytes a
 * thread, whatever comes through. Where a thread ends, the stream is destroyed with `ERR_LOGSIEVE_BULK`: nothing that was
 * not redacted comes out.
 *
 * Throws `PolicyError` with all issues of the policy, and `LogsieveError` for options that it does not know.
 *
 * @example
 * await pipeline(process.stdin, redactStream({ policy: './logsieve.json' }), process.stdout);
 */
export function redactStream(options: BulkOptions = {}): RedactStream {
  const { threads: count, load } = readBulkOptions(options);
  const { compiled, task } = readTask(load);
  const threads = startThreads(compiled, task, count);
  const stream = createStream(threads, compiled.limits.lineBytes);
  return Object.assign(stream, { counters: () => threads.counters() });
}

function createStream(threads: Threads, lineBytes: number): Transform {
  const blocks = createBlocks(lineBytes);
  const working: Promise<Uint8Array>[] = [];
  const begin = (block: Uint8Array<ArrayBuffer>): void => {
    const work = threads.redact(block);
    // It is asked for in its turn; until then nobody listens.
    work.catch(() => undefined);
    working.push(work);
  };
  /** Passes on what is done, in order, until no more than `most` blocks are at work. */
  const passOn = async (stream: Transform, most: number): Promise<void> => {
    while (working.length > most) stream.push(await working.shift());
  };
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      for (const block of blocks.push(chunk)) begin(block);
      settle(passOn(this, threads.most - 1), done);
    },
    flush(done) {
      const last = blocks.end();
      if (last !== undefined) begin(last);
      settle(passOn(this, 0), done);
    },
    destroy(error, done) {
      settle(threads.close(), (fault) => {
        done(error ?? fault);
      });
    },
  });
}

function settle(work: Promise<void>, done: (error: Error | null) => void): void {
  work.then(() => {
    done(null);
  }, done);
}
