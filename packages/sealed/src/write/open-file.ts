import {
  closeSync,
  constants,
  fchmodSync,
  fsync,
  fsyncSync,
  openSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '@logsieve/core/node';
import { syncFolder } from '../state/durable.js';

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDONLY, O_WRONLY } = constants;

/** A segment that is being written. All but `later` and `close` throw what the system throws. */
export interface OpenFile {
  /** Bytes of it that are written. */
  bytes(): number;
  /** Writes bytes by one call. Where the system takes a part of them, or throws, the rest is for `finish`. */
  append(bytes: Buffer): void;
  /** Writes what is left of the last bytes. */
  finish(): void;
  /** Returns when all is on disk. */
  sync(): void;
  /**
   * Calls back when all that is written now is on disk, or with what the system says, which may be at once; never where too many files
   * wait for that. Never throws.
   */
  later(done: (fault: unknown) => void): void;
  /** True after a fault that leaves open what is in it, or on the disk. Nothing may follow in it then. */
  isDoubtful(): boolean;
  /** Never throws. One that holds nothing is deleted: a disk that fails for a week would leave very many. */
  close(): void;
}

/** The system may take the rest of a write later; after any other fault nobody knows what it took. */
export const LATER: readonly string[] = ['ENOSPC', 'EDQUOT', 'EAGAIN', 'EINTR', 'ENOMEM'];

/** Makes the file, which must not be there, neither as a link: 0600, appended to only. Throws what the system throws. */
export function openFile(path: string, durable: boolean): OpenFile {
  const fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW, 0o600);
  try {
    // The mask of the process may have taken rights from the owner.
    fchmodSync(fd, 0o600);
    if (durable) syncFolder(dirname(path));
  } catch (error) {
    close(fd);
    removeEmpty(path);
    throw error;
  }
  return createOpenFile(fd, path);
}

function createOpenFile(fd: number, path: string): OpenFile {
  let written = 0;
  let synced = 0;
  let rest: Buffer = Buffer.alloc(0);
  let isDoubtful = false;
  const background = createBackground(path);
  const finish = () => {
    try {
      while (rest.length > 0) {
        const count = writeSync(fd, rest);
        written += count;
        rest = rest.subarray(count);
      }
    } catch (error) {
      if (!LATER.includes(systemCode(error) ?? '')) isDoubtful = true;
      throw error;
    }
  };
  return {
    bytes: () => written,
    append: (bytes) => {
      rest = bytes;
      finish();
    },
    finish,
    sync: () => {
      if (synced === written) return;
      // Whatever the fault: the system forgets what it could not bring to the disk, and the next call would go well.
      isDoubtful = true;
      fsyncSync(fd);
      isDoubtful = false;
      synced = written;
    },
    later: (done) => {
      background.sync((fault, isAsked) => {
        if (isAsked && fault !== null) isDoubtful = true;
        done(fault);
      });
    },
    isDoubtful: () => isDoubtful,
    close: () => {
      close(fd);
      background.close();
      if (written === 0) removeEmpty(path);
    },
  };
}

/** Files whose descriptors are kept for an answer: who rotates in a row hears of none before it is over. */
const MOST_WAITING = 16;
let waiting = 0;

/** What is asked of the disk while the process goes on, by a descriptor of its own: a fault is told once to each. */
function createBackground(path: string) {
  let fd: number | undefined;
  let running = 0;
  let isClosed = false;
  // Not while the system has yet to look at it: by then another file could have the number, and be told of a fault in its place.
  const closeWhenIdle = () => {
    if (!isClosed || running > 0 || fd === undefined) return;
    close(fd);
    fd = undefined;
    waiting--;
  };
  const openFirst = (): number => {
    const opened = openSync(path, O_RDONLY | O_NOFOLLOW);
    waiting++;
    return opened;
  };
  return {
    /** Calls back with a fault or null, and whether the disk was asked: where no descriptor is to be had it was not. */
    sync: (done: (fault: unknown, isAsked: boolean) => void) => {
      if (fd === undefined && waiting >= MOST_WAITING) return;
      try {
        fd ??= openFirst();
      } catch (error) {
        done(error, false);
        return;
      }
      running++;
      fsync(fd, (fault) => {
        running--;
        closeWhenIdle();
        done(fault, true);
      });
    },
    close: () => {
      isClosed = true;
      closeWhenIdle();
    },
  };
}

function close(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // What was not written is known; there is nothing else to lose.
  }
}

/** Of a write that failed a part may be there: that is left, and told of by the next segment. */
function removeEmpty(path: string): void {
  try {
    if (statSync(path).size === 0) unlinkSync(path);
  } catch {
    // It is no segment, and in nobody's way.
  }
}
