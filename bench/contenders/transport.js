import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createSealedLog, enrollWriter, generateKeys, unseal } from '@logsieve/sealed';
import pino from 'pino';
import { quantile } from '../measure.js';
import { threadTime } from '../thread-time.js';
import { PINO_OPTIONS } from './pino.js';

/**
 * Transports in a worker thread of their own, writing real files. `open` gives pino's target, and what reads the lines
 * that it wrote.
 */
export const transportContenders = [
  {
    name: 'pino/file transport',
    against: 'pino/file transport',
    gives: 'everything',
    open: (_set, folder) => toFile('pino/file', {}, folder),
  },
  {
    name: 'logsieve transport',
    against: 'pino/file transport',
    gives: 'allowed',
    open: ({ policy }, folder) => toFile('@logsieve/pino', { policy }, folder),
  },
  {
    name: 'logsieve sealed transport',
    against: 'logsieve transport',
    gives: 'allowed',
    open: ({ policy }, folder) => toSealedLog(policy, folder),
  },
].map((contender) => ({ path: 'transport', ...contender }));

function toFile(target, options, folder) {
  const destination = join(folder, 'out.log');
  const readLines = async () => (await readFile(destination, 'utf8')).split('\n').slice(0, -1);
  return { target: { target, options: { ...options, destination } }, readLines };
}

function toSealedLog(policy, folder) {
  const { root, rootKey, recipient, identity } = generateKeys();
  const sealed = (name) => {
    enrollWriter({ stateDir: join(folder, `${name}-state`), rootKey });
    return { dir: join(folder, name), stateDir: join(folder, `${name}-state`), recipients: [recipient] };
  };
  const options = { ...sealed('log'), policy };
  const readLines = async () => {
    const accessLog = createSealedLog({ ...sealed('access'), redacted: true });
    const lines = unseal({ dir: options.dir, root, identity, who: 'bench', reason: 'bench', accessLog });
    const read = [];
    for await (const line of lines) read.push(line);
    accessLog.close();
    return read;
  };
  return { target: { target: '@logsieve/sealed', options }, readLines };
}

/**
 * The ways to give `count` records to `log`, each with what is measured of it. Both let the event loop turn, or nothing
 * would reach the worker before the last call.
 */
export const LOADS = {
  /** As many as can be, so that the slower of the two threads decides. */
  full: { feed: feedFully, measuresOf: ({ wall }) => ({ wall }) },
  /** As many as the worker keeps up with, so that no queue is what is measured. */
  paced: {
    feed: feedPaced,
    measuresOf: ({ calls, thread }) => ({
      'call, p50': quantile(calls, 0.5),
      'call, p99': quantile(calls, 0.99),
      'call, p99.9': quantile(calls, 0.999),
      ...(thread === undefined ? {} : { 'main thread': thread }),
    }),
  },
};

/**
 * Logs `count` records through a worker that has had some before. Gives the nanoseconds of each measure of the load (a
 * call's, or a record's share of the whole, until the file is closed), and the lines of the file, those before included.
 */
export async function runTransport(contender, set, count, { load = 'full', before = 0 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'logsieve-bench-'));
  // pino lets a process end while its worker is idle; here the worker's end is waited for.
  const alive = setTimeout(() => {}, LONGEST_MS);
  try {
    const { target, readLines } = contender.open(set, folder);
    const transport = pino.transport(target);
    await once(transport, 'ready');
    const calls = new Float64Array(Math.max(count, before));
    const log = timingLog(pino(PINO_OPTIONS, transport), set, calls);
    await feedFully(log, before, set);
    await promisify(transport.flush.bind(transport))();
    const { feed, measuresOf } = LOADS[load];
    const taken = await timeAll(() => feed(log, count, set), transport);
    const perRecord = { wall: taken.wall / count, thread: taken.thread && taken.thread / count };
    const measures = measuresOf({ ...perRecord, calls: calls.subarray(0, count) });
    return { measures, lines: await readLines() };
  } finally {
    clearTimeout(alive);
    await rm(folder, { recursive: true, force: true });
  }
}

function timingLog(logger, { records, message }, calls) {
  return (index) => {
    const record = records[index % records.length];
    const start = performance.now();
    logger.info(record, message);
    calls[index] = (performance.now() - start) * 1e6;
  };
}

async function timeAll(feed, transport) {
  const threadStart = threadTime();
  const start = performance.now();
  await feed();
  transport.end();
  await once(transport, 'close');
  const wall = (performance.now() - start) * 1e6;
  return { wall, thread: threadStart === undefined ? undefined : threadTime() - threadStart };
}

async function feedFully(log, count, set) {
  for (let index = 0; index < count; index++) {
    log(index);
    if ((index + 1) % set.records.length === 0) await new Promise(setImmediate);
  }
}

/** What is due by the clock, every millisecond. After a pause of the machine not all at once. */
async function feedPaced(log, count, set) {
  const perMillisecond = PACE_BYTES / set.bytes;
  for (let index = 0, last = performance.now(), due = 0; index < count;) {
    await wait(1);
    const now = performance.now();
    due += Math.min(now - last, LONGEST_PAUSE_MS) * perMillisecond;
    last = now;
    for (; due >= 1 && index < count; due--) log(index++);
  }
}

/** Of plain pino's line, a millisecond: 12 MB/s. */
const PACE_BYTES = 12_000;
const LONGEST_PAUSE_MS = 4;
const LONGEST_MS = 600_000;
