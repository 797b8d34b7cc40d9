import { createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A new file that is written from its beginning to its end. All reject with the system's errors. */
export interface Target {
  /** Resolves once the memory of the bytes is free again. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves once all is on disk. */
  end(): Promise<void>;
  /** Closes the file as it is, where anything failed. */
  abandon(): Promise<void>;
}

/** Makes the file, which must not be there yet. */
export async function createTarget(
  path: string,
  mode: number,
  compress: (() => Transform) | undefined,
): Promise<Target> {
  if (compress !== undefined) return compressedTarget(path, mode, compress());
  return plainTarget(await open(path, 'wx', mode));
}

function plainTarget(handle: FileHandle): Target {
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
    },
    end: async () => {
      await handle.sync();
      await handle.close();
    },
    abandon: () => handle.close(),
  };
}

function compressedTarget(path: string, mode: number, compressing: Transform): Target {
  // What waits for a write is told of a fault of the file, as a stream that was destroyed does not call back.
  let fail: (fault: unknown) => void = () => undefined;
  const done = pipeline(compressing, createWriteStream(path, { flags: 'wx', mode, flush: true }));
  done.catch((fault: unknown) => {
    fail(fault);
  });
  return {
    write: async (bytes) => {
      if (compressing.destroyed) await done;
      await new Promise<void>((resolve, reject) => {
        fail = reject;
        // The error that it is called with says only that the stream is destroyed: `done` says why.
        compressing.write(bytes, (error) => {
          if (!error) resolve();
        });
      });
    },
    end: async () => {
      compressing.end();
      await done;
    },
    abandon: async () => {
      compressing.destroy();
      await done.catch(() => undefined);
    },
  };
}
