/** Goes through a log line by line, and stops at the first thing that is not as a writer leaves it. */
import { toBase64 } from '../format/base64.js';
import { type Position, START } from '../format/chain.js';
import { type Followed, followLine } from '../format/follow.js';
import { openNote, type Verifier } from '../format/note.js';
import { type RawLine, readLines } from '../format/read-lines.js';
import { listSegments, type SegmentFile } from '../format/segment-files.js';
import type { FrameLine, HeaderLine, NoteLine } from '../format/segment-line.js';
import { originOf, parseStatement, type Statement } from '../format/statement.js';
import { Fault, type Place, type SignedExtent } from './verdict.js';

/** What is known of a log so far. */
export interface Progress {
  position: Position;
  writer: string | undefined;
  certificate: string | undefined;
  /** The epoch in force. */
  epoch: { readonly number: number; readonly publicBytes: Buffer; readonly from: number } | undefined;
  signed: SignedExtent;
  segments: number;
  frames: number;
  records: number;
  bytes: number;
  torn: number[];
  epochsMissed: number;
}

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

interface Segment {
  readonly header: HeaderLine;
  readonly number: number;
  /** Bytes of its whole lines so far. */
  bytes: number;
  lines: number;
  isClosed: boolean;
}

export function startProgress(): Progress {
  const none = { writer: undefined, certificate: undefined, epoch: undefined };
  const counts = { segments: 0, frames: 0, records: 0, bytes: 0, epochsMissed: 0 };
  return { position: START, ...none, ...counts, signed: { lines: 0, time: 0 }, torn: [] };
}

/**
 * The steps of the log in a folder. `progress` is kept up to date: of a line when its step comes. Throws a `Fault`
 * at the first line that is not as it should be, and what the system throws.
 */
export function* walkLog(
  dir: string,
  root: Verifier,
  progress: Progress,
): Generator<Step, 'closed' | 'torn', undefined> {
  const files = listSegments(dir);
  if (files.length === 0) throw new Fault('GAP', { segment: 1, line: 0, byte: 0 }, 'there is no segment');
  let before: Segment | Headless | undefined;
  for (const file of files) {
    const expected = (before?.number ?? 0) + 1;
    if (file.number !== expected) {
      throw new Fault('GAP', { segment: expected, line: 0, byte: 0 }, 'the segment is missing');
    }
    before = yield* walkSegment(file, before, root, progress);
    progress.segments++;
    if (!before.isClosed) progress.torn.push(file.number);
  }
  return before?.isClosed === true ? 'closed' : 'torn';
}

/** A segment of which not even a header was written. */
interface Headless {
  readonly header?: undefined;
  readonly number: number;
  readonly bytes: 0;
  readonly isClosed: false;
}

function* walkSegment(
  file: SegmentFile,
  before: Segment | Headless | undefined,
  root: Verifier,
  progress: Progress,
): Generator<Step, Segment | Headless, undefined> {
  let segment: Segment | undefined;
  for (const raw of readLines(file.path)) {
    const place = { segment: file.number, line: (segment?.lines ?? 0) + 1, byte: raw.start };
    if (segment?.isClosed === true) throw new Fault('TAMPERED', place, 'something follows the footer');
    if (raw.tooLong) throw new Fault('TAMPERED', place, 'the line is longer than any may be');
    if (!raw.whole) break;
    const followed = followLine(raw.bytes, progress.position);
    if (typeof followed === 'string') throw new Fault('TAMPERED', place, `the line ${followed}`);
    segment = enter(followed, segment, place, before, root, progress);
    segment.lines++;
    segment.bytes = raw.start + raw.bytes.length + 1;
    yield step(followed, raw, segment, place, progress);
  }
  return segment ?? { number: file.number, bytes: 0, isClosed: false };
}

/** Checks that a line may stand where it does, and what it says of the log. */
function enter(
  followed: Followed,
  segment: Segment | undefined,
  place: Place,
  before: Segment | Headless | undefined,
  root: Verifier,
  progress: Progress,
): Segment {
  const { line } = followed;
  if (line.kind === 'header') {
    if (segment !== undefined) throw new Fault('TAMPERED', place, 'there is a second header');
    checkHeader(line, place, before, root, progress);
    return { header: line, number: place.segment, bytes: 0, lines: 0, isClosed: false };
  }
  if (segment === undefined) throw new Fault('TAMPERED', place, 'the segment has no header');
  if (segment.lines === 1 && line.kind !== 'checkpoint') {
    throw new Fault('UNSEALED', place, 'no checkpoint follows the header');
  }
  if ('statement' in followed) checkNote(followed.line, followed.statement, segment, place, progress);
  return segment;
}

function step(followed: Followed, raw: RawLine, segment: Segment, place: Place, progress: Progress): Step {
  const { line } = followed;
  progress.position = followed.position;
  progress.bytes += raw.bytes.length + 1;
  if (line.kind === 'footer') segment.isClosed = true;
  if (line.kind !== 'frame') return { bytes: raw.bytes.length, frame: undefined };
  progress.frames++;
  progress.records += line.records;
  return { bytes: raw.bytes.length, frame: { frame: line, header: segment.header, place } };
}

function checkHeader(
  header: HeaderLine,
  place: Place,
  before: Segment | Headless | undefined,
  root: Verifier,
  progress: Progress,
): void {
  if (header.segment !== place.segment)
    throw new Fault('TAMPERED', place, 'it is the header of another segment');
  checkCertificate(header, place, root, progress);
  if (header.epoch !== progress.epoch?.number) throw new Fault('TAMPERED', place, 'its epoch is another one');
  const { previous } = header;
  if (previous?.end === 'damaged') {
    throw new Fault('TAMPERED', place, 'the writer found another segment before it than it had written');
  }
  const end = before?.isClosed === true ? 'footer' : 'torn';
  const isRight =
    before === undefined
      ? previous === null
      : previous?.segment === before.number &&
        previous.bytes === before.bytes &&
        previous.lines === progress.position.lines &&
        previous.chain === toBase64(progress.position.chain) &&
        previous.end === end;
  if (!isRight) throw new Fault('TAMPERED', place, 'the segment before ended in another way');
}

/** The first one says whose log it is, which the root key has to vouch for; the others repeat it. */
function checkCertificate(header: HeaderLine, place: Place, root: Verifier, progress: Progress): void {
  const { writer, certificate } = header;
  if (progress.certificate !== undefined) {
    if (writer === progress.writer && certificate === progress.certificate) return;
    throw new Fault('UNKNOWN_KEY', place, 'it is the segment of another log');
  }
  const opened = openNote(certificate, root);
  const statement = opened.kind === 'signed' ? parseStatement(opened.text) : undefined;
  const next = statement?.next;
  if (statement?.kind !== 'certificate' || statement.writer !== writer || next?.number !== 0) {
    throw new Fault('UNKNOWN_KEY', place, 'the root key does not vouch for the writer');
  }
  progress.writer = writer;
  progress.certificate = certificate;
  progress.epoch = next;
}

/** That the key in force signed it; what it says of the chain was compared when it was followed. */
function checkNote(
  { note }: NoteLine,
  statement: Statement,
  segment: Segment,
  place: Place,
  progress: Progress,
): void {
  const { epoch, writer = '' } = progress;
  if (epoch === undefined) throw new Fault('UNKNOWN_KEY', place, 'no key is known');
  const opened = openNote(note, { name: originOf(writer), publicBytes: epoch.publicBytes });
  if (opened.kind === 'other-key')
    throw new Fault('UNKNOWN_KEY', place, 'another key than that of the epoch signed');
  if (opened.kind !== 'signed') throw new Fault('TAMPERED', place, 'the signature does not hold');
  const isHere = statement.segment === place.segment && statement.bytes === place.byte;
  if (statement.writer !== writer || statement.epoch !== epoch.number || !isHere) {
    throw new Fault('TAMPERED', place, 'what is signed is about another place');
  }
  progress.signed = { lines: statement.lines, time: statement.time };
  const { next } = statement;
  if (next === undefined) return;
  const from = epoch.from + (next.missed + 1) * segment.header.epochLength;
  if (next.number !== epoch.number + 1 || next.from !== from) {
    throw new Fault('TAMPERED', place, 'the epoch is not the one that comes next');
  }
  progress.epoch = next;
  progress.epochsMissed += next.missed;
}
