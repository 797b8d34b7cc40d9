/** What the root key signs of a segment that was wrapped anew: which header stands in the place of which. */
import { createHash } from 'node:crypto';
import type { FirstHeader } from './frame-line.js';

/** The header that a frame had when it was written, and the hash of the one that it has now. */
export interface Rewrap {
  readonly was: FirstHeader;
  readonly hash: Buffer;
}

export interface HeadersHash {
  /** To be called for each frame of the segment, in order. */
  add(rewrap: Rewrap): void;
  /** Frames that were added. */
  count(): number;
  digest(): Buffer;
}

export function createHeadersHash(): HeadersHash {
  const hash = createHash('sha256').update('logsieve-sealed/1 rekey\n');
  let count = 0;
  return {
    add: (rewrap) => {
      count++;
      hash.update(rewrap.was.hash).update(rewrap.hash).update(`${rewrap.was.bytes}\n`);
    },
    count: () => count,
    digest: () => hash.copy().digest(),
  };
}
