/** About so many bytes are redacted at a time: enough that handing them to a thread costs next to nothing. */
export const BLOCK_BYTES = 512 * 1024;

const LINE_FEED = 10;
/** So much of a line that is too long is kept beyond what it may have. */
const MORE = 2;

/** Whole lines, of which the very last may have no line feed: the first `length` bytes of the memory of this number. */
export interface Block {
  readonly memory: number;
  readonly length: number;
}

/** Puts chunks of any size together into blocks of whole lines. Holds one block and one line at the most. */
export interface Blocks {
  /** The blocks that the chunk completes. Before the next one is asked for, there has to be free memory again. */
  push(chunk: Uint8Array): Iterable<Block>;
  /** What is left. */
  end(): Block | undefined;
}

/** How much memory a block needs. */
export function memoryOf(lineBytes: number, size = BLOCK_BYTES): number {
  return size + lineBytes + MORE;
}

/**
 * Makes blocks of about `size` bytes, in these pieces of memory, each as large as `memoryOf` says; `take` gives the number
 * of one that is free. Of a line over `lineBytes` that does not fit into a block only the first bytes that are within it
 * and two more get through, so that whoever reads it still sees that it was too long, be the last one a carriage return.
 */
export function createBlocks(
  memories: readonly Uint8Array[],
  take: () => number,
  lineBytes: number,
  size = BLOCK_BYTES,
): Blocks {
  let memory = take();
  let held = bufferOf(memories, memory);
  let used = 0;
  let skipping = false;

  /** The first bytes of what is held as a block; the rest goes on in other memory. */
  const cut = (length: number): Block => {
    const block = { memory, length };
    const rest = held.subarray(length, used);
    memory = take();
    held = bufferOf(memories, memory);
    held.set(rest);
    used = rest.length;
    return block;
  };
  /** Bounds the unfinished line at the end of what is held. */
  const cap = (): void => {
    if (used <= lineBytes + MORE) return;
    used = lineBytes + MORE;
    skipping = true;
  };
  /** Appends what there is room for; how many bytes of the chunk that used up. */
  const append = (chunk: Buffer, from: number): number => {
    let start = from;
    if (skipping) {
      start = chunk.indexOf(LINE_FEED, from);
      if (start < 0) return chunk.length - from;
      skipping = false;
    }
    const length = Math.min(chunk.length - start, held.length - used);
    chunk.copy(held, used, start, start + length);
    used += length;
    return start + length - from;
  };
  return {
    *push(bytes) {
      const chunk = asBuffer(bytes);
      for (let at = 0; at < chunk.length;) {
        at += append(chunk, at);
        if (used < size) continue;
        const feed = held.lastIndexOf(LINE_FEED, used - 1);
        const block = feed < 0 ? undefined : cut(feed + 1);
        cap();
        if (block !== undefined) yield block;
      }
    },
    end: () => (used === 0 ? undefined : { memory, length: used }),
  };
}

function bufferOf(memories: readonly Uint8Array[], memory: number): Buffer {
  return asBuffer(memories[memory] as Uint8Array);
}

/** Buffers search faster. */
function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
