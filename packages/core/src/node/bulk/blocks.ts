/** About so many bytes are redacted at a time: enough that handing them to a thread costs next to nothing. */
export const BLOCK_BYTES = 256 * 1024;

const LINE_FEED = 10;

/** Puts chunks of any size together into blocks of whole lines. Holds one block and one line at the most. */
export interface Blocks {
  /** The blocks that the chunk completes, in memory of their own. */
  push(chunk: Uint8Array): Uint8Array<ArrayBuffer>[];
  /** What is left: the last lines, of which the very last may have no line feed. */
  end(): Uint8Array<ArrayBuffer> | undefined;
}

/**
 * Makes blocks of about `size` bytes. Of a line over `lineBytes` that does not fit into a block only the first bytes
 * that are within it and one more get through, so that whoever reads it still sees that it was too long.
 */
export function createBlocks(lineBytes: number, size = BLOCK_BYTES): Blocks {
  const held = Buffer.allocUnsafeSlow(size + lineBytes + 1);
  let used = 0;
  let skipping = false;

  const take = (length: number): Uint8Array<ArrayBuffer> => {
    const block = new Uint8Array(length);
    block.set(held.subarray(0, length));
    held.copyWithin(0, length, used);
    used -= length;
    return block;
  };
  /** Bounds the unfinished line at the end of what is held. */
  const cap = (start: number): void => {
    if (used - start <= lineBytes + 1) return;
    used = start + lineBytes + 1;
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
    push: (bytes) => {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const blocks: Uint8Array<ArrayBuffer>[] = [];
      for (let at = 0; at < chunk.length;) {
        at += append(chunk, at);
        if (used < size) continue;
        const feed = held.lastIndexOf(LINE_FEED, used - 1);
        if (feed >= 0) blocks.push(take(feed + 1));
        cap(0);
      }
      return blocks;
    },
    end: () => (used === 0 ? undefined : take(used)),
  };
}
