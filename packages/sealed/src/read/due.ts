/** Whether segments that were deleted were due, and the writer says so. */
import { openNote } from '../format/note.js';
import { originOf } from '../format/statement.js';
import type { Manifest, Said } from '../format/tombstones.js';
import type { Progress } from './progress.js';
import { Fault, type Place } from './verdict.js';

/** How far the clocks of writer and reader may be apart. */
const SKEW_MS = 300_000;

/** A header came: what was deleted before it had ended when that was made. Throws a `Fault` where it was not due. */
export function settleDue({ purges }: Progress, created: number): void {
  const { undecided } = purges;
  purges.undecided = undefined;
  if (undecided === undefined) return;
  const { said, place, retain, closed, start } = undecided;
  const limit = said.cause === 'age' ? retain?.ms : retain?.bytes;
  if (limit == null) throw notDue(place);
  if (said.cause === 'age' && said.time < (closed ?? created) + limit) throw notDue(place);
  // For its size: when the log has come to that.
  const bytes = start + limit;
  if (said.cause === 'size' && bytes >= purges.owed.bytes) purges.owed = { bytes, place };
}

/** Throws a `Fault` where the tombstone was not signed by the writer: at once, or when the epoch of its key comes. */
export function prove(said: Said, place: Place, progress: Progress): void {
  const { number = -1 } = progress.epoch ?? {};
  const { epoch } = said.said;
  if (epoch < number)
    throw new Fault('UNKNOWN_KEY', place, 'the key of an earlier epoch signed the tombstone');
  const { waiting } = progress.purges;
  waiting.set(epoch, [...(waiting.get(epoch) ?? []), { said, place }]);
  proveWaiting(progress);
}

/** To be called when an epoch begins. */
export function proveWaiting({ purges, epoch, writer = '' }: Progress): void {
  if (epoch === undefined) return;
  for (const { said, place } of purges.waiting.get(epoch.number) ?? []) {
    const name = originOf(writer);
    const opened = openNote(said.tombstone.note, { name, publicBytes: epoch.publicBytes });
    if (opened.kind === 'other-key')
      throw new Fault('UNKNOWN_KEY', place, 'another key than that of its epoch signed the tombstone');
    if (opened.kind !== 'signed' || said.said.writer !== writer)
      throw new Fault('TAMPERED', place, 'the signature of the tombstone does not hold');
  }
  purges.waiting.delete(epoch.number);
}

/** That each tombstone is of a segment that stands before the last one. Throws a `Fault`. */
export function checkNumbers({ places }: Manifest, last: number): void {
  for (const segment of places.keys()) {
    if (segment > 0 && segment < last) continue;
    const place = { segment, line: 0, byte: 0 };
    throw new Fault('TAMPERED', place, 'there is a tombstone for a segment that never was');
  }
}

/** What shows at the end of a log only. Throws a `Fault`. */
export function checkPurges({ purges }: Progress): void {
  if (purges.undecided !== undefined) {
    throw new Fault('GAP', purges.undecided.place, 'no segment follows one that was deleted');
  }
  const { owed, latest, logBytes, waiting } = purges;
  if (owed.bytes > 0 && logBytes <= owed.bytes) throw notDue(owed.place);
  if (latest.time > Date.now() + SKEW_MS) {
    throw new Fault('TAMPERED', latest.place, 'the segment was deleted at a time that has not come');
  }
  const [unproven] = [...waiting.values()].flat();
  if (unproven !== undefined) {
    throw new Fault('UNKNOWN_KEY', unproven.place, 'the tombstone is of an epoch that the log does not have');
  }
}

function notDue(place: Place): Fault {
  return new Fault('TAMPERED', place, 'the segment was deleted, and was not due');
}
