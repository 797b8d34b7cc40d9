import { createHash } from 'node:crypto';

/** How far a log has come: what the next line continues. */
export interface Position {
  /** Lines of the whole log, over all its segments. */
  readonly lines: number;
  /** The chain over them. */
  readonly chain: Buffer;
  /** When the last of them was written, in milliseconds since 1970; it never goes back. */
  readonly time: number;
}

/** What a frame says in clear. */
export interface FrameMeta {
  readonly n: number;
  readonly time: number;
  readonly records: number;
}

/** Before the first line of a log. */
export const START: Position = { lines: 0, chain: Buffer.alloc(32), time: 0 };

/** The chain with any line but a frame behind it. The line is without its line feed. */
export function chainLine(chain: Buffer, line: Uint8Array): Buffer {
  return createHash('sha256').update('logsieve-sealed/1 line\n').update(chain).update(line).digest();
}

/**
 * The chain with a frame behind it. Header and payload of the age file go in apart, so that a frame can be wrapped
 * anew for others, its payload as it is, and what was the header's hash be told.
 */
export function chainFrame(chain: Buffer, meta: FrameMeta, headerHash: Buffer, payloadHash: Buffer): Buffer {
  const { n, time, records } = meta;
  return createHash('sha256')
    .update('logsieve-sealed/1 frame\n')
    .update(chain)
    .update(headerHash)
    .update(payloadHash)
    .update(`${n} ${time} ${records}\n`)
    .digest();
}

/** Of parts as if they were one. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
