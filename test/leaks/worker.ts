import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TransportOptions } from '@logsieve/pino';
import { pino, type Logger, type LoggerOptions } from 'pino';

/** The stream that hands lines to a worker thread. */
export type ThreadStream = ReturnType<typeof pino.transport>;

/** The built package: a worker thread knows nothing of the tests' way to the sources. */
export const TARGET = fileURLToPath(new URL('../../packages/pino/dist/index.js', import.meta.url));

/** Makes a logger with the real transport in a real worker thread; gives what the file got once all is written. */
export async function throughWorker(
  { options = {}, transport }: { readonly options?: LoggerOptions; readonly transport: TransportOptions },
  drive: (logger: Logger, stream: ThreadStream) => unknown,
): Promise<string> {
  return inFolder(async (folder) => {
    const destination = join(folder, 'out.log');
    const stream = pino.transport({
      target: TARGET,
      options: { ...transport, destination },
    });
    await once(stream, 'ready');
    await drive(pino(options, stream), stream);
    stream.end();
    await once(stream, 'close');
    return readFileSync(destination, 'utf8');
  });
}

/** A folder for the time of the work. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-leaks-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
