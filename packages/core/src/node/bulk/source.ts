import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Transform } from 'node:stream';
import { BLOCK_BYTES } from './blocks.js';

/** The bytes of a file, in chunks, each of which is good until the next one is asked for. Throws the system's errors. */
export function readChunks(
  path: string,
  decompress: (() => Transform) | undefined,
): AsyncIterable<Uint8Array> {
  return decompress === undefined ? readPlain(path) : readCompressed(path, decompress());
}

/** All chunks have the same memory: new one for each costs more than reading it. */
async function* readPlain(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  const memory = new Uint8Array(BLOCK_BYTES);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(memory, 0, memory.length, null);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function readCompressed(path: string, decompressing: Transform): AsyncIterable<Uint8Array> {
  // What fails anywhere comes out of the last stream.
  pipeline(createReadStream(path, { highWaterMark: BLOCK_BYTES }), decompressing, () => undefined);
  return decompressing;
}
