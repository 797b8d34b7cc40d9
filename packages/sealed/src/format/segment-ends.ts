/** What the first and the last lines of a segment say, without reading what is between. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { textOf } from './note.js';
import { readLines } from './read-lines.js';
import { type HeaderLine, MAX_LINE_BYTES, parseLine } from './segment-line.js';
import { parseStatement, type Rekey, type Statement } from './statement.js';

export interface SegmentEnd {
  /** What the footer says; undefined where it has none. */
  readonly footer: Statement | undefined;
  /** Undefined where it was not wrapped anew. */
  readonly rekey: Rekey | undefined;
}

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
/** A footer is a line of some 600 bytes, a rekey one of some 70 more for each recipient. */
const FOOTER_BYTES = 4096;
const TAIL_BYTES = 65_536;
const LINE_FEED = 10;

/** The header of a segment; undefined where it has none. Throws what the system throws. */
export function readHeader(path: string): HeaderLine | undefined {
  for (const { bytes, whole } of readLines(path)) {
    const line = whole ? parseLine(bytes) : undefined;
    return line?.kind === 'header' ? line : undefined;
  }
  return undefined;
}

/** What the last lines say; nothing of it is verified. Throws what the system throws. */
export function readEnd(path: string): SegmentEnd {
  const [before, last] = lastStatements(path);
  if (last?.kind !== 'rekey') return { footer: footerOf(last), rekey: undefined };
  return { footer: footerOf(before), rekey: last.rekey };
}

function footerOf(statement: Statement | undefined): Statement | undefined {
  return statement?.kind === 'footer' ? statement : undefined;
}

/** What the last two lines say, as far as they are notes. */
function lastStatements(path: string): (Statement | undefined)[] {
  const fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const tail = readTail(fd, fstatSync(fd).size);
    if (tail.at(-1) !== LINE_FEED) return [undefined, undefined];
    const start = tail.lastIndexOf(LINE_FEED, -2) + 1;
    const first = start === 0 ? 0 : tail.lastIndexOf(LINE_FEED, start - 2) + 1;
    return [statementOf(tail.subarray(first, start - 1)), statementOf(tail.subarray(start, -1))];
  } finally {
    closeSync(fd);
  }
}

/** The end of the file, with a footer in it and a rekey for however many. */
function readTail(fd: number, size: number): Buffer {
  for (let most = TAIL_BYTES; ; most *= 4) {
    const tail = Buffer.alloc(Math.min(size, most));
    readSync(fd, tail, 0, tail.length, size - tail.length);
    // Before the last line another one is to be in it.
    const isAll = tail.length === size || most > MAX_LINE_BYTES;
    if (isAll || tail.lastIndexOf(LINE_FEED, -2) >= FOOTER_BYTES) return tail;
  }
}

function statementOf(bytes: Buffer): Statement | undefined {
  const line = parseLine(bytes);
  return line === undefined || !('note' in line) ? undefined : parseStatement(textOf(line.note));
}
