import { closeSync, constants, fchmodSync, fsync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../state/durable.js';

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

/** A segment that is being written. All but `later` throw what the system throws. */
export interface OpenFile {
  /** Bytes of it that are written. */
  bytes(): number;
  /** Writes bytes by one call. Where the system takes a part of them, or throws, the rest is for `finish`. */
  append(bytes: Buffer): void;
  /** Writes what is left of the last bytes. */
  finish(): void;
  /** Returns when all is on disk. */
  sync(): void;
  /** Calls back when all that is written now is on disk. */
  later(done: () => void): void;
  /** Never throws. */
  close(): void;
}

/** Makes the file, which must not be there, neither as a link: 0600, appended to only. */
export function openFile(path: string, durable: boolean): OpenFile {
  const fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW, 0o600);
  let written = 0;
  let rest: Buffer = Buffer.alloc(0);
  const finish = () => {
    while (rest.length > 0) {
      const count = writeSync(fd, rest);
      written += count;
      rest = rest.subarray(count);
    }
  };
  try {
    // The mask of the process may have taken rights from the owner.
    fchmodSync(fd, 0o600);
    if (durable) syncFolder(dirname(path));
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return {
    bytes: () => written,
    append: (bytes) => {
      rest = bytes;
      finish();
    },
    finish,
    sync: () => {
      fsyncSync(fd);
    },
    later: (done) => {
      fsync(fd, (error) => {
        if (error === null) done();
      });
    },
    close: () => {
      try {
        closeSync(fd);
      } catch {
        // What was not written is known; there is nothing else to lose.
      }
    },
  };
}
