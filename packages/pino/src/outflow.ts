import { systemCode, tellStderr } from '@logsieve/core/node';
import { type Flushable, ownFlush } from './flush.js';
import type { Sink } from './host.js';

/** What one destination has done to lines, whoever they came from. */
interface Account {
  /** Errors that the destination told of. */
  faults: number;
  /** Lines that it was not given, since it is closed or has too much waiting, or that it dropped by itself. */
  dropped: number;
  /** It takes lines and writes none of them any more. */
  dead: boolean;
  readonly told: Set<string>;
}

/**
 * What becomes of the lines for one destination, whoever hands them over. A destination that fails costs lines, never
 * the application: its faults are counted, and told once on stderr.
 */
export interface Outflow {
  readonly sink: Sink;
  readonly account: Account;
  /** Those of the streams in a multistream; each is a destination of its own. */
  readonly parts: readonly Account[];
  /** It asked to wait. */
  full: boolean;
}

/** How much may wait in the memory of a destination that does not keep up, in bytes. */
const MOST_WAITING = 32 * 1024 * 1024;

const bySink = new WeakMap<Sink, Outflow>();
/** One for each, however many multistreams it is in: it has to be listened to once. */
const accounts = new WeakMap<Sink, Account>();

/** The account of a destination; listens to it from the first time on that it is asked for. */
export function outflowOf(sink: Sink): Outflow {
  let outflow = bySink.get(sink);
  if (outflow === undefined) {
    const { streams } = sink as Destination;
    const parts = Array.isArray(streams) ? (streams as Streams).map(({ stream }) => accountOf(stream)) : [];
    outflow = { sink, account: accountOf(sink as Destination), parts: [...new Set(parts)], full: false };
    bySink.set(sink, outflow);
  }
  return outflow;
}

/** Errors and dropped lines so far, those of a multistream's streams included. */
export function lossesOf({ account, parts }: Outflow): { readonly faults: number; readonly dropped: number } {
  let { faults, dropped } = account;
  for (const part of parts) {
    faults += part.faults;
    dropped += part.dropped;
  }
  return { faults, dropped };
}

/** True where the destination takes lines and writes none of them any more. */
export function isDead({ account }: Outflow): boolean {
  return account.dead;
}

function accountOf(sink: Destination): Account {
  let account = accounts.get(sink);
  if (account === undefined) {
    account = { faults: 0, dropped: 0, dead: false, told: new Set() };
    accounts.set(sink, account);
    listen(account, sink);
  }
  return account;
}

/** Hands a line over, or the bytes of several, or drops them. Throws what the destination throws. */
export function handOver(outflow: Outflow, data: string | Buffer): void {
  const { account } = outflow;
  const sink = outflow.sink as Destination;
  if (account.dead || sink.destroyed === true) {
    account.dropped += linesIn(data);
    tellOnce(account, 'the destination of a logger is gone: lines are dropped');
  } else if (outflow.full && waitingIn(sink) > MOST_WAITING) {
    account.dropped += linesIn(data);
    tellOnce(account, 'the destination of a logger does not keep up: lines are dropped');
  } else {
    outflow.full = sink.write(data) === false;
  }
}

/** A text is one line. */
function linesIn(data: unknown): number {
  if (!Buffer.isBuffer(data)) return 1;
  let lines = 0;
  for (let at = data.indexOf(LINE_FEED); at >= 0; at = data.indexOf(LINE_FEED, at + 1)) lines++;
  return lines;
}

const LINE_FEED = 10;

/** Tells of a line that was lost because handing it over threw. */
export function tellThrown({ account }: Outflow, error: unknown): void {
  tellFailed(account, error);
}

function tellFailed(account: Account, error: unknown): void {
  const code = systemCode(error);
  tellOnce(
    account,
    `the destination of a logger failed${code === undefined ? '' : ` (${code})`}: lines are lost`,
  );
}

/** What destinations of pino may have beside what it asks of all. */
interface Destination extends Flushable {
  readonly write: (data: string | Buffer) => unknown;
  readonly streams?: Streams;
  readonly on?: (event: string, listener: (argument: unknown) => void) => unknown;
  readonly listenerCount?: (event: string) => number;
  readonly destroyed?: boolean;
  readonly writableObjectMode?: boolean;
  readonly writableLength?: number;
  /** Of thread-stream. */
  readonly ready?: boolean;
  readonly [symbol: symbol]: { readonly bufLen?: unknown } | undefined;
}

type Streams = readonly { readonly stream: Destination }[];

function listen(account: Account, sink: Destination): void {
  if (typeof sink.on !== 'function' || typeof sink.listenerCount !== 'function') return;
  const { write } = sink;
  const health = { failing: false };
  let last: unknown;
  sink.on('error', (error) => {
    // pino tells of one error twice.
    if (error === last) return;
    last = error;
    if (isStarting(sink) && sink.listenerCount?.('error') === 1) throw error;
    account.faults++;
    health.failing = true;
    // What pino does to a stream whose reader went away.
    if (sink.write !== write) account.dead = true;
    tellFailed(account, error);
  });
  sink.on('write', () => {
    health.failing = false;
  });
  ownFlush(sink, health, () => {
    account.faults++;
    tellFailed(account, undefined);
  });
  sink.on('drop', (data) => {
    account.dropped += linesIn(data);
    tellOnce(account, 'the destination of a logger does not keep up: lines are dropped');
  });
}

/** A destination that never was there is a fault of the setup, and to be seen at once, as in pino. */
function isStarting({ ready, fd }: Destination): boolean {
  return ready === false || fd === -1;
}

/** Bytes that wait in memory, as far as the destination can be asked. */
function waitingIn(sink: Destination): number {
  if (typeof sink.writableLength === 'number')
    return sink.writableObjectMode === true ? 0 : sink.writableLength;
  if (typeof sink._len === 'number') return sink._len;
  for (const symbol of Object.getOwnPropertySymbols(sink)) {
    const waiting = symbol.description === 'kImpl' ? sink[symbol]?.bufLen : undefined;
    if (typeof waiting === 'number') return waiting;
  }
  return 0;
}

function tellOnce({ told }: Account, text: string): void {
  if (told.has(text)) return;
  told.add(text);
  tellStderr(text);
}
