/** A line of which there is only the beginning so far. */
export interface Unfinished {
  readonly length: () => number;
  /** What comes next of it. No more than `most` bytes are kept of the line. */
  readonly add: (bytes: Uint8Array, most: number) => void;
  /** The line with a line feed, to be used before the next call; after it there is nothing left of it here. */
  readonly takeLine: (most: number) => Uint8Array;
}

const LINE_FEED = 10;
const SMALLEST = 1024;
/** Room for more than most lines take is given back. */
const KEPT = 65_536;

/** Makes an empty one. Linear in what is added, however small the parts. */
export function createUnfinished(): Unfinished {
  let bytes = new Uint8Array(0);
  let length = 0;
  return {
    length: () => length,
    add: (added, most) => {
      const part = added.subarray(0, Math.max(0, most - length));
      // One more for the line feed.
      bytes = withRoom(bytes, length, length + part.length + 1);
      bytes.set(part, length);
      length += part.length;
    },
    takeLine: (most) => {
      const end = Math.min(length, most);
      bytes[end] = LINE_FEED;
      const line = bytes.subarray(0, end + 1);
      if (bytes.length > KEPT) bytes = new Uint8Array(0);
      length = 0;
      return line;
    },
  };
}

function withRoom(bytes: Uint8Array<ArrayBuffer>, length: number, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= bytes.length) return bytes;
  const larger = new Uint8Array(Math.max(SMALLEST, 2 * needed));
  larger.set(bytes.subarray(0, length));
  return larger;
}
