/** One line after another: what each adds to the chain. Writers and readers share it. */
import { splitFile } from '@logsieve/age';
import { chainFrame, chainLine, type Position, sha256 } from './chain.js';
import { textOf } from './note.js';
import type { Rewrap } from './headers-hash.js';
import type { FrameLine } from './frame-line.js';
import { formatLine, type HeaderLine, type NoteLine, parseLine } from './segment-line.js';
import { parseStatement, type Statement } from './statement.js';
import { type Room, writeFrame, writtenLength } from './write-frame.js';

/** A line that was read. Nothing that a note says is verified yet. */
export type Followed = {
  /** Where the log is with the line. */
  readonly position: Position;
  /** The bytes of the line, with its line feed, as the writer wrote it; none where it wrote no such line. */
  readonly length: number;
} & (
  | { readonly line: HeaderLine }
  | { readonly line: FrameLine; readonly rewrap?: Rewrap | undefined }
  | { readonly line: NoteLine; readonly statement: Statement }
);

/** A line to be written, with its line feed, and where the log is with it. */
export interface Added {
  readonly bytes: Buffer;
  readonly position: Position;
}

/** The line that bytes are, behind a position; or what is wrong with it. */
export function followLine(bytes: Buffer, position: Position): Followed | string {
  const line = parseLine(bytes);
  if (line === undefined) return 'is no line of the format';
  if (line.kind === 'frame') return followFrame(line, position);
  if (line.kind !== 'header') return followNote(line, bytes, position);
  if (line.created < position.time) return BACK;
  return { line, position: after(bytes, line.created, position), length: bytes.length + 1 };
}

/** A header or a note behind a position. */
export function addLine(line: HeaderLine | NoteLine, time: number, position: Position): Added {
  const bytes = formatLine(line);
  return { bytes: Buffer.concat([bytes, LINE_FEED]), position: after(bytes, time, position) };
}

const LINE_FEED = Buffer.of(10);

/** A frame with an age file, of which the first part is the header, behind a position. */
export function addFrame(
  [header = NOTHING, ...payload]: readonly Buffer[],
  records: number,
  time: number,
  position: Position,
  room: Room,
): Added {
  const meta = { n: position.lines + 1, time, records };
  const chain = chainFrame(position.chain, meta, sha256(header), sha256(...payload));
  const bytes = writeFrame(meta, chain, [header, ...payload], room);
  return { bytes, position: { lines: meta.n, chain, time } };
}

const NOTHING = Buffer.alloc(0);

const BACK = 'goes back in time';
const BREAK = 'does not continue the chain';

function after(bytes: Buffer, time: number, { lines, chain }: Position): Position {
  return { lines: lines + 1, chain: chainLine(chain, bytes), time };
}

function followFrame(line: FrameLine, position: Position): Followed | string {
  const parts = partsOf(line.ct);
  if (parts === undefined) return 'holds no age file';
  if (line.n !== position.lines + 1) return BREAK;
  if (line.time < position.time) return BACK;
  const { was } = line;
  const hash = sha256(parts.header);
  const chain = chainFrame(position.chain, line, was?.hash ?? hash, sha256(parts.payload));
  if (!chain.equals(line.chain)) return BREAK;
  const length = writtenLength(line, line.chain, (was?.bytes ?? parts.header.length) + parts.payload.length);
  const rewrap = was && { was, hash };
  return { line, position: { lines: line.n, chain, time: line.time }, length, rewrap };
}

function followNote(line: NoteLine, bytes: Buffer, position: Position): Followed | string {
  const statement = parseStatement(textOf(line.note));
  if (statement?.kind !== line.kind) return 'is no line of the format';
  if (statement.lines !== position.lines || !statement.chain.equals(position.chain)) return BREAK;
  // It is not of the log: the chain goes on as if it were not there.
  if (line.kind === 'rekey') return { line, statement, position, length: 0 };
  if (statement.time < position.time) return BACK;
  return { line, statement, position: after(bytes, statement.time, position), length: bytes.length + 1 };
}

function partsOf(ct: Buffer): ReturnType<typeof splitFile> | undefined {
  try {
    return splitFile(ct);
  } catch {
    return undefined;
  }
}
