/** Lines that wait for being sealed: in memory, and bounded. */

/** The first lines of a queue, each with its line feed. */
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
  add(line: Buffer): void;
  /** The lines at the front, that many bytes or one line at least. They stay until they are taken. */
  front(bytes: number): Batch;
  /** Forgets that many lines of the front. */
  take(records: number): void;
}

export function createQueue(maxBytes: number): Queue {
  let lines: Buffer[] = [];
  /** Lines before it are taken. They go when they are half of all: each frame for itself would move the rest. */
  let first = 0;
  let held = 0;
  return {
    bytes: () => held,
    records: () => lines.length - first,
    fits: (length) => held === 0 || held + length + 1 <= maxBytes,
    add: (line) => {
      lines.push(line);
      held += line.length + 1;
    },
    front: (bytes) => {
      let size = 0;
      let records = 0;
      for (let at = first; at < lines.length; at++) {
        const { length } = lines[at] as Buffer;
        if (records > 0 && size + length + 1 > bytes) break;
        size += length + 1;
        records++;
      }
      return { plain: joined(lines, first, records, size), records };
    },
    take: (records) => {
      for (const end = Math.min(first + records, lines.length); first < end; first++) {
        held -= (lines[first] as Buffer).length + 1;
        lines[first] = TAKEN;
      }
      if (first * 2 < lines.length) return;
      lines = lines.slice(first);
      first = 0;
    },
  };
}

function joined(lines: readonly Buffer[], first: number, records: number, size: number): Buffer {
  const plain = Buffer.allocUnsafe(size);
  let at = 0;
  for (const line of lines.slice(first, first + records)) {
    plain.set(line, at);
    at += line.length + 1;
    plain[at - 1] = LINE_FEED;
  }
  return plain;
}

const LINE_FEED = 10;
const TAKEN = Buffer.alloc(0);
