/** The manifest of a log: what is left of segments that were deleted. */
import { closeSync, constants, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../state/durable.js';
import { textOf } from './note.js';
import { readLines } from './read-lines.js';
import { parseStatement, type Statement } from './statement.js';

/** What is left of a segment: what a reader needs to go on behind it. */
export interface Tombstone {
  /** Its header, as the line was. */
  readonly header: string;
  /** Its first checkpoint, the notes that end epochs, and its footer, in their order. */
  readonly notes: readonly string[];
  /** The writer says how the segment ended, and that it was deleted, when, and why. */
  readonly note: string;
}

/** Where in the manifest which segment's tombstone is. */
export interface Manifest {
  readonly places: ReadonlyMap<number, { readonly start: number; readonly length: number }>;
  /** The segment of the last one. */
  readonly last: number | undefined;
}

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDONLY, O_RDWR } = constants;
/** The name of its file, in the folder of the log. */
export const MANIFEST = 'tombstones.ndjson';
const NOTHING: Manifest = { places: new Map(), last: undefined };

/** The manifest of a folder; or undefined where a line of it is none, or is of a segment that has one already. */
export function readManifest(dir: string): Manifest | undefined {
  const places = new Map<number, { start: number; length: number }>();
  let last: number | undefined;
  try {
    for (const { bytes, start, whole } of readLines(join(dir, MANIFEST))) {
      if (!whole) break;
      last = parseTombstone(bytes)?.said.segment;
      if (last === undefined || places.has(last)) return undefined;
      places.set(last, { start, length: bytes.length });
    }
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return NOTHING;
    throw error;
  }
  return { places, last };
}

/** The tombstone of a segment that the manifest has. Throws what the system throws. */
export function readTombstone(dir: string, manifest: Manifest, segment: number): Said | undefined {
  const { start, length } = manifest.places.get(segment) ?? { start: 0, length: 0 };
  const fd = openSync(join(dir, MANIFEST), O_RDONLY | O_NOFOLLOW);
  try {
    const bytes = Buffer.alloc(length);
    readSync(fd, bytes, 0, length, start);
    return parseTombstone(bytes);
  } finally {
    closeSync(fd);
  }
}

/** Adds a tombstone; it is on disk when this returns. Throws what the system throws. */
export function addTombstone(dir: string, tombstone: Tombstone): void {
  const path = join(dir, MANIFEST);
  const fd = openSync(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
  try {
    // A part of a line, of a writer that was killed.
    ftruncateSync(fd, wholeBytes(path));
    const bytes = Buffer.concat([formatTombstone(tombstone), Buffer.of(10)]);
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  syncFolder(dirname(path));
}

/** A tombstone, and what its note says. Nothing of it is verified yet. */
export interface Said {
  readonly tombstone: Tombstone;
  readonly said: Statement & { readonly cause: NonNullable<Statement['cause']> };
}

export function formatTombstone({ header, notes, note }: Tombstone): Buffer {
  return Buffer.from(JSON.stringify({ kind: 'tombstone', header, notes, note }));
}

/** Undefined where one byte is not as `formatTombstone` writes it. */
export function parseTombstone(bytes: Buffer): Said | undefined {
  const tombstone = parseJson(bytes);
  if (!isTombstone(tombstone) || !formatTombstone(tombstone).equals(bytes)) return undefined;
  const said = parseStatement(textOf(tombstone.note));
  return said?.cause === undefined ? undefined : { tombstone, said: { ...said, cause: said.cause } };
}

function wholeBytes(path: string): number {
  let whole = 0;
  for (const line of readLines(path)) if (line.whole) whole = line.start + line.bytes.length + 1;
  return whole;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function isTombstone(value: unknown): value is Tombstone {
  if (typeof value !== 'object' || value === null) return false;
  const { header, notes, note } = value as Readonly<Record<string, unknown>>;
  const isText = (text: unknown): boolean => typeof text === 'string';
  return isText(header) && Array.isArray(notes) && notes.every(isText) && isText(note);
}
