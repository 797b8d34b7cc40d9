import type { Redactor } from '../../redactor.js';

/**
 * Redacts blocks of whole lines; each gives its lines, redacted, each with a line feed. They are written over the block
 * where they fit into it, as they nearly always do: new memory for each would pile up before it is collected.
 */
export function createRedactBlock(
  redactor: Redactor,
): (block: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> {
  const lines = redactor.lines();
  return (block) => {
    const redacted = lines.push(block);
    // The very last line of all may have no line feed.
    const last = lines.end();
    const length = redacted.length + last.length;
    const whole = length <= block.length ? block.subarray(0, length) : new Uint8Array(length);
    whole.set(redacted);
    whole.set(last, redacted.length);
    return whole;
  };
}
