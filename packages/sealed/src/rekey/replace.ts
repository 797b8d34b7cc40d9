/** Puts a segment in the place of another one, whole, whatever happens meanwhile. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { SegmentFile } from '../format/segment-files.js';
import { type Manifest, MANIFEST, readManifest } from '../format/tombstones.js';
import { syncFolder } from '../state/durable.js';
import { holdSegments } from '../state/lock.js';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
const LEFTOVER = /^[0-9]{8,15}\.sealed\.[0-9a-f]{16}\.new$/;
const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = Buffer.of(10);

/** Deletes what a process left that was killed, which is no folder. Not part of a log. Throws what the system throws. */
export function removeLeftovers(dir: string): void {
  for (const entry of readdirSync(dir, { withFileTypes: true }))
    if (LEFTOVER.test(entry.name) && !entry.isDirectory()) rmSync(join(dir, entry.name), { force: true });
}

/** Writes the lines of a segment; false where there is nothing to be replaced. */
type WriteLines = (write: (line: Buffer) => void) => Promise<boolean>;

/**
 * Replaces a segment by lines that are written: 0600, its owner's; on disk when this resolves. False where there is nothing to be
 * replaced, also as the segment was deleted or replaced meanwhile. Rejects with what writing the lines rejects with, and what
 * the system throws; the old one is there then.
 */
export type Replace = (file: SegmentFile, lines: WriteLines) => Promise<boolean>;

export function createReplacer(dir: string): Replace {
  const isGone = createLook(dir);
  return async ({ number, path }, lines) => {
    const old = lstatSync(path, { throwIfNoEntry: false });
    if (old === undefined) return false;
    const temporary = `${path}.${randomBytes(8).toString('hex')}.new`;
    try {
      if (!(await writeNew(temporary, old, lines))) return false;
      return holdSegments(dir, () => {
        // A segment that was deleted must not come back: one that has a tombstone and is there shows as tampered with.
        if (isGone(number) || !isStill(path, old)) return false;
        renameSync(temporary, path);
        syncFolder(dir);
        return true;
      });
    } finally {
      rmSync(temporary, { force: true });
    }
  };
}

/** Whether a segment has a tombstone. The manifest is read where it grew only: it is looked at for each segment. */
function createLook(dir: string): (segment: number) => boolean {
  let size = -1;
  let manifest: Manifest | undefined;
  return (segment) => {
    const found = lstatSync(join(dir, MANIFEST), { throwIfNoEntry: false })?.size ?? 0;
    if (found !== size) manifest = readManifest(dir);
    size = found;
    return manifest?.places.has(segment) !== false;
  };
}

function isStill(path: string, { dev, ino }: Stats): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.ino === ino && found.dev === dev;
}

async function writeNew(path: string, { uid, gid }: Stats, lines: WriteLines): Promise<boolean> {
  const fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    // The writer has to read it: to continue it, and to delete it.
    if (fstatSync(fd).uid !== uid) fchownSync(fd, uid, gid);
    const output = createOutput(fd);
    if (!(await lines(output.write))) return false;
    output.end();
    fsyncSync(fd);
    return true;
  } finally {
    closeSync(fd);
  }
}

function createOutput(fd: number) {
  let parts: Buffer[] = [];
  let held = 0;
  const end = () => {
    const bytes = Buffer.concat(parts);
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
    parts = [];
    held = 0;
  };
  return {
    write: (line: Buffer) => {
      // A copy: what was read is good until the next line is.
      parts.push(Buffer.from(line), LINE_FEED);
      held += line.length + 1;
      if (held >= CHUNK_BYTES) end();
    },
    end,
  };
}
