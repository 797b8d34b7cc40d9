import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { MAX_LINE_BYTES } from './segment-line.js';

/** A line of a file, without its line feed. */
export interface RawLine {
  readonly bytes: Buffer;
  /** Where in the file it begins. */
  readonly start: number;
  /** Whether a line feed follows: else the file ends within the line. */
  readonly whole: boolean;
  /** Whether it is longer than any line may be: `bytes` has its beginning only, and nothing follows. */
  readonly tooLong: boolean;
}

const CHUNK_BYTES = 256 * 1024;

/**
 * The lines of a file, one after the other, in memory one at a time. Throws what the system throws, also where the file
 * is a symbolic link, or a pipe. `bytes` is good until the next line is asked for.
 */
export function* readLines(path: string): Generator<RawLine, void, undefined> {
  // A pipe in the place of a file would be waited for, for ever.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(fd).isFile()) throw Object.assign(new Error('this is no file'), { code: 'EINVAL' });
    yield* linesOf(fd);
  } finally {
    closeSync(fd);
  }
}

function* linesOf(fd: number): Generator<RawLine, void, undefined> {
  let buffer: Buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let start = 0;
  let held = 0;
  let searched = 0;
  for (;;) {
    const read = readSync(fd, buffer, held, buffer.length - held, null);
    if (read === 0) break;
    held += read;
    let at = 0;
    for (;;) {
      const end = buffer.subarray(0, held).indexOf(10, Math.max(at, searched));
      if (end === -1) break;
      yield { bytes: buffer.subarray(at, end), start: start + at, whole: true, tooLong: false };
      at = end + 1;
    }
    buffer.copyWithin(0, at, held);
    start += at;
    held -= at;
    searched = held;
    if (held >= MAX_LINE_BYTES) break;
    if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
  }
  if (held > 0) {
    yield { bytes: buffer.subarray(0, held), start, whole: false, tooLong: held >= MAX_LINE_BYTES };
  }
}
