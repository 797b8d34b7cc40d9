/** Whether a segment that was wrapped anew for others is the one that the root key says. */
import { openNote, type Verifier } from '../format/note.js';
import type { RawLine } from '../format/read-lines.js';
import type { NoteLine } from '../format/segment-line.js';
import type { Statement } from '../format/statement.js';
import type { Progress } from './progress.js';
import type { Segment } from './segment.js';
import { Fault, type Place } from './verdict.js';

/** Whether nothing may follow what was read of a segment, or not this line: behind a footer the rekey alone. */
export function isOver({ isClosed, isRekeyed }: Segment, { bytes, whole }: RawLine): boolean {
  const isRekey = whole && bytes.subarray(0, START.length).equals(START);
  return isRekeyed || (isClosed && !isRekey);
}

const START = Buffer.from('{"kind":"rekey",');

/** That the root key signed the line, of this segment and of its headers. Throws a `Fault`. */
export function checkRekey(
  { note }: NoteLine,
  statement: Statement,
  segment: Segment,
  place: Place,
  root: Verifier,
  progress: Progress,
): void {
  const opened = openNote(note, root);
  if (opened.kind === 'other-key')
    throw new Fault('UNKNOWN_KEY', place, 'another key than the root key signed the rekey');
  if (opened.kind !== 'signed')
    throw new Fault('TAMPERED', place, 'the signature of the rekey does not hold');
  const { headers, frames, bytes } = segment;
  const isHere =
    statement.segment === place.segment && statement.bytes === bytes && statement.writer === progress.writer;
  if (!isHere) throw new Fault('TAMPERED', place, 'the rekey is that of another segment');
  // All of them or none: else one could be put back, or taken away.
  if (headers.count() !== frames || !statement.rekey?.headers.equals(headers.digest())) {
    throw new Fault('TAMPERED', place, 'the headers of frames are others than the rekey says');
  }
  segment.isRekeyed = true;
  progress.rekeyed++;
}

/** To be called at the end of a segment. Throws a `Fault` where headers were changed and the root key does not say so. */
export function checkRekeyed({ number, lines, bytes, headers, isRekeyed }: Segment): void {
  if (headers.count() === 0 || isRekeyed) return;
  const place = { segment: number, line: lines, byte: bytes };
  throw new Fault('TAMPERED', place, 'frames were wrapped anew, and the root key does not say so');
}
