/** Goes through a log line by line, and stops at the first thing that is not as a writer leaves it. */
import { existsSync } from 'node:fs';
import { systemCode } from '@logsieve/core/node';
import { followLine } from '../format/follow.js';
import type { Verifier } from '../format/note.js';
import { type RawLine, readLines } from '../format/read-lines.js';
import { listSegments, type SegmentFile } from '../format/segment-files.js';
import { type Manifest, readManifest } from '../format/tombstones.js';
import { checkNumbers, checkPurges } from './due.js';
import type { Before, Progress } from './progress.js';
import { passPurged } from './purged.js';
import { checkRekeyed, isOver } from './rekeyed.js';
import { enter, type Segment, step, type Step } from './segment.js';
import { Fault, type Place } from './verdict.js';

/**
 * The steps of the log in a folder. `progress` is kept up to date: of a line when its step comes. Throws a `Fault`
 * at the first line that is not as it should be, and what the system throws.
 */
export function* walkLog(
  dir: string,
  root: Verifier,
  progress: Progress,
): Generator<Step, 'closed' | 'torn', undefined> {
  // First: of segments that are deleted from here on the tombstones are looked for when they are missed.
  let manifest = manifestOf(dir);
  let files = filesOf(dir);
  let last = [...files.keys()].at(-1);
  if (last === undefined) throw new Fault('GAP', placeOf(1), 'there is no segment');
  checkNumbers(manifest, last);
  let before: Before | undefined;
  for (let number = 1; number <= last; number++) {
    const file = files.get(number);
    const isThere = file !== undefined && existsSync(file.path);
    if (!isThere && !manifest.places.has(number)) {
      manifest = manifestOf(dir);
      // What made it due may have been written meanwhile.
      files = filesOf(dir);
      last = Math.max(last, ...[...files.keys()].slice(-1));
    }
    if (isThere && manifest.places.has(number) && number !== manifest.last) {
      throw new Fault('TAMPERED', placeOf(number), 'a segment that was deleted is there');
    }
    before = isThere
      ? yield* walkSegment(file, before, root, progress)
      : passPurged(dir, manifest, number, before, root, progress);
    if (!before.isClosed) progress.torn.push(number);
    progress.purges.logBytes += before.bytes;
    if (isThere) progress.segments++;
    else yield { bytes: 0, frame: undefined };
  }
  const end = before?.isClosed === true ? 'closed' : 'torn';
  const left = files.get(manifest.last ?? 0)?.path;
  // A writer that was killed leaves it there, and no footer behind it.
  if (left !== undefined && end === 'closed' && existsSync(left)) {
    throw new Fault('TAMPERED', placeOf(manifest.last ?? 0), 'a segment that was deleted is there');
  }
  checkPurges(progress);
  return end;
}

function filesOf(dir: string): ReadonlyMap<number, SegmentFile> {
  return new Map(listSegments(dir).map((file) => [file.number, file]));
}

function manifestOf(dir: string): Manifest {
  const manifest = readManifest(dir);
  if (manifest !== undefined) return manifest;
  throw new Fault('TAMPERED', placeOf(0), 'the manifest is not one of the format');
}

const placeOf = (segment: number): Place => ({ segment, line: 0, byte: 0 });

function* walkSegment(
  file: SegmentFile,
  before: Before | undefined,
  root: Verifier,
  progress: Progress,
): Generator<Step, Before, undefined> {
  let segment: Segment | undefined;
  for (const raw of linesOf(file)) {
    const place = { segment: file.number, line: (segment?.lines ?? 0) + 1, byte: segment?.bytes ?? 0 };
    if (segment !== undefined && isOver(segment, raw)) {
      throw new Fault('TAMPERED', place, 'something follows the end of the segment');
    }
    if (raw.tooLong) throw new Fault('TAMPERED', place, 'the line is longer than any may be');
    if (!raw.whole) break;
    const followed = followLine(raw.bytes, progress.position);
    if (typeof followed === 'string') throw new Fault('TAMPERED', place, `the line ${followed}`);
    segment = enter(followed, segment, place, before, root, progress);
    yield step(followed, raw, segment, place, progress);
  }
  if (segment !== undefined) checkRekeyed(segment);
  return segment ?? { number: file.number, bytes: 0, isClosed: false };
}

function* linesOf({ number, path }: SegmentFile): Generator<RawLine, void, undefined> {
  try {
    yield* readLines(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new Fault('GAP', placeOf(number), 'the segment is missing');
  }
}
