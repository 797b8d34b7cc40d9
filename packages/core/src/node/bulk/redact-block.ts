import type { Redactor } from '../../redactor.js';

const LINE_FEED = 10;

/** The lines of a block, redacted, each with a line feed. */
export function redactBlock(redactor: Redactor, block: Uint8Array): Uint8Array<ArrayBuffer> {
  const lines: string[] = [];
  for (let start = 0; start < block.length;) {
    const feed = block.indexOf(LINE_FEED, start);
    const end = feed < 0 ? block.length : feed;
    lines.push(redactor.redactLine(block.subarray(start, end)), '\n');
    start = end + 1;
  }
  return new TextEncoder().encode(lines.join(''));
}
