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
    for (const [index, path] of (paths.length === 0 ? [STDIN] : paths).entries()) {
      isCut ||= stop.aborted;
      if (isCut) return;
      before += current?.bytesRead() ?? 0;
      if (path === STDIN) tellTerminal();
      current = path === STDIN ? STANDARD : openLogFile(path);
      const name = path === STDIN ? 'standard input' : nameOf(index);
      yield* cut(chunksOf(current, name, stop, () => (isCut = true)));
    }
  }
  return {
    blocks: read(),
    bytesRead: () => before + (current?.bytesRead() ?? 0),
    isCut: () => isCut,
  };
}

/** To who sits in front of one, and would wait for the command as it waits for him. */
export function tellTerminal(): void {
  if (process.stdin.isTTY) tell('reading from the terminal; Ctrl-D ends it');
}

/** A path may say more than a log is to hold: which of the files it is, is enough. */
const nameOf = (index: number) => `file ${index + 1}`;

/** Nobody asks how far it was read, as nobody knows how long it is. */
const STANDARD: LogFile = {
  get stream() {
    return process.stdin;
  },
  bytesRead: () => 0,
};

async function* chunksOf(
  file: LogFile,
  name: string,
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
    if (!stop.aborted) throw unreadable(error, name);
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
    else bytes += await sizeOfFile(path, nameOf(index));
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
  const code = systemCode(error) ?? 'unknown';
  if (isOfPacking(code)) return notWhole(code, name);
  return new LogsieveError('ERR_LOGSIEVE_COMMAND', `${name} cannot be read (${code})`, {
    hint: 'give files that are there, and that you may read',
  });
}

/** Whether the system's code is of what unpacks files. */
export function isOfPacking(code: string): boolean {
  return code.startsWith('Z_') || code.startsWith('ZSTD_');
}

export function notWhole(code: string, name: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_COMMAND', `${name} is not whole (${code})`, {
    hint: 'it breaks off, was changed, or is not packed as its name says: fetch it again',
  });
}
