import type { Redactor } from '../../redactor.js';

/**
 * Redacts blocks of whole lines; each gives its lines, redacted, each with a line feed: at the beginning of `memory` where
 * they fit, as they nearly always do. The block may lie there too.
 */
export function createRedactBlock(redactor: Redactor): (block: Uint8Array, memory: Uint8Array) => Uint8Array {
  const lines = redactor.lines();
  return (block, memory) => {
    const redacted = lines.pushInto(block, memory);
    // The very last line of all may have no line feed.
    const last = lines.end();
    return last.length === 0 ? redacted : Buffer.concat([redacted, last]);
  };
}
