import { Writable } from 'node:stream';
import type { SealedLogOptions } from './write/options.js';
import { createSealedLog, type SealedLog } from './write/sealed-log.js';

/** The options of `target: '@logsieve/sealed'`: those of `createSealedLog` that can be sent to a worker. */
export interface TransportOptions extends Omit<SealedLogOptions, 'anchor'> {
  /** A file that each note is added to. */
  readonly anchor?: string | undefined;
}

/** What pino and thread-stream put among the options. */
const OF_PINO = ['$context', 'levels', 'dedupe', 'pinoWillSendConfig'];
/** Of a line that has not ended, so much is kept: one that is longer is lost, and counted as too long. */
const MAX_PART_BYTES = 4 * 1024 * 1024 + 1;

/**
 * The pino transport: seals the lines of a logger in its worker thread, as a target or as the last step of a `pipeline`.
 * It redacts them by `policy`, without one by `logsieve:base` alone; `redacted: true` says that they were before, by a
 * wrapped logger or by a step with `@logsieve/pino`. Targets beside it get the line as the logger made it. Throws what
 * `createSealedLog` throws; pino tells the main thread by an `error` event.
 */
export function transport(options: TransportOptions): Writable {
  const own = Object.entries(options).filter(([name]) => !OF_PINO.includes(name));
  return sealingStream(createSealedLog(Object.fromEntries(own) as unknown as SealedLogOptions));
}

/** A stream of bytes with a line each. Ending it closes the log. Never fails. */
function sealingStream(log: SealedLog): Writable {
  let parts: Buffer[] = [];
  let held = 0;
  const keep = (part: Buffer) => {
    if (part.length === 0 || held >= MAX_PART_BYTES) return;
    // A copy: the chunk is a view of memory that is used again.
    parts.push(Buffer.from(part));
    held += part.length;
  };
  const seal = (end: Buffer) => {
    log.write(parts.length === 0 ? end : Buffer.concat([...parts, end]));
    parts = [];
    held = 0;
  };
  return new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      const end = chunk.lastIndexOf(10) + 1;
      if (end > 0) seal(chunk.subarray(0, end));
      keep(chunk.subarray(end));
      done();
    },
    final(done) {
      seal(Buffer.alloc(0));
      log.close();
      done();
    },
    destroy(error, done) {
      log.close();
      done(error);
    },
  });
}
