/** Where a log ends: what a writer that starts, or lost its segment, has to continue. */
import { type Position, START } from '../format/chain.js';
import { toBase64 } from '../format/base64.js';
import { followLine } from '../format/follow.js';
import { readLines } from '../format/read-lines.js';
import { listSegments, type SegmentFile } from '../format/segment-files.js';
import { type HeaderLine, parseLine, type PreviousEnd } from '../format/segment-line.js';
import type { Mark } from '../state/mark.js';

export interface LogEnd {
  readonly position: Position;
  /** Null where there is no segment yet. */
  readonly previous: PreviousEnd | null;
  /** The number of the segment that comes next. */
  readonly next: number;
  /** The epoch that the last whole line belongs to, and whose log it is; undefined where nothing tells. */
  readonly epoch?: number;
  readonly writer?: string;
}

/**
 * Reads the last segment of a folder, and those before it as long as they have not even a header. `mark` says how far the
 * log was when it was signed last. Throws what the system throws.
 */
export function findLogEnd(dir: string, mark: Mark | undefined): LogEnd {
  const segments = listSegments(dir);
  const last = segments.at(-1);
  const next = Math.max(last?.number ?? 0, mark?.segment ?? 0) + 1;
  if (last === undefined) return { position: START, previous: null, next };
  for (const segment of segments.toReversed()) {
    const found = scan(segment, mark);
    if (found.header === undefined && segment !== segments[0]) continue;
    return describe(found, last, segment, next, mark);
  }
  return { position: START, previous: null, next };
}

interface Scanned {
  readonly header: HeaderLine | undefined;
  readonly position: Position;
  readonly bytes: number;
  readonly epoch: number;
  readonly end: PreviousEnd['end'];
  /** Whether the line was read that says that it was wrapped anew: the last one. */
  readonly isRekeyed: boolean;
  /** Whether the chain was another one where it was marked. */
  readonly differs: boolean;
}

function describe(found: Scanned, last: SegmentFile, at: SegmentFile, next: number, mark?: Mark): LogEnd {
  const { header, position, epoch } = found;
  const isShort = mark !== undefined && (mark.lines > position.lines || mark.segment > last.number);
  const unfinished = at === last ? found.end : 'torn';
  const previous: PreviousEnd = {
    segment: last.number,
    bytes: at === last ? found.bytes : 0,
    lines: position.lines,
    chain: toBase64(position.chain),
    end: isShort || found.differs || found.end === 'damaged' ? 'damaged' : unfinished,
  };
  return header === undefined
    ? { position, previous, next }
    : { position, previous, next, epoch, writer: header.writer };
}

/** The whole lines of a segment, as far as each continues the one before. */
function scan({ path }: SegmentFile, mark: Mark | undefined): Scanned {
  let scanned: Scanned = {
    header: undefined,
    position: START,
    bytes: 0,
    epoch: 0,
    end: 'torn',
    isRekeyed: false,
    differs: false,
  };
  for (const { bytes, whole } of readLines(path)) {
    if (!whole) return scanned.end === 'footer' ? { ...scanned, end: 'damaged' } : scanned;
    const next = scanLine(bytes, scanned);
    if (next === undefined) return { ...scanned, end: 'damaged' };
    const differs = next.position.lines === mark?.lines && toBase64(next.position.chain) !== mark.chain;
    scanned = { ...next, differs: next.differs || differs };
  }
  return scanned;
}

function scanLine(bytes: Buffer, scanned: Scanned): Scanned | undefined {
  const header = scanned.header ?? headerOf(bytes);
  if (header === undefined || scanned.isRekeyed) return undefined;
  const isFirst = scanned.header === undefined;
  const followed = followLine(bytes, isFirst ? startOf(header) : scanned.position);
  if (typeof followed === 'string' || (followed.line.kind === 'header') !== isFirst) return undefined;
  // Whether the root key says so is for readers to see: a writer does not know that key.
  if (followed.line.kind === 'rekey') return { ...scanned, isRekeyed: true };
  if (scanned.end === 'footer') return undefined;
  const epoch = 'statement' in followed ? followed.statement.next?.number : undefined;
  return {
    ...scanned,
    ...{ header, position: followed.position, bytes: scanned.bytes + followed.length },
    epoch: epoch ?? (isFirst ? header.epoch : scanned.epoch),
    end: followed.line.kind === 'footer' ? 'footer' : 'torn',
  };
}

function headerOf(bytes: Buffer): HeaderLine | undefined {
  const line = parseLine(bytes);
  return line?.kind === 'header' ? line : undefined;
}

/** Where a log was before a segment, as the segment says. */
export function startOf({ previous }: HeaderLine): Position {
  if (previous === null) return START;
  return { lines: previous.lines, chain: Buffer.from(previous.chain, 'base64'), time: 0 };
}
