/** Lines from files and from standard input, until they end or are to stop. */
import { open } from 'node:fs/promises';
import { LogsieveError } from '@logsieve/core';
import { type LogFile, openLogFile, systemCode } from '@logsieve/core/node';
import { tell } from './tell.js';
import { wholeLines } from './whole-lines.js';

export interface Input {
  /** What is in the files, cut as was asked for. Rejects with `LogsieveError` where something cannot be read. */
  readonly blocks: AsyncIterable<Buffer>;
  /** So many bytes of the files were read. */
  bytesRead(): number;
  /** Whether it was stopped in front of its end. */
  isCut(): boolean;
}

/** Standard input among files. */
export const STDIN = '-';
/** A pipe in which nothing comes for so long is empty, and is not waited for any longer than that. */
const QUIET_MS = 100;
const LAST_MS = 2000;

/**
 * The files, one after the other, unpacked where their names end in `.gz` or `.zst`; standard input where there is none. `cut`
 * is given the chunks of each, and says what blocks are: whole lines, where nothing else is asked for. It stops with the signal: files at once, a pipe when what
 * is in it was read. Who writes to it was often stopped by the same signal, and has some last words.
 */
export function openInput(
  paths: readonly string[],
  stop: AbortSignal,
  cut: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer> = wholeLines,
): Input {
  let isCut = false;
  let before = 0;
  let current: LogFile | undefined;
  async function* read(): AsyncGenerator<Buffer, void, undefined> {
    for (const path of paths.length === 0 ? [STDIN] : paths) {
      isCut ||= stop.aborted;
      if (isCut) return;
      before += current?.bytesRead() ?? 0;
      if (path === STDIN && process.stdin.isTTY) tell('reading from the terminal; Ctrl-D ends it');
      current = path === STDIN ? STANDARD : openLogFile(path);
      yield* cut(chunksOf(current, stop, () => (isCut = true)));
    }
  }
  return {
    blocks: read(),
    bytesRead: () => before + (current?.bytesRead() ?? 0),
    isCut: () => isCut,
  };
}

/** Nobody asks how far it was read, as nobody knows how long it is. */
const STANDARD: LogFile = {
  get stream() {
    return process.stdin;
  },
  bytesRead: () => 0,
};

async function* chunksOf(
  file: LogFile,
  stop: AbortSignal,
  onCut: () => void,
): AsyncGenerator<Buffer, void, undefined> {
  const { stream } = file;
  let quiet: NodeJS.Timeout | undefined;
  let last = Infinity;
  const onStop = () => {
    last = file === STANDARD ? performance.now() + LAST_MS : 0;
    quiet = setTimeout(() => stream.destroy(), QUIET_MS);
  };
  stop.addEventListener('abort', onStop);
  try {
    for await (const chunk of stream) {
      quiet?.refresh();
      yield chunk as Buffer;
      if (performance.now() > last) {
        onCut();
        return;
      }
    }
  } catch (error) {
    // What is said of a stream that was destroyed.
    if (!stop.aborted) throw unreadable(error, file === STANDARD ? 'standard input' : 'a file');
  } finally {
    clearTimeout(quiet);
    stop.removeEventListener('abort', onStop);
  }
}

/**
 * How many bytes the files have; 0 where that is not known. Rejects with `LogsieveError` where one cannot be read: nothing is begun
 * then.
 */
export async function sizeOf(paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const [index, path] of paths.entries()) {
    if (path === STDIN) bytes = NaN;
    else bytes += await sizeOfFile(path, `file ${index + 1}`);
  }
  return Number.isNaN(bytes) ? 0 : bytes;
}

async function sizeOfFile(path: string, name: string): Promise<number> {
  try {
    const file = await open(path);
    try {
      const found = await file.stat();
      if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      return found.isFile() ? found.size : NaN;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(error, name);
  }
}

function unreadable(error: unknown, name: string): LogsieveError {
  return new LogsieveError(
    'ERR_LOGSIEVE_COMMAND',
    `${name} cannot be read (${systemCode(error) ?? 'unknown'})`,
    { hint: 'give files that are there, and that you may read' },
  );
}
