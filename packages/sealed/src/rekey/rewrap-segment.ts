/** A segment as it is to be for others: the lines of the old one, with other headers of frames. */
import { setImmediate } from 'node:timers/promises';
import { rewrap, splitFile } from '@logsieve/age';
import { type Position, sha256 } from '../format/chain.js';
import type { SigningKey } from '../format/ed25519.js';
import { type Followed, followLine } from '../format/follow.js';
import { createHeadersHash, type HeadersHash } from '../format/headers-hash.js';
import { openNote, signNote } from '../format/note.js';
import { readLines } from '../format/read-lines.js';
import type { SegmentFile } from '../format/segment-files.js';
import { type FrameLine } from '../format/frame-line.js';
import { formatLine, type HeaderLine, MAX_LINE_BYTES, parseLine } from '../format/segment-line.js';
import { formatStatement } from '../format/statement.js';
import { refused } from '../read/access.js';
import { startOf } from '../write/log-end.js';

/** Who opens the old headers, who the new ones, and who says so. */
export interface RewrapKeys {
  readonly identities: readonly string[];
  readonly recipients: readonly string[];
  readonly root: { readonly name: string; readonly key: SigningKey };
}

/** How many bytes are read between two turns of the event loop. */
const TURN_BYTES = 1024 * 1024;

/**
 * Writes the lines of the segment and the rekey behind them; a part of a line at its end is left out. False where it has no
 * frame, and nothing is to be replaced. Rejects with `AgeError` where no identity opens a frame, with `LogsieveError` where a line is not
 * as it was when the log was verified, and what the system throws.
 */
export async function rewrapSegment(
  { number, path }: SegmentFile,
  keys: RewrapKeys,
  write: (line: Buffer) => void,
): Promise<boolean> {
  const rewrapper = createRewrapper(keys);
  const proof = createProof(keys);
  let header: HeaderLine | undefined;
  let position: Position | undefined;
  let bytes = 0;
  let turned = 0;
  for (const { bytes: raw, start, whole } of readLines(path)) {
    if (!whole) break;
    header ??= headerOf(raw);
    const followed: Followed = follow(raw, position ?? startOf(header));
    proof.pass(followed);
    if (followed.line.kind === 'frame') write(rewrapper.frame(followed.line));
    else if (followed.line.kind !== 'rekey') write(raw);
    position = followed.position;
    bytes += followed.length;
    if (start - turned < TURN_BYTES) continue;
    turned = start;
    await setImmediate();
  }
  if (!proof.holds()) throw changed();
  if (header === undefined || position === undefined || rewrapper.headers.count() === 0) return false;
  const { lines, chain } = position;
  write(rekeyLine({ writer: header.writer, segment: number, lines, chain, bytes }, rewrapper.headers, keys));
  return true;
}

interface Rewrapper {
  /** The line of a frame with a header for the others. */
  frame(line: FrameLine): Buffer;
  /** Over all of them. */
  readonly headers: HeadersHash;
}

/** Frames in a row share a header, and go on sharing one. */
function createRewrapper({ identities, recipients }: RewrapKeys): Rewrapper {
  const headers = createHeadersHash();
  let last: { readonly old: Buffer; readonly header: Buffer; readonly hash: Buffer } | undefined;
  return {
    headers,
    frame: (line) => {
      const { header: old, payload } = splitFile(line.ct);
      if (last?.old.equals(old) !== true) {
        const header = rewrap(old, identities, recipients);
        last = { old: Buffer.from(old), header, hash: sha256(header) };
      }
      // Of one that was wrapped anew before, the first header: that is the one that the chain has in it.
      const was = line.was ?? { hash: sha256(old), bytes: old.length };
      headers.add({ was, hash: last.hash });
      const bytes = formatLine({ ...line, was, ct: Buffer.concat([last.header, payload]) });
      if (bytes.length < MAX_LINE_BYTES) return bytes;
      throw refused('a frame has no room for so many recipients', 'give fewer of them');
    },
  };
}

/**
 * That headers are those which the root key said before: the chain has the first ones in it, and the log was verified a
 * while ago.
 */
function createProof({ root: { name, key } }: RewrapKeys) {
  const headers = createHeadersHash();
  let holds = true;
  return {
    pass: (followed: Followed) => {
      if ('rewrap' in followed && followed.rewrap !== undefined) {
        headers.add(followed.rewrap);
        holds = false;
      }
      if (followed.line.kind !== 'rekey' || !('statement' in followed)) return;
      const isSigned = openNote(followed.line.note, { name, publicBytes: key.publicBytes }).kind === 'signed';
      holds = isSigned && followed.statement.rekey?.headers.equals(headers.digest()) === true;
    },
    holds: () => holds,
  };
}

interface Whole {
  readonly writer: string;
  readonly segment: number;
  readonly lines: number;
  readonly chain: Buffer;
  readonly bytes: number;
}

function rekeyLine(whole: Whole, headers: HeadersHash, { recipients, root }: RewrapKeys): Buffer {
  const rekey = { headers: headers.digest(), recipients };
  const text = formatStatement({ kind: 'rekey', ...whole, epoch: 0, time: Date.now(), rekey });
  return formatLine({ kind: 'rekey', note: signNote(text, root.name, root.key) });
}

function headerOf(bytes: Buffer): HeaderLine {
  const line = parseLine(bytes);
  if (line?.kind !== 'header') throw changed();
  return line;
}

function follow(bytes: Buffer, position: Position): Followed {
  const followed = followLine(bytes, position);
  if (typeof followed === 'string') throw changed();
  return followed;
}

function changed() {
  return refused('a segment was changed since the log was verified', 'find out who writes to the folder');
}
