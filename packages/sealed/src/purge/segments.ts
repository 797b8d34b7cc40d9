/** What a purge has to know of a segment. */
import { splitFile } from '@logsieve/age';
import { type FrameLine, isFrame, isRewrapped } from '../format/frame-line.js';
import { readLines } from '../format/read-lines.js';
import { parseLine } from '../format/segment-line.js';
import { writtenLength } from '../format/write-frame.js';

/** What is left of a segment's lines when its frames are gone, and where its whole lines ended when they were written. */
export interface Remains {
  readonly header: string;
  readonly notes: readonly string[];
  readonly bytes: number;
}

/**
 * Reads a segment, but not what is in its frames. Undefined where a line is of no kind, or there is no header.
 * Throws what the system throws.
 */
export function readRemains(path: string): Remains | undefined {
  let header: string | undefined;
  const notes: string[] = [];
  let end = 0;
  for (const { bytes, whole } of readLines(path)) {
    if (!whole) break;
    if (isFrame(bytes) && !isRewrapped(bytes)) {
      end += bytes.length + 1;
      continue;
    }
    const line = parseLine(bytes);
    if (line?.kind === 'rekey') continue;
    const length = line?.kind === 'frame' ? lengthOf(line) : bytes.length + 1;
    if (length === undefined) return undefined;
    end += length;
    if (line?.kind === 'frame') continue;
    if (line === undefined || (line.kind === 'header') !== (header === undefined)) return undefined;
    if (line.kind === 'header') header = bytes.toString();
    // Of checkpoints the first one only: it signs the header.
    else if (line.kind !== 'checkpoint' || notes.length === 0) notes.push(line.note);
  }
  return header === undefined ? undefined : { header, notes, bytes: end };
}

/** As it was written; undefined where it holds no age file. */
function lengthOf(line: FrameLine): number | undefined {
  try {
    const { header, payload } = splitFile(line.ct);
    return writtenLength(line, line.chain, (line.was?.bytes ?? header.length) + payload.length);
  } catch {
    return undefined;
  }
}
