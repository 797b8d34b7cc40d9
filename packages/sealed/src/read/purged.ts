/** Goes over a segment that was deleted, by what its tombstone has of it. */
import { chainLine } from '../format/chain.js';
import { followLine } from '../format/follow.js';
import { textOf, type Verifier } from '../format/note.js';
import { formatLine, type HeaderLine } from '../format/segment-line.js';
import { parseStatement, type Statement } from '../format/statement.js';
import { type Manifest, readTombstone, type Said } from '../format/tombstones.js';
import { checkHeader, checkNote } from './checks.js';
import { prove } from './due.js';
import type { Before, Progress } from './progress.js';
import { Fault, type Place } from './verdict.js';

/**
 * The segment as it was. Its header and notes were signed when they were written; how it ended is compared with what the
 * next header says. Throws a `Fault` at what does not hold, and what the system throws.
 */
export function passPurged(
  dir: string,
  manifest: Manifest,
  number: number,
  before: Before | undefined,
  root: Verifier,
  progress: Progress,
): Before {
  const place = { segment: number, line: 0, byte: 0 };
  if (!manifest.places.has(number)) throw new Fault('GAP', place, 'the segment is missing');
  const said = readTombstone(dir, manifest, number);
  if (said?.said.segment !== number) throw new Fault('TAMPERED', place, 'the manifest is another one now');
  const gone = passLines(said, place, before, root, progress);
  prove(said, place, progress);
  const { purges } = progress;
  if (said.said.time >= purges.latest.time) purges.latest = { time: said.said.time, place };
  purges.segments++;
  purges.lines = progress.position.lines;
  return gone;
}

function passLines(
  { said, tombstone }: Said,
  place: Place,
  before: Before | undefined,
  root: Verifier,
  progress: Progress,
): Before {
  const followed = followLine(Buffer.from(tombstone.header), progress.position);
  if (typeof followed === 'string' || followed.line.kind !== 'header') throw otherwise(place);
  const header = followed.line;
  checkHeader(header, place, before, root, progress);
  progress.position = followed.position;
  const last = passNotes(tombstone.notes, header, place, progress);
  const isClosed = last?.kind === 'footer';
  const { retain } = header;
  const start = progress.purges.logBytes;
  progress.purges.undecided = { said, place, retain, closed: isClosed ? last.time : undefined, start };
  checkEnd(said, tombstone.notes.at(-1) ?? '', last, place, progress);
  const time = Math.max(progress.position.time, last?.time ?? 0);
  progress.position = { lines: said.lines, chain: said.chain, time };
  return { header, number: said.segment, bytes: said.bytes, isClosed };
}

/** The notes that stood in it, in their order. The last one, if there is any. */
function passNotes(
  notes: readonly string[],
  { epochLength }: HeaderLine,
  place: Place,
  progress: Progress,
): Statement | undefined {
  let last: Statement | undefined;
  for (const note of notes) {
    const statement = parseStatement(textOf(note));
    if (statement === undefined || !follows(statement, last, progress)) throw otherwise(place);
    checkNote({ note }, statement, epochLength, { ...place, byte: statement.bytes }, progress);
    last = statement;
  }
  return last;
}

/** First a checkpoint behind the header, then ends of epochs, then a footer. */
function follows(statement: Statement, last: Statement | undefined, { position }: Progress): boolean {
  const { kind, lines, chain, time } = statement;
  if (last === undefined) {
    const isNext = lines === position.lines && chain.equals(position.chain);
    return kind === 'checkpoint' && isNext && time >= position.time;
  }
  const isLater = lines > last.lines && statement.bytes > last.bytes && time >= last.time;
  return isLater && last.kind !== 'footer' && (kind === 'epoch' || kind === 'footer');
}

/** That what is said of its end agrees with its last line, as far as that is known. */
function checkEnd(
  said: Statement,
  note: string,
  last: Statement | undefined,
  place: Place,
  { position }: Progress,
): void {
  if (last?.kind !== 'footer') {
    const isBehind = last === undefined ? said.chain.equals(position.chain) : said.lines > last.lines;
    if (!isBehind) throw otherwise(place);
    return;
  }
  const line = formatLine({ kind: 'footer', note });
  const isRight = said.lines === last.lines + 1 && said.bytes === last.bytes + line.length + 1;
  if (!isRight || !said.chain.equals(chainLine(last.chain, line))) throw otherwise(place);
}

function otherwise(place: Place): Fault {
  return new Fault('TAMPERED', place, 'the tombstone does not agree with the log');
}
