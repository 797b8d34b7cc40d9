/** How a log file is compressed, by its name. */
import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { wrongOption } from '../options.js';

/** Streams that undo and do it. */
export interface Compression {
  readonly decompress: () => Transform;
  readonly compress: () => Transform;
}

/** Of Node 22.15 and 23.8 on. */
const { createZstdCompress, createZstdDecompress } = zlib as typeof zlib & {
  readonly createZstdCompress?: () => Transform;
  readonly createZstdDecompress?: () => Transform;
};

/**
 * How the file of this name is compressed: gzip for `.gz`, zstd for `.zst`; undefined for any other. Throws
 * `LogsieveError` where Node cannot do it; `path` is the option that the name is from.
 */
export function compressionOf(name: string, path: string): Compression | undefined {
  if (/\.gz$/i.test(name)) return { decompress: zlib.createGunzip, compress: zlib.createGzip };
  if (!/\.zst$/i.test(name)) return undefined;
  if (createZstdCompress === undefined || createZstdDecompress === undefined) {
    throw wrongOption(path, 'a file that is not compressed by zstd: that needs Node 22.15 or later');
  }
  return { decompress: createZstdDecompress, compress: createZstdCompress };
}
