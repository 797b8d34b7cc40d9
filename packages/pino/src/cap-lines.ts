import type { Transform, TransformCallback } from 'node:stream';

const LINE_FEED = 10;

/**
 * Keeps a line splitter from gathering a line without end: of a line over the limit, in bytes, only the first that are within it and one more
 * get through, so that whoever reads it still sees that it was too long.
 */
export function capLines(splitter: Transform, limitNow: () => number): void {
  const transform = splitter._transform.bind(splitter);
  let length = 0;
  splitter._transform = (chunk: Buffer, encoding: BufferEncoding, done: TransformCallback) => {
    const limit = limitNow();
    let passed = chunk;
    if (length + chunk.length > limit) [passed, length] = capped(chunk, length, limit);
    else {
      const feed = chunk.lastIndexOf(LINE_FEED);
      length = feed === -1 ? length + chunk.length : chunk.length - feed - 1;
    }
    transform(passed, encoding, done);
  };
}

/** The chunk without what is beyond the limit, and the length of its last line; `length` is that of its first so far. */
function capped(chunk: Buffer, length: number, limit: number): [Buffer, number] {
  const kept: Buffer[] = [];
  for (let start = 0; start < chunk.length;) {
    const feed = chunk.indexOf(LINE_FEED, start);
    const end = feed === -1 ? chunk.length : feed;
    const room = Math.max(0, limit + 1 - length);
    kept.push(chunk.subarray(start, Math.min(end, start + room)));
    length = feed === -1 ? length + end - start : 0;
    if (feed !== -1) kept.push(chunk.subarray(feed, feed + 1));
    start = end + 1;
  }
  return [Buffer.concat(kept), length];
}
