/** The text that keys are in: a variable of the environment, or a file. Neither is ever repeated in an error. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { LogsieveError } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';

/** Where keys are kept, outside of the program. */
export type KeptElsewhere = { readonly env: string } | { readonly file: string };

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
/** The rights that others must not have: any, to a file of private keys; to write, to one of public ones. */
export const ANY = 0o077;
export const WRITABLE = 0o022;
/** Root says who is in a group: what is root's own, a group may read, as keys of servers are commonly kept. */
const READABLE_BY_GROUP = 0o040;
/** A file of keys is small. */
const MAX_BYTES = 64 * 1024;

/** True for `{ env }` and `{ file }`, and nothing else beside. */
export function isKeptElsewhere(source: unknown): source is KeptElsewhere {
  if (typeof source !== 'object' || source === null) return false;
  const [[name, value] = [], ...more] = Object.entries(source);
  return (
    (name === 'env' || name === 'file') && typeof value === 'string' && value !== '' && more.length === 0
  );
}

/**
 * The text. A file has to belong to root or to who runs the process, and so has a link to it; others must not have `forbidden`
 * of its rights. Throws `LogsieveError` where there is nothing to be had.
 */
export function readText(source: KeptElsewhere, path: string, forbidden: number): string {
  if ('file' in source) return readFile(source.file, `${path}.file`, forbidden);
  // What every object has, as `constructor`, is no variable, and no text.
  const text: unknown = process.env[source.env];
  if (typeof text === 'string') return text;
  throw noKey(
    `${path}.env`,
    'the variable is not set',
    'set it for this process alone, or give the key in another way',
  );
}

function readFile(file: string, path: string, forbidden: number): string {
  try {
    const found = lstatSync(file);
    if (!isTrusted(found)) throw foreign(path);
    // What is no link is to be none when it is opened. A pipe in the place of a file would be waited for, for ever.
    const flags = found.isSymbolicLink() ? O_NONBLOCK : O_NONBLOCK | O_NOFOLLOW;
    const fd = openSync(file, O_RDONLY | flags);
    try {
      checkFile(fstatSync(fd), path, forbidden);
      return readShort(fd, path);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (error instanceof LogsieveError) throw error;
    // Of a name that is none Node repeats what it was given.
    const code = systemCode(error) ?? 'unknown';
    throw noKey(path, `the file cannot be read (${code})`, 'give a file that this process may read');
  }
}

/** Of files of the system's own it says that they are empty: what counts is what comes. */
function readShort(fd: number, path: string): string {
  const bytes = Buffer.alloc(MAX_BYTES + 1);
  let length = 0;
  for (let count = -1; count !== 0; length += count)
    count = readSync(fd, bytes, length, bytes.length - length, null);
  if (length > MAX_BYTES) throw noFile(path);
  const text = bytes.toString('utf8', 0, length);
  bytes.fill(0);
  return text;
}

/** Of the file that is open: one that is looked at before may be another one by then. */
function checkFile(found: Stats, path: string, forbidden: number): void {
  if (!found.isFile()) throw noFile(path);
  if (!isTrusted(found)) throw foreign(path);
  if ((found.mode & forbidden & ~granted(found)) === 0) return;
  throw forbidden === WRITABLE
    ? noKey(path, 'others can write to the file', 'chmod go-w it, and look who did')
    : noKey(path, 'others have rights to the file', 'chmod 600 it, and consider what is in it known to them');
}

/** In a folder that all can write to, others may have put a file or a link with this name. */
function isTrusted({ uid }: Stats): boolean {
  return uid === 0 || process.getuid === undefined || uid === process.getuid();
}

function granted({ uid }: Stats): number {
  return uid === 0 && process.getuid?.() !== 0 ? READABLE_BY_GROUP : 0;
}

function noFile(path: string): LogsieveError {
  return noKey(path, 'it is no file of keys', 'give a file as age-keygen writes it');
}

function foreign(path: string): LogsieveError {
  return noKey(
    path,
    'the file belongs to another user',
    'have it belong to root or to who runs this process',
  );
}

/** Nothing but the place where the option stands: what stands there may be a key by mistake. */
export function noKey(path: string, what: string, hint: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_SEALED_SOURCE', `${path} gives no key: ${what}`, { path, hint });
}
