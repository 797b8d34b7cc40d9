import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LogsieveError } from '../../errors.js';
import type { RecognitionCounters } from '../../recognizers/redact-line.js';
import { createBulk } from './bulk.js';
import { BULK_OPTIONS, type BulkOptions } from './bulk-options.js';
import { checkOptions, wrongOption } from '../options.js';
import { compressionOf } from './compression.js';
import { readChunks } from './source.js';
import { createTarget, type Target } from './target.js';

export interface RedactFileOptions extends BulkOptions {
  /** Told again and again how many bytes of the source were read. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Gives up when it is aborted, as where anything fails: rejects with its reason, and the target stays as it was. */
  readonly signal?: AbortSignal | undefined;
}

/** What became of a file. */
export interface RedactedFile {
  /** Bytes of both files, as they are on disk. */
  readonly bytes: { readonly source: number; readonly target: number };
  readonly counters: RecognitionCounters;
}

/**
 * Redacts a file of JSON lines into another one, or into itself, as `redactStream` does. Names that end in `.gz` or
 * `.zst` say that a file is compressed (zstd needs Node 22.15 or later). The target appears, or is replaced, at once
 * and whole: until then the lines go to a file beside it, which is deleted where anything fails. It gets the mode of
 * the source. A file of which no line is JSON does not replace itself.
 *
 * Rejects with the system's error where a file cannot be read or written, with `PolicyError` and `LogsieveError` as
 * `redactStream` throws them, or where a path is none.
 *
 * @example
 * const { counters } = await redactFile('app.log.gz', 'app.clean.log.gz', { policy: './logsieve.json' });
 */
export async function redactFile(
  source: string,
  target: string,
  options: RedactFileOptions = {},
): Promise<RedactedFile> {
  checkPath(source, 'source');
  checkPath(target, 'target');
  const { signal, onProgress = () => undefined, ...bulkOptions } = checkFileOptions(options);
  compressionOf(source, 'source');
  const write = compressionOf(target, 'target')?.compress;
  const { mode, size } = await stat(source);
  const place = await placeOf(target);
  const unfinished = `${place}.${randomUUID()}.tmp`;
  let file: Target | undefined;
  const bulk = createBulk(bulkOptions, (lines) => (file as Target).write(lines));
  try {
    file = await createTarget(unfinished, mode & 0o777, write);
    for await (const chunk of readChunks(source, onProgress)) {
      signal?.throwIfAborted();
      await bulk.take(chunk);
    }
    await bulk.finish();
    await file.end();
    if ((await placeOf(source)) === place) refuseWhatIsNoLog(bulk.counters());
    await rename(unfinished, place);
    await syncFolder(dirname(place));
  } catch (error) {
    await file?.abandon();
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await bulk.close();
  }
  const { size: written } = await stat(target);
  return { bytes: { source: size, target: written }, counters: bulk.counters() };
}

function checkPath(path: unknown, name: string): void {
  if (typeof path === 'string' && path !== '') return;
  throw wrongOption(name, 'a path: redactFile(source, target, options)');
}

const OPTIONS = [
  ...BULK_OPTIONS,
  ...(['onProgress', 'signal'] satisfies (keyof RedactFileOptions)[]),
] as const;

function checkFileOptions(options: RedactFileOptions): RedactFileOptions {
  checkOptions(options, OPTIONS);
  const { onProgress, signal } = options;
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw wrongOption('options.onProgress', 'a function, which is told how many bytes were read');
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw wrongOption('options.signal', 'the signal of an AbortController');
  return options;
}

/** All that was in it would be gone. */
function refuseWhatIsNoLog({ records, notJson }: RecognitionCounters): void {
  if (records === 0 || notJson < records) return;
  throw new LogsieveError('ERR_LOGSIEVE_NO_LOG', 'no line of the file is JSON; it was left as it is', {
    hint: 'write to another file to have placeholders in place of its lines',
  });
}

/** Behind symbolic links: replacing a link would leave what it leads to as it was, which may be the source. */
async function placeOf(target: string): Promise<string> {
  try {
    return await realpath(target);
  } catch {
    return resolve(target);
  }
}

/** A name that was given is only on disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch {
    // Not every file system can.
  } finally {
    await handle.close();
  }
}
