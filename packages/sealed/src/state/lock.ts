/** One writer at a time has a signing state, and one process at a time decides what becomes of a segment. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LogsieveError } from '@logsieve/core';

/** A lock that is held. Closing it never throws. */
export interface Lock {
  /** Tells writers on other machines that this one is alive. */
  refresh(): void;
  release(): void;
}

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as the system counts; process ids come again. Null where the system does not tell. */
  readonly started: string | null;
}

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;
/** A signing state is held for as long as a writer runs, segments for milliseconds. */
const NAMES = { state: 'writer.lock', segments: 'segments.lock' };
/** A holder on another machine, or in another container, that was not heard of for so long is dead. */
const SILENCE = 60_000;
const ATTEMPTS = 3;
/** Of a lock, and of what Linux says of a process. */
const MAX_BYTES = 4096;

/**
 * Takes the lock of a signing state's folder. One whose holder is dead is taken over: the process is gone or is another one, or,
 * where it ran under another host name, has not been heard of for a minute. Throws `LogsieveError` where it is held.
 */
export function takeLock(stateDir: string): Lock {
  const lock = tryLock(join(stateDir, NAMES.state));
  if (lock !== undefined) return lock;
  throw new LogsieveError('ERR_LOGSIEVE_SEALED_LOCKED', 'another writer has the signing state', {
    path: 'options.stateDir',
    hint: 'each process needs a dir and a stateDir of its own; a dead process holds the lock for a minute at most',
  });
}

/**
 * Does work while nobody else deletes or replaces a segment of the log in a folder. Waits for half a second where somebody
 * does, and throws `LogsieveError` then.
 */
export function holdSegments<T>(dir: string, work: () => T): T {
  for (let waits = 0; waits < WAITS; waits++) {
    const lock = tryLock(join(dir, NAMES.segments));
    if (lock === undefined) Atomics.wait(NOBODY, 0, 0, WAIT_MS);
    else {
      try {
        return work();
      } finally {
        lock.release();
      }
    }
  }
  throw new LogsieveError('ERR_LOGSIEVE_SEALED_LOCKED', 'another process has the segments of the log', {
    path: 'options.dir',
    hint: 'try again: a process that is alive has them for milliseconds, a dead one for a minute at most',
  });
}

const WAITS = 25;
const WAIT_MS = 20;
const NOBODY = new Int32Array(new SharedArrayBuffer(4));

/** Undefined where it is held. Throws what the system throws. */
function tryLock(path: string): Lock | undefined {
  const own = JSON.stringify(self());
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (place(path, own)) return createLock(path, own);
    const found = readOr(path);
    if (isHeld(path, found)) break;
    removeDead(path, found);
  }
  return undefined;
}

function createLock(path: string, own: string): Lock {
  const isOurs = () => readOr(path) === own;
  return {
    refresh: () => {
      try {
        const now = new Date();
        if (isOurs()) utimesSync(path, now, now);
      } catch {
        // The lock is a courtesy then: two writers cannot make the same segment.
      }
    },
    release: () => {
      try {
        if (isOurs()) unlinkSync(path);
      } catch {
        // It is taken over when this process is gone.
      }
    },
  };
}

/** A link is made whole or not at all: nobody reads half of a lock. */
function place(path: string, own: string): boolean {
  // Random: process ids are the same in other containers, and can be foretold by who puts a link there.
  const temporary = `${path}.${randomBytes(8).toString('hex')}`;
  const fd = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    writeSync(fd, own);
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false;
    throw error;
  } finally {
    closeSync(fd);
    rmSync(temporary, { force: true });
  }
}

/** Takes a lock away, and puts it back where another one has taken over meanwhile: it is not the one that was read. */
function removeDead(path: string, dead: string | undefined): void {
  const aside = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    renameSync(path, aside);
    if (readOr(aside) !== dead) linkSync(aside, path);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    removeFile(aside);
  }
}

/** A folder, which somebody put there, stays aside. */
function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is in nobody's way.
  }
}

function isHeld(path: string, found: string | undefined): boolean {
  const holder = parseHolder(found);
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (holder === undefined || holder.host !== hostname()) return age < SILENCE;
  return isAlive(holder.pid) && startOf(holder.pid) === holder.started;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}

function self(): Holder {
  return { host: hostname(), pid: process.pid, started: startOf(process.pid) };
}

/** The 22nd field of Linux's account of a process; names before it are in brackets, and may hold anything. */
function startOf(pid: number): string | null {
  const stat = readOr(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** Who can write to the folder of a log may put a pipe there, which would be waited for, or a link to what has no end. */
function readOr(path: string): string | undefined {
  try {
    const fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const bytes = Buffer.alloc(MAX_BYTES);
      return bytes.toString('utf8', 0, readSync(fd, bytes));
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined;
  }
}

function parseHolder(text: string | undefined): Holder | undefined {
  try {
    const holder = JSON.parse(text ?? '') as Holder;
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}
