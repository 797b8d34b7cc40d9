import { Transform } from 'node:stream';
import type { RecognitionCounters } from '../../recognizers/redact-line.js';
import { createBulk } from './bulk.js';
import type { BulkOptions } from './bulk-options.js';

/** A stream of redacted lines. */
export interface RedactStream extends Transform {
  /** Running totals, of the lines that came out. */
  counters(): RecognitionCounters;
}

/**
 * A stream that redacts JSON lines: bytes in, bytes out, in chunks of any size. Each line becomes one line, in the
 * order in which they came; one that is not a JSON object, an empty one too, becomes a placeholder. Works in
 * `threads` worker threads; takes in no more than it gets rid of, so that its memory is bounded, by some megabytes a
 * thread, whatever comes through. Where a thread ends, the stream is destroyed with `ERR_LOGSIEVE_BULK`: nothing that was
 * not redacted comes out. With `recognizers` the thread that calls does the work, and waits for them.
 *
 * Throws `PolicyError` with all issues of the policy, and `LogsieveError` for options that it does not know.
 *
 * @example
 * await pipeline(process.stdin, redactStream({ policy: './logsieve.json' }), process.stdout);
 */
export function redactStream(options: BulkOptions = {}): RedactStream {
  const bulk = createBulk(options, (lines) => {
    // Whoever reads the stream may keep what it gives.
    stream.push(Buffer.from(lines));
    return Promise.resolve();
  });
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      settle(bulk.take(chunk), done);
    },
    flush(done) {
      settle(bulk.finish(), done);
    },
    destroy(error, done) {
      settle(bulk.close(), (fault) => {
        done(error ?? fault);
      });
    },
  });
  return Object.assign(stream, { counters: () => bulk.counters() });
}

function settle(work: Promise<void>, done: (error: Error | null) => void): void {
  work.then(() => {
    done(null);
  }, done);
}
