import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A segment in a folder. */
export interface SegmentFile {
  readonly number: number;
  readonly path: string;
}

const NAME = /^([0-9]{8,15})\.sealed$/;

/** Names sort as numbers do, for the first hundred million. */
export function segmentName(number: number): string {
  return `${String(number).padStart(8, '0')}.sealed`;
}

/** The segments of a folder, in order. Throws what the system throws where it cannot be read. */
export function listSegments(dir: string): readonly SegmentFile[] {
  return readdirSync(dir)
    .map((name) => ({ name, number: Number(NAME.exec(name)?.[1] ?? NaN), path: join(dir, name) }))
    .filter(({ name, number }) => number > 0 && name === segmentName(number))
    .map(({ number, path }) => ({ number, path }))
    .sort((a, b) => a.number - b.number);
}
