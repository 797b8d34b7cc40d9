/** Lines that wait for being sealed: in memory, and bounded. */
import { createRoom } from './room.js';

/** A line without its line feed: bytes, or text that becomes UTF-8. */
export type Line = Buffer | string;

/** The first lines of a queue, each with its line feed, in memory that the next batch takes. */
export interface Batch {
  readonly plain: Buffer;
  readonly records: number;
}

export interface Queue {
  /** Bytes that wait. */
  bytes(): number;
  records(): number;
  /** Whether a line of that many bytes has room. An empty queue has room for any. */
  fits(length: number): boolean;
  /** Adds a line of that many bytes. */
  add(line: Line, length: number): void;
  /** The lines at the front, that many bytes or one line at least. They stay until they are taken. */
  front(bytes: number): Batch;
  /** Forgets that many lines of the front. */
  take(records: number): void;
}

export function createQueue(maxBytes: number): Queue {
  let lines: Line[] = [];
  let lengths: number[] = [];
  /** Lines before it are taken. They go when they are half of all: each frame for itself would move the rest. */
  let first = 0;
  let held = 0;
  const room = createRoom(MOST_KEPT);
  return {
    bytes: () => held,
    records: () => lines.length - first,
    fits: (length) => held === 0 || held + length + 1 <= maxBytes,
    add: (line, length) => {
      lines.push(line);
      lengths.push(length);
      held += length + 1;
    },
    front: (bytes) => {
      let size = 0;
      let records = 0;
      for (let at = first; at < lines.length; at++) {
        const length = lengths[at] as number;
        if (records > 0 && size + length + 1 > bytes) break;
        size += length + 1;
        records++;
      }
      return { plain: joined(lines.slice(first, first + records), room(size)), records };
    },
    take: (records) => {
      for (const end = Math.min(first + records, lines.length); first < end; first++) {
        held -= (lengths[first] as number) + 1;
        lines[first] = TAKEN;
      }
      if (first * 2 < lines.length) return;
      lines = lines.slice(first);
      lengths = lengths.slice(first);
      first = 0;
    },
  };
}

/** Of an ordinary frame. */
const MOST_KEPT = 128 * 1024;

function joined(lines: readonly Line[], plain: Buffer): Buffer {
  let at = 0;
  for (const line of lines) {
    if (typeof line === 'string') at += plain.write(line, at);
    else {
      plain.set(line, at);
      at += line.length;
    }
    plain[at++] = LINE_FEED;
  }
  return plain;
}

const LINE_FEED = 10;
const TAKEN = '';
