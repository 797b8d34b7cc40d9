/** Deletes the segments of a log that are due, and leaves a tombstone for each. */
import { unlinkSync } from 'node:fs';
import { readEnd, readHeader } from '../format/segment-ends.js';
import { listSegments, type SegmentFile } from '../format/segment-files.js';
import type { HeaderLine, PreviousEnd } from '../format/segment-line.js';
import type { Cause } from '../format/statement.js';
import { addTombstone, readManifest } from '../format/tombstones.js';
import { syncFolder } from '../state/durable.js';
import { holdSegments } from '../state/lock.js';
import type { Signer } from '../write/signer.js';
import { readRemains, type Remains } from './segments.js';

export interface Purge {
  readonly dir: string;
  readonly signer: Pick<Signer, 'signTombstone'>;
  /** What is old is told by it. */
  readonly time: number;
}

/** What was read of headers, which stay as they are. */
export type Headers = Map<number, HeaderLine | undefined>;

/**
 * Deletes what is due by what its own header says, but never the last segment that has a header, which tells how those
 * before it ended, nor one that has none, which holds nothing. For each a tombstone is on disk before it goes. What a purge
 * that was cut short left is finished first. Returns how many segments went. Throws what the system throws; what went has
 * its tombstone then.
 */
export function purge({ dir, signer, time }: Purge, headers: Headers = new Map()): number {
  const files = finishPurge(dir);
  let count = 0;
  for (const due of findDue(files, headers, time)) {
    const remains = remainsOf(due);
    if (remains === undefined) continue;
    const { file, end, cause } = due;
    const { lines, chain } = end;
    const extent = { lines, chain: Buffer.from(chain, 'base64'), segment: file.number, bytes: remains.bytes };
    const note = signer.signTombstone({ ...extent, time }, cause);
    // Who replaces segments holds them too: what has a tombstone is not put back.
    holdSegments(dir, () => {
      addTombstone(dir, { header: remains.header, notes: remains.notes, note });
    });
    unlinkSync(file.path);
    headers.delete(file.number);
    count++;
  }
  if (count > 0) syncFolder(dir);
  return count;
}

/** How many segments a purge would delete at this time. Changes nothing. Throws what the system throws. */
export function countDue(dir: string, time: number): number {
  const manifest = readManifest(dir);
  if (manifest === undefined) return 0;
  // The one that has its tombstone already went for the purge that was cut short.
  const files = listSegments(dir).filter(({ number }) => number !== manifest.last);
  return findDue(files, new Map(), time).filter((due) => remainsOf(due) !== undefined).length;
}

/** Deletes the segment that has a tombstone and is still there. Returns the others; none where the manifest is broken. */
export function finishPurge(dir: string): readonly SegmentFile[] {
  const manifest = readManifest(dir);
  if (manifest === undefined) return [];
  const files = listSegments(dir);
  const left = files.find(({ number }) => number === manifest.last);
  if (left !== undefined) unlinkSync(left.path);
  return files.filter((file) => file !== left);
}

interface DueSegment {
  readonly file: SegmentFile;
  /** What the next header says of it, or of a segment without a header behind it. */
  readonly end: PreviousEnd;
  readonly cause: Cause;
}

/** What will be left of it. Undefined where it is not what the log says it was: that is to be seen, not to be deleted. */
function remainsOf({ file, end }: DueSegment): Remains | undefined {
  const remains = readRemains(file.path);
  return remains !== undefined && agrees(file, remains, end) ? remains : undefined;
}

/** From the last one back, as each is told by the header behind it; in order then. */
function findDue(files: readonly SegmentFile[], headers: Headers, time: number): readonly DueSegment[] {
  const due: DueSegment[] = [];
  let next: HeaderLine | undefined;
  let behind = 0;
  for (const file of files.toReversed()) {
    const header = headerOf(file, headers, next === undefined);
    if (header === undefined) continue;
    const end = next?.previous;
    if (end != null && next !== undefined) {
      if (end.segment === file.number) behind += end.bytes;
      const cause = causeOf(header, file, next, behind, time);
      if (cause !== undefined) due.unshift({ file, end, cause });
    }
    next = header;
  }
  return due;
}

function headerOf({ number, path }: SegmentFile, headers: Headers, isOpen: boolean): HeaderLine | undefined {
  if (!headers.has(number)) {
    const header = readHeader(path);
    if (header === undefined && isOpen) return undefined;
    headers.set(number, header);
  }
  return headers.get(number);
}

function causeOf(
  { retain, created }: HeaderLine,
  { path }: SegmentFile,
  next: HeaderLine,
  behind: number,
  time: number,
): Cause | undefined {
  if (retain === undefined) return undefined;
  const { ms, bytes } = retain;
  if (bytes !== null && behind > bytes) return 'size';
  if (ms === null || created + ms > time) return undefined;
  const ended = readEnd(path).footer?.time ?? next.created;
  return ended + ms <= time ? 'age' : undefined;
}

/** Whether it ended as the next header has it. */
function agrees({ number }: SegmentFile, { bytes }: Remains, end: PreviousEnd): boolean {
  return end.end !== 'damaged' && (end.segment !== number || end.bytes === bytes);
}
