/** What verifying a log found. */

/**
 * `OK`: all of it is there as it was written, up to an anchor or a time that was asked for.
 * `OK_UNANCHORED`: the same, but a log that was cut off at an earlier signature would look alike.
 * `PURGED`: the same, and all that the anchor or the time asks for was deleted when it was due: nothing of it is left.
 * `TORN_TAIL`: it ends without a footer: the writer is at work, or was killed.
 * `UNSEALED`: there are lines and no signature with them.
 * `TAMPERED`: a line is not what was written.
 * `GAP`: segments, or what the anchor or the time asks for, are missing.
 * `UNKNOWN_KEY`: the root key does not vouch for who signed.
 */
export type Verdict =
  'OK' | 'OK_UNANCHORED' | 'PURGED' | 'TORN_TAIL' | 'UNSEALED' | 'TAMPERED' | 'GAP' | 'UNKNOWN_KEY';

/** A place in a log. */
export interface Place {
  readonly segment: number;
  /** Line of the segment, from 1; 0 where it is about the segment as a whole. */
  readonly line: number;
  /** Where in the file the line begins; in one that was wrapped anew, where it began when it was written. */
  readonly byte: number;
}

/** How far a log is signed. */
export interface SignedExtent {
  /** Lines of the log before the signature. */
  readonly lines: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface Verification {
  readonly verdict: Verdict;
  /** Where, and what is wrong there; missing where nothing is. */
  readonly where?: Place;
  readonly reason?: string;
  readonly writer?: string;
  /** Segments that are there. */
  readonly segments: number;
  /** Segments that were deleted when the retention that their headers say made them due, as signed tombstones tell. */
  readonly purged: number;
  /** Segments that are there and were wrapped anew for others, as the root key says. */
  readonly rekeyed: number;
  readonly lines: number;
  readonly frames: number;
  readonly records: number;
  readonly bytes: number;
  /** The last signature that holds. What is behind it anybody could have written who could write to the folder. */
  readonly signed: SignedExtent;
  /** Segments without a footer: their writer was killed, or lost the disk. */
  readonly torn: readonly number[];
  /** The epoch that the log has come to, and how many before it had no key, the writer being down. */
  readonly epoch: number;
  readonly epochsMissed: number;
}

/** The first fault of a log. */
export class Fault extends Error {
  readonly verdict: Verdict;
  readonly where: Place;

  constructor(verdict: Verdict, where: Place, reason: string) {
    super(reason);
    this.verdict = verdict;
    this.where = where;
  }
}
