/** What headers and notes have to say, given what came before. */
import { toBase64 } from '../format/base64.js';
import { openNote, type Verifier } from '../format/note.js';
import type { HeaderLine, NoteLine } from '../format/segment-line.js';
import { originOf, parseStatement, type Statement } from '../format/statement.js';
import { proveWaiting, settleDue } from './due.js';
import type { Before, Progress } from './progress.js';
import { Fault, type Place } from './verdict.js';

/** That a header belongs behind the segment before. Throws a `Fault` where it does not. */
export function checkHeader(
  header: HeaderLine,
  place: Place,
  before: Before | undefined,
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
  settleDue(progress, header.created);
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
  proveWaiting(progress);
}

/** That the key in force signed a note; what it says of the chain was compared when it was followed. */
export function checkNote(
  { note }: Pick<NoteLine, 'note'>,
  statement: Statement,
  epochLength: number,
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
  const { lines, time, chain } = statement;
  progress.signed = { lines, time, chain };
  const { next } = statement;
  if (next === undefined) return;
  const from = epoch.from + (next.missed + 1) * epochLength;
  if (next.number !== epoch.number + 1 || next.from !== from) {
    throw new Fault('TAMPERED', place, 'the epoch is not the one that comes next');
  }
  progress.epoch = next;
  progress.epochsMissed += next.missed;
  proveWaiting(progress);
}
