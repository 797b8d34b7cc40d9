import type { Redactor } from '../../redactor.js';

/** Redacts blocks of whole lines; each gives its lines, redacted, each with a line feed, in memory of its own. */
export function createRedactBlock(redactor: Redactor): (block: Uint8Array) => Uint8Array<ArrayBuffer> {
  const lines = redactor.lines();
  return (block) => {
    const redacted = lines.push(block);
    // The very last line of all may have no line feed.
    const last = lines.end();
    const whole = new Uint8Array(redacted.length + last.length);
    whole.set(redacted);
    whole.set(last, redacted.length);
    return whole;
  };
}
