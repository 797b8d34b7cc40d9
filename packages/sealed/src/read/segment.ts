/** A segment that is being read: which line may stand where. */
import type { Followed } from '../format/follow.js';
import { createHeadersHash, type HeadersHash } from '../format/headers-hash.js';
import type { Verifier } from '../format/note.js';
import type { RawLine } from '../format/read-lines.js';
import type { FrameLine } from '../format/frame-line.js';
import type { HeaderLine } from '../format/segment-line.js';
import { checkHeader, checkNote } from './checks.js';
import type { Before, Progress } from './progress.js';
import { checkRekey } from './rekeyed.js';
import { Fault, type Place } from './verdict.js';

/** A frame that is in its place, and the header of its segment. */
export interface Frame {
  readonly frame: FrameLine;
  readonly header: HeaderLine;
  readonly place: Place;
}

/** A line that is in its place; `frame` where it is one. */
export interface Step {
  readonly bytes: number;
  readonly frame: Frame | undefined;
}

/** What was read of a segment so far. */
export interface Segment extends Before {
  readonly header: HeaderLine;
  bytes: number;
  lines: number;
  frames: number;
  isClosed: boolean;
  /** The headers of frames that were wrapped anew, and whether the line was read that says so. */
  readonly headers: HeadersHash;
  isRekeyed: boolean;
}

/** Checks that a line may stand where it does, and what it says of the log. Throws a `Fault`. */
export function enter(
  followed: Followed,
  segment: Segment | undefined,
  place: Place,
  before: Before | undefined,
  root: Verifier,
  progress: Progress,
): Segment {
  const { line } = followed;
  if (line.kind === 'header') {
    if (segment !== undefined) throw new Fault('TAMPERED', place, 'there is a second header');
    checkHeader(line, place, before, root, progress);
    progress.left ??= { lines: progress.position.lines, created: line.created };
    return begin(line, place.segment);
  }
  if (segment === undefined) throw new Fault('TAMPERED', place, 'the segment has no header');
  if (segment.lines === 1 && line.kind !== 'checkpoint') {
    throw new Fault('UNSEALED', place, 'no checkpoint follows the header');
  }
  if (!('statement' in followed)) return segment;
  const { statement } = followed;
  if (followed.line.kind === 'rekey') checkRekey(followed.line, statement, segment, place, root, progress);
  else checkNote(followed.line, statement, segment.header.epochLength, place, progress);
  return segment;
}

function begin(header: HeaderLine, number: number): Segment {
  const nothing = { bytes: 0, lines: 0, frames: 0, isClosed: false, isRekeyed: false };
  return { header, number, ...nothing, headers: createHeadersHash() };
}

/** The step over a line that may stand there. */
export function step(
  followed: Followed,
  raw: RawLine,
  segment: Segment,
  place: Place,
  progress: Progress,
): Step {
  const { line } = followed;
  progress.position = followed.position;
  progress.bytes += raw.bytes.length + 1;
  segment.lines++;
  segment.bytes += followed.length;
  if (line.kind === 'footer') segment.isClosed = true;
  if (line.kind !== 'frame') return { bytes: raw.bytes.length, frame: undefined };
  segment.frames++;
  if ('rewrap' in followed && followed.rewrap !== undefined) segment.headers.add(followed.rewrap);
  progress.frames++;
  progress.records += line.records;
  return { bytes: raw.bytes.length, frame: { frame: line, header: segment.header, place } };
}
