import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { BLOCK_BYTES } from './blocks.js';
import { compressionOf } from './compression.js';

/** A file of lines that is read. */
export interface LogFile {
  /** What is in it, unpacked where its name says that it is compressed. Fails with the system's errors. */
  readonly stream: Readable;
  /** So many bytes of the file itself were read. */
  readonly bytesRead: () => number;
}

/**
 * Opens a file of lines, for `redactStream` and the like. Names that end in `.gz` or `.zst` say that it is compressed, as for
 * `redactFile`. Throws `LogsieveError` where this version of Node cannot unpack it.
 */
export function openLogFile(path: string): LogFile {
  const compression = compressionOf(path, 'source');
  const file = createReadStream(path, { highWaterMark: BLOCK_BYTES });
  const decompressing = compression?.decompress();
  // What fails anywhere comes out of the last stream.
  if (decompressing !== undefined) pipeline(file, decompressing, () => undefined);
  return { stream: decompressing ?? file, bytesRead: () => file.bytesRead };
}

/**
 * The bytes of a file, in chunks, each of which is good until the next one is asked for. `onRead` is told how many bytes of the
 * file were read by then. Throws the system's errors.
 */
export function readChunks(path: string, onRead: (bytes: number) => void): AsyncIterable<Uint8Array> {
  return compressionOf(path, 'source') === undefined
    ? readPlain(path, onRead)
    : readCompressed(openLogFile(path), onRead);
}

/** All chunks have the same memory: new one for each costs more than reading it. */
async function* readPlain(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  const memory = new Uint8Array(BLOCK_BYTES);
  let read = 0;
  try {
    for (;;) {
      const { bytesRead } = await handle.read(memory, 0, memory.length, null);
      if (bytesRead === 0) return;
      onRead((read += bytesRead));
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function* readCompressed(
  { stream, bytesRead }: LogFile,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    onRead(bytesRead());
    yield chunk as Uint8Array;
  }
}
