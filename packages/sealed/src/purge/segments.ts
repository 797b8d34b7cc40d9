/** What a purge has to know of segments. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { readLines } from '../format/read-lines.js';
import { type HeaderLine, parseLine } from '../format/segment-line.js';
import { textOf } from '../format/note.js';
import { parseStatement, type Statement } from '../format/statement.js';

/** What is left of a segment's lines when its frames are gone, and where its whole lines end. */
export interface Remains {
  readonly header: string;
  readonly notes: readonly string[];
  readonly bytes: number;
}

const { O_NOFOLLOW, O_RDONLY } = constants;
/** A footer is a line of some 600 bytes. */
const TAIL_BYTES = 4096;

/** The header of a segment; undefined where it has none. Throws what the system throws. */
export function readHeader(path: string): HeaderLine | undefined {
  for (const { bytes, whole } of readLines(path)) {
    const line = whole ? parseLine(bytes) : undefined;
    return line?.kind === 'header' ? line : undefined;
  }
  return undefined;
}

/** What the footer says; undefined where the last line is none. Throws what the system throws. */
export function readFooter(path: string): Statement | undefined {
  const fd = openSync(path, O_RDONLY | O_NOFOLLOW);
  try {
    const { size } = fstatSync(fd);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(fd, tail, 0, tail.length, size - tail.length);
    if (tail.at(-1) !== LINE_FEED) return undefined;
    const line = parseLine(tail.subarray(tail.lastIndexOf(LINE_FEED, -2) + 1, -1));
    return line?.kind === 'footer' ? parseStatement(textOf(line.note)) : undefined;
  } finally {
    closeSync(fd);
  }
}

/**
 * Reads a segment, but not what is in its frames. Undefined where a line is of no kind, or there is no header.
 * Throws what the system throws.
 */
export function readRemains(path: string): Remains | undefined {
  let header: string | undefined;
  const notes: string[] = [];
  let end = 0;
  for (const { bytes, start, whole } of readLines(path)) {
    if (!whole) break;
    end = start + bytes.length + 1;
    if (bytes.subarray(0, FRAME.length).equals(FRAME)) continue;
    const line = parseLine(bytes);
    if (line === undefined || (line.kind === 'header') !== (header === undefined)) return undefined;
    if (line.kind === 'header') header = bytes.toString();
    // Of checkpoints the first one only: it signs the header.
    else if (line.kind !== 'frame' && (line.kind !== 'checkpoint' || notes.length === 0))
      notes.push(line.note);
  }
  return header === undefined ? undefined : { header, notes, bytes: end };
}

const FRAME = Buffer.from('{"kind":"frame"');
const LINE_FEED = 10;
