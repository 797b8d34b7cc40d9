/** The lines of a segment: one way to write each, and no other is read. */
import { type FrameLine, isFrame, parseFrame } from './frame-line.js';
import { writeFrame } from './write-frame.js';

/** How the segment before ended. */
export interface PreviousEnd {
  readonly segment: number;
  /** Bytes of its whole lines. */
  readonly bytes: number;
  /** Lines of the log up to there, and the chain over them. */
  readonly lines: number;
  readonly chain: string;
  /**
   * `footer`: it was closed. `torn`: it was not; what is behind its whole lines, if anything, is part of one.
   * `damaged`: the writer found another file than it had written.
   */
  readonly end: 'footer' | 'torn' | 'damaged';
}

/** When a segment may be deleted: null where it does not say. At least one of the two is a number. */
export interface Retain {
  /** When its last record is so many milliseconds old. */
  readonly ms: number | null;
  /** When it and what is behind it are more bytes than these. */
  readonly bytes: number | null;
}

/** The first line of a segment. */
export interface HeaderLine {
  readonly kind: 'header';
  readonly format: 1;
  readonly writer: string;
  readonly segment: number;
  readonly created: number;
  readonly epoch: number;
  /** Milliseconds. */
  readonly epochLength: number;
  /** The hash of the policy that records went through; null where the writer was told that they had been redacted. */
  readonly policy: string | null;
  readonly recipients: readonly string[];
  readonly compression: 'none' | 'gzip';
  /** The note in which the root key signs the key of the writer's epoch 0. */
  readonly certificate: string;
  readonly previous: PreviousEnd | null;
  /** Missing where its segment is kept for good. */
  readonly retain?: Retain;
}

/** A statement, signed. `rekey` was not there when the segment was written. */
export interface NoteLine {
  readonly kind: 'checkpoint' | 'epoch' | 'footer' | 'rekey';
  readonly note: string;
}

export type SegmentLine = HeaderLine | NoteLine | FrameLine;

/** No line is longer, its line feed included. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** The line without its line feed. */
export function formatLine(line: SegmentLine): Buffer {
  if (line.kind === 'frame')
    return writeFrame(line, line.chain, [line.ct], (size) => Buffer.allocUnsafe(size)).subarray(0, -1);
  return Buffer.from(JSON.stringify(line.kind === 'header' ? orderedHeader(line) : noteLine(line)));
}

/** The line, or undefined where one byte is not as `formatLine` writes it. */
export function parseLine(bytes: Buffer): SegmentLine | undefined {
  if (isFrame(bytes)) return parseFrame(bytes);
  const line = parseJson(bytes);
  const isKnown = line !== undefined && (isHeader(line) || isNote(line));
  return isKnown && formatLine(line).equals(bytes) ? line : undefined;
}

function orderedHeader(line: HeaderLine): HeaderLine {
  const { kind, format, writer, segment, created, epoch, epochLength, policy } = line;
  const { recipients, compression, certificate, previous, retain } = line;
  const ordered = previous && orderedEnd(previous);
  const first = { kind, format, writer, segment, created, epoch, epochLength, policy };
  const last = retain === undefined ? {} : { retain: { ms: retain.ms, bytes: retain.bytes } };
  return { ...first, recipients, compression, certificate, previous: ordered, ...last };
}

function orderedEnd({ segment, bytes, lines, chain, end }: PreviousEnd): PreviousEnd {
  return { segment, bytes, lines, chain, end };
}

function noteLine({ kind, note }: NoteLine): NoteLine {
  return { kind, note };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function isNote(value: unknown): value is NoteLine {
  if (!isObject(value)) return false;
  const { kind, note } = value;
  const isKnown = kind === 'checkpoint' || kind === 'epoch' || kind === 'footer' || kind === 'rekey';
  return isKnown && typeof note === 'string';
}

function isHeader(value: unknown): value is HeaderLine {
  if (!isObject(value) || value['kind'] !== 'header' || value['format'] !== 1) return false;
  const { writer, segment, created, epoch, epochLength, policy, recipients, compression, certificate } =
    value;
  return (
    [segment, created, epoch, epochLength].every(isCount) &&
    typeof writer === 'string' &&
    (policy === null || typeof policy === 'string') &&
    Array.isArray(recipients) &&
    recipients.every((recipient) => typeof recipient === 'string') &&
    (compression === 'none' || compression === 'gzip') &&
    typeof certificate === 'string' &&
    (value['previous'] === null || isEnd(value['previous'])) &&
    (value['retain'] === undefined || isRetain(value['retain']))
  );
}

function isRetain(value: unknown): value is Retain {
  if (!isObject(value)) return false;
  const { ms, bytes } = value;
  const isLimit = (limit: unknown) => limit === null || isCount(limit);
  return isLimit(ms) && isLimit(bytes) && (ms !== null || bytes !== null);
}

function isEnd(value: unknown): value is PreviousEnd {
  if (!isObject(value)) return false;
  const { segment, bytes, lines, chain, end } = value;
  const isKnown = end === 'footer' || end === 'torn' || end === 'damaged';
  return [segment, bytes, lines].every(isCount) && typeof chain === 'string' && isKnown;
}
