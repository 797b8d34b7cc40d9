import { systemCode, tellStderr } from '@logsieve/core/node';
import { type Flushable, ownFlush } from './flush.js';
import type { Sink } from './host.js';

/**
 * What becomes of the lines for one destination, whoever hands them over. A destination that fails costs lines, never
 * the application: its faults are counted, and told once on stderr.
 */
export interface Outflow {
  readonly sink: Sink;
  /** Errors that the destination told of. */
  faults: number;
  /** Lines that it was not given, since it is closed or has too much waiting, or that it dropped by itself. */
  dropped: number;
  /** It asked to wait. */
  full: boolean;
  /** It takes lines and writes none of them any more. */
  dead: boolean;
  readonly told: Set<string>;
}

/** How much may wait in the memory of a destination that does not keep up, in bytes. */
const MOST_WAITING = 32 * 1024 * 1024;

const bySink = new WeakMap<Sink, Outflow>();

/** The account of a destination; listens to it from the first time on that it is asked for. */
export function outflowOf(sink: Sink): Outflow {
  let outflow = bySink.get(sink);
  if (outflow === undefined) {
    outflow = { sink, faults: 0, dropped: 0, full: false, dead: false, told: new Set() };
    bySink.set(sink, outflow);
    listen(outflow, sink as Destination);
    // Of multistream; each is a destination of its own.
    const { streams } = sink as Destination;
    if (Array.isArray(streams)) for (const { stream } of streams as Streams) listen(outflow, stream);
  }
  return outflow;
}

/** Hands one line over, or drops it. Throws what the destination throws. */
export function handOver(outflow: Outflow, text: string): void {
  const sink = outflow.sink as Destination;
  if (outflow.dead || sink.destroyed === true) {
    outflow.dropped++;
    tellOnce(outflow, 'the destination of a logger is gone: lines are dropped');
  } else if (outflow.full && waitingIn(sink) > MOST_WAITING) {
    outflow.dropped++;
    tellOnce(outflow, 'the destination of a logger does not keep up: lines are dropped');
  } else {
    outflow.full = sink.write(text) === false;
  }
}

/** Tells of a line that was lost because handing it over threw. */
export function tellThrown(outflow: Outflow, error: unknown): void {
  const code = systemCode(error);
  tellOnce(
    outflow,
    `the destination of a logger failed${code === undefined ? '' : ` (${code})`}: lines are lost`,
  );
}

/** What destinations of pino may have beside what it asks of all. */
interface Destination extends Flushable {
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

function listen(outflow: Outflow, sink: Destination): void {
  if (typeof sink.on !== 'function' || typeof sink.listenerCount !== 'function') return;
  const { write } = sink;
  const health = { failing: false };
  let last: unknown;
  sink.on('error', (error) => {
    // pino tells of one error twice.
    if (error === last) return;
    last = error;
    if (isStarting(sink) && sink.listenerCount?.('error') === 1) throw error;
    outflow.faults++;
    health.failing = true;
    // What pino does to a stream whose reader went away.
    if (sink === outflow.sink && sink.write !== write) outflow.dead = true;
    tellThrown(outflow, error);
  });
  sink.on('write', () => {
    health.failing = false;
  });
  ownFlush(sink, health, () => {
    outflow.faults++;
    tellThrown(outflow, undefined);
  });
  sink.on('drop', () => {
    outflow.dropped++;
    tellOnce(outflow, 'the destination of a logger does not keep up: lines are dropped');
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

function tellOnce({ told }: Outflow, text: string): void {
  if (told.has(text)) return;
  told.add(text);
  tellStderr(text);
}
