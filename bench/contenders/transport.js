import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { PINO_OPTIONS } from './pino.js';

/** Transports in a worker thread of their own, writing a real file. */
export const transportContenders = [
  {
    name: 'pino/file transport',
    against: 'pino/file transport',
    gives: 'everything',
    target: (set, destination) => ({ target: 'pino/file', options: { destination } }),
  },
  {
    name: 'logsieve transport',
    against: 'pino/file transport',
    gives: 'allowed',
    target: (set, destination) => ({
      target: '@logsieve/pino',
      options: { policy: set.policy, destination },
    }),
  },
];

/**
 * Logs `count` records through a worker. Gives the time from the first call until the file is closed, in
 * milliseconds, and the lines of the file. Starting the worker is not timed.
 */
export async function runTransport(contender, set, count) {
  const folder = await mkdtemp(join(tmpdir(), 'logsieve-bench-'));
  // pino lets a process end while its worker is idle; here the worker's end is waited for.
  const alive = setTimeout(() => {}, LONGEST_MS);
  try {
    const file = join(folder, 'out.log');
    const transport = pino.transport(contender.target(set, file));
    await once(transport, 'ready');
    const logger = pino(PINO_OPTIONS, transport);
    const { records, message } = set;
    const start = performance.now();
    for (let i = 0; i < count; i++) logger.info(records[i % records.length], message);
    transport.end();
    await once(transport, 'close');
    const milliseconds = performance.now() - start;
    return { milliseconds, lines: (await readFile(file, 'utf8')).split('\n').slice(0, -1) };
  } finally {
    clearTimeout(alive);
    await rm(folder, { recursive: true, force: true });
  }
}

const LONGEST_MS = 600_000;
