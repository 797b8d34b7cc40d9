/** The line of a frame: nearly all that is written of a log, so that what it costs is what a log costs. */
import { toBase64 } from './base64.js';
import type { FrameMeta } from './chain.js';
import type { FirstHeader } from './frame-line.js';

/** Gives memory for so many bytes; all of it is written to. */
export type Room = (bytes: number) => Buffer;

/** What a frame says in clear, and which header it had where it was wrapped anew. */
export interface FrameHead extends FrameMeta {
  readonly was?: FirstHeader;
}

/** Before and behind the base64 of the age file. */
const headOf = ({ n, time, records, was }: FrameHead, chain: Buffer): string => {
  const first = was === undefined ? '' : `"was":{"hash":"${toBase64(was.hash)}","bytes":${was.bytes}},`;
  return `{"kind":"frame","n":${n},"time":${time},"records":${records},"chain":"${toBase64(chain)}",${first}"ct":"`;
};
const END = '"}\n';

/** The line with its line feed, of an age file in parts. */
export function writeFrame(meta: FrameHead, chain: Buffer, parts: readonly Buffer[], room: Room): Buffer {
  const head = headOf(meta, chain);
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const bytes = room(lengthOf(head, size));
  let at = bytes.write(head, 0, 'latin1');
  at = writeBase64(parts, bytes, at);
  bytes.write(END, at, 'latin1');
  return bytes;
}

/** Bytes of the line, with its line feed, as its writer wrote it: with an age file of so many bytes. */
export function writtenLength({ n, time, records }: FrameMeta, chain: Buffer, size: number): number {
  return lengthOf(headOf({ n, time, records }, chain), size);
}

function lengthOf(head: string, size: number): number {
  return head.length + Math.ceil(size / 3) * 4 + END.length;
}

/** So many bytes become a string at a time: one of all of them costs more than it takes to make it. Divisible by three. */
const STEP = 12_288;

/** Writes the base64 of the parts as if they were one, and gives where it ends. */
function writeBase64(parts: readonly Buffer[], into: Buffer, start: number): number {
  let at = start;
  // What of the parts before makes no three bytes.
  let rest: Buffer = Buffer.alloc(0);
  for (const part of parts) {
    const taken = rest.length === 0 ? 0 : Math.min(3 - rest.length, part.length);
    if (taken > 0) rest = Buffer.concat([rest, part.subarray(0, taken)]);
    if (rest.length === 3) {
      at += into.write(toBase64(rest), at, 'latin1');
      rest = rest.subarray(3);
    }
    if (rest.length > 0) continue;
    const end = part.length - ((part.length - taken) % 3);
    for (let from = taken; from < end; from += STEP)
      at += into.write(toBase64(part.subarray(from, Math.min(from + STEP, end))), at, 'latin1');
    rest = part.subarray(end);
  }
  return at + into.write(toBase64(rest), at, 'latin1');
}
