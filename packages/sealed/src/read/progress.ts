import { type Position, START } from '../format/chain.js';
import type { HeaderLine, Retain } from '../format/segment-line.js';
import type { Said } from '../format/tombstones.js';
import type { Place, SignedExtent } from './verdict.js';

/** What is known of a log so far. */
export interface Progress {
  position: Position;
  writer: string | undefined;
  certificate: string | undefined;
  /** The epoch in force. */
  epoch: { readonly number: number; readonly publicBytes: Buffer; readonly from: number } | undefined;
  signed: SignedExtent & { readonly chain: Buffer };
  /** Where what is left of the log begins: lines before its first segment that is there, and when that was made. */
  left: { readonly lines: number; readonly created: number } | undefined;
  segments: number;
  rekeyed: number;
  frames: number;
  records: number;
  /** Bytes that were read. */
  bytes: number;
  torn: number[];
  epochsMissed: number;
  readonly purges: Purges;
}

/** What is known of segments that were deleted. */
export interface Purges {
  segments: number;
  /** Lines of the log up to the end of the last one. */
  lines: number;
  /** The bytes of the log, those that were deleted included. */
  logBytes: number;
  /** How many the log must have come to for those that were deleted for its size. */
  owed: { readonly bytes: number; readonly place: Place };
  /** The latest of them, and when it was deleted. */
  latest: { readonly time: number; readonly place: Place };
  /** The last one that had a header, while none came after it. */
  undecided: Undecided | undefined;
  /** Tombstones by the epochs whose keys signed them, which are yet to come. */
  readonly waiting: Map<number, { readonly said: Said; readonly place: Place }[]>;
}

/** A segment that was deleted, of which it is not known when it ended. */
export interface Undecided {
  readonly said: Said['said'];
  readonly place: Place;
  readonly retain: Retain | undefined;
  /** The time of its footer. */
  readonly closed: number | undefined;
  /** The bytes of the log before it. */
  readonly start: number;
}

/** A segment that was gone through. */
export interface Before {
  /** Missing where not even that was written. */
  readonly header?: HeaderLine | undefined;
  readonly number: number;
  /** Bytes of its whole lines, as they were written. */
  readonly bytes: number;
  readonly isClosed: boolean;
}

export function startProgress(): Progress {
  const none = { writer: undefined, certificate: undefined, epoch: undefined };
  const counts = { segments: 0, rekeyed: 0, frames: 0, records: 0, bytes: 0, epochsMissed: 0 };
  const signed = { lines: 0, time: 0, chain: START.chain };
  return { position: START, ...none, ...counts, signed, left: undefined, torn: [], purges: startPurges() };
}

function startPurges(): Purges {
  const place = { segment: 0, line: 0, byte: 0 };
  const counts = { segments: 0, lines: 0, logBytes: 0 };
  const most = { owed: { bytes: 0, place }, latest: { time: 0, place } };
  return { ...counts, ...most, undecided: undefined, waiting: new Map() };
}
