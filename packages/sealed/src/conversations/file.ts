/**
 * The file of a conversation. Frames are appended by single writes to a file that is opened for appending, which the system
 * does not mix, whatever number of processes do so; nobody needs a lock.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Place } from './place.js';

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;
/** A pipe in the place of a file would be waited for, for ever. */
const READ = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
const LINE_FEED = 10;
/** Disks that are full take a part of a write, and then nothing: there is no point in trying long. */
const TRIES = 3;

/** A line for a file, and whether it is the first one of its writer there. */
export interface Line {
  readonly text: string;
  readonly isFirst: boolean;
}

/**
 * Adds a line to a file, which is made where it is not there. The line is asked for with a mark of the file: another one
 * where the file was replaced, or deleted and made again; none where
 * its file system does not tell when it was made. Throws what the system throws; the line may be in the file then.
 */
export async function appendLine(
  { folder, path }: Place,
  lineFor: (file: string | undefined) => Line,
  durable: boolean,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
    try {
      const { size, ino, birthtimeMs } = await statFile(file);
      const { text, isFirst } = lineFor(birthtimeMs > 0 ? `${ino} ${birthtimeMs}` : undefined);
      await writeWhole(file, text, size);
      if (durable) await file.sync();
      // Who made the file may not have come to it: it was killed, or is at it, or the disk failed.
      if (durable && isFirst) await syncNames(folder);
      // While it was written the file may have been replaced or deleted: then it is in the one that is gone.
      if (await isAt(file, path)) return;
    } finally {
      await file.close();
    }
  }
}

async function statFile(file: FileHandle) {
  const found = await file.stat();
  if (!found.isFile()) throw Object.assign(new Error('this is no file'), { code: 'EINVAL' });
  return found;
}

async function writeWhole(file: FileHandle, line: string, size: number): Promise<void> {
  let bytes = Buffer.from((await endsTorn(file, size)) ? `\n${line}` : line);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten === bytes.length) return;
    // The rest alone could come behind a line of somebody else; where that is a line feed, the frame is there already.
    bytes = Buffer.from(bytesWritten === bytes.length - 1 ? '\n' : `\n${line}`);
  }
  throw Object.assign(new Error('the disk takes a part of what is written only'), { code: 'EIO' });
}

/** True where the last write to the file was cut off: what follows has to begin a line of its own. */
async function endsTorn(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] !== LINE_FEED;
}

async function isAt(file: FileHandle, path: string): Promise<boolean> {
  const [own, there] = await Promise.all([file.stat(), stat(path).catch(ifMissing)]);
  return own.ino === there?.ino && own.dev === there.dev;
}

/** Puts a line in the place of all that a file holds: it holds the old lines or the new one, whenever one looks. */
export async function replaceLines({ folder, path }: Place, { text }: Line, durable: boolean): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(8).toString('hex')}.new`;
  try {
    const file = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    try {
      await file.writeFile(text);
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  if (durable) await syncNames(folder);
}

/** The name of a file in its folder, and that of the folder, which may be new as well. */
async function syncNames(folder: string): Promise<void> {
  await syncFolder(folder);
  await syncFolder(dirname(folder));
}

/** Takes a file away. False where there was none. */
export async function deleteFile({ folder, path }: Place, durable: boolean): Promise<boolean> {
  try {
    await unlink(path);
  } catch (error) {
    ifMissing(error);
    return false;
  }
  if (durable) await syncFolder(folder);
  return true;
}

/** The bytes of a file; undefined where there is none. */
export async function readWhole(path: string): Promise<Buffer | undefined> {
  const file = await open(path, READ).catch(ifMissing);
  if (file === undefined) return undefined;
  try {
    await statFile(file);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** A file up to its first line feed, which is left out. Throws where there is no file. */
export async function readFirstLine(path: string): Promise<string> {
  const file = await open(path, READ);
  try {
    await statFile(file);
    const chunk = Buffer.alloc(CHUNK);
    // Joined at the end, once: to look for the line feed in all of it again and again takes the square of its length.
    for (const parts: string[] = []; ;) {
      const { bytesRead } = await file.read(chunk);
      const end = chunk.subarray(0, bytesRead).indexOf(LINE_FEED);
      parts.push(chunk.toString('latin1', 0, end < 0 ? bytesRead : end));
      if (end >= 0 || bytesRead === 0) return parts.join('');
    }
  } finally {
    await file.close();
  }
}

const CHUNK = 65_536;

function ifMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** Makes sure that a name that was given or taken in a folder has reached the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
