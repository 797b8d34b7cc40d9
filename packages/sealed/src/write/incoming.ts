/** What is given to a log: lines, in text or bytes, and redacted where the log has a policy. */
import type { Redactor } from '@logsieve/core';
import type { Line } from './queue.js';

const LINE_FEED = 10;
const BLANK = Buffer.from([LINE_FEED, LINE_FEED]);

/** Gives the lines that are to be sealed, in memory of their own. Empty ones are none. */
export function createIncoming(redactor: Redactor | undefined): (lines: string | Uint8Array) => Line[] {
  if (redactor === undefined) return linesOf;
  const stream = redactor.lines();
  return (lines) => {
    // The engine for whole chunks redacts several times as fast; to it an empty line is one.
    if (typeof lines === 'string' || hasEmpty(lines))
      return linesOf(lines).map((line) => redactor.redactLine(line));
    const redacted = linesIn(bufferOf(stream.push(lines)));
    return [...redacted, ...linesIn(bufferOf(stream.end()))];
  };
}

function hasEmpty(lines: Uint8Array): boolean {
  return lines[0] === LINE_FEED || bufferOf(lines).includes(BLANK);
}

/** Bytes are copied: who gave them may use their memory again. */
function linesOf(lines: string | Uint8Array): Line[] {
  return typeof lines === 'string'
    ? lines.split('\n').filter((line) => line !== '')
    : linesIn(Buffer.from(lines));
}

function linesIn(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, at);
    const stop = end === -1 ? bytes.length : end;
    if (stop > at) found.push(bytes.subarray(at, stop));
    at = stop + 1;
  }
  return found;
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
