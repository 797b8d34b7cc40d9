/** Frames: the lines that hold records. `write-frame.ts` writes them. */
import { fromBase64, readBase64 } from './base64.js';
import type { FrameMeta } from './chain.js';

/** The header of a frame's age file as its writer wrote it: what the chain has in it. */
export interface FirstHeader {
  readonly hash: Buffer;
  readonly bytes: number;
}

/** Records, encrypted. */
export interface FrameLine extends FrameMeta {
  readonly kind: 'frame';
  /** The chain with this frame in it. */
  readonly chain: Buffer;
  /** Where it was wrapped anew. */
  readonly was?: FirstHeader;
  /** An age file. */
  readonly ct: Buffer;
}

const START = Buffer.from('{"kind":"frame",');
const NUMBER = '(0|[1-9][0-9]{0,15})';
const HEAD = new RegExp(
  `^\\{"kind":"frame","n":${NUMBER},"time":${NUMBER},"records":${NUMBER},"chain":"([A-Za-z0-9+/=]{44})",` +
    `(?:"was":\\{"hash":"([A-Za-z0-9+/=]{44})","bytes":${NUMBER}\\},)?"ct":"$`,
);
const MAX_HEAD_BYTES = 300;

/** Whether the line begins as frames do, and nothing else. */
export function isFrame(bytes: Buffer): boolean {
  return bytes.subarray(0, START.length).equals(START);
}

/** Whether a frame was wrapped anew, without reading it: base64 holds no comma. */
export function isRewrapped(bytes: Buffer): boolean {
  return bytes.subarray(0, MAX_HEAD_BYTES).includes(',"was":{');
}

/**
 * The line, or undefined where one byte is not as `writeFrame` writes it. By hand: nearly all bytes of a log are those of frames,
 * and they are one string of base64.
 */
export function parseFrame(bytes: Buffer): FrameLine | undefined {
  const start = bytes.subarray(0, MAX_HEAD_BYTES).indexOf('"ct":"') + 6;
  const match = HEAD.exec(bytes.toString('latin1', 0, start));
  const chain = fromBase64(match?.[4] ?? '', 32);
  if (match === null || chain === undefined || bytes.toString('latin1', bytes.length - 2) !== '"}')
    return undefined;
  const ct = readBase64(bytes.subarray(start, -2));
  const was = match[5] === undefined ? undefined : fromBase64(match[5], 32);
  if (ct === undefined || (match[5] !== undefined && was === undefined)) return undefined;
  const [n, time, records] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const line = { kind: 'frame', n, time, records, chain, ct } as const;
  return was === undefined ? line : { ...line, was: { hash: was, bytes: Number(match[6]) } };
}
