/** Where the transport's worker writes: files and descriptors, each behind a redactor of its own. */
import type { LineStream, Redactor } from '@logsieve/core';
import { tellStderr } from '@logsieve/core/node';
import { pino } from 'pino';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { handOver, isDead, lossesOf, outflowOf, type Outflow, tellThrown } from './outflow.js';
import type { DestinationOptions } from './transport-options.js';

type Sink = ReturnType<typeof pino.destination>;

/** One place to write to. */
export interface Outlet {
  readonly lines: LineStream;
  readonly sink: Sink;
  readonly outflow: Outflow;
  /** It did not make room in time; nobody waits for it any more until it does. */
  stalled: boolean;
}

/** How long the lines after it wait for a destination that is full, and the worker's end for one that does not close. */
const PATIENCE = 3000;

/** Opens a place to write to. Rejects where it cannot be opened. */
export async function openOutlet(
  redactor: Redactor,
  { destination = 1, append = true, mkdir = false }: DestinationOptions,
): Promise<Outlet> {
  const sink = pino.destination({ dest: destination, append, mkdir, sync: false, ...IN_BYTES });
  await once(sink, 'ready');
  const outflow = outflowOf(sink);
  const outlet: Outlet = { lines: redactor.lines(), sink, outflow, stalled: false };
  sink.on('drain', () => {
    outlet.stalled = false;
  });
  return outlet;
}

/** An option of sonic-boom, which pino passes on and does not declare: what it is given are bytes already. */
const IN_BYTES = { contentMode: 'buffer' } as const;

/**
 * Writes to every outlet what `next` gives of its lines, and waits for the slowest; for one that makes no room at all
 * only so long, or all lines would pile up in the application.
 */
export async function writeLines(
  outlets: readonly Outlet[],
  next: (lines: LineStream) => Uint8Array,
): Promise<void> {
  for (const outlet of outlets) {
    const { lines, outflow } = outlet;
    const bytes = next(lines);
    if (bytes.length === 0) continue;
    try {
      handOver(outflow, bufferOf(bytes));
    } catch (error) {
      tellThrown(outflow, error);
    }
    if (outflow.full && !outlet.stalled) await drained(outlet);
  }
}

/** The same bytes in the class that streams of Node want. */
export function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

/** Writes what is left, and closes; what a destination still holds that cannot write it is lost. */
export async function closeOutlets(outlets: readonly Outlet[]): Promise<void> {
  await Promise.all(
    outlets.map(async ({ sink, outflow }) => {
      const closed = once(sink, 'close');
      sink.end();
      // Of a stream whose reader went away pino makes one that never closes.
      const isClosed = !isDead(outflow) && (await inTime(closed));
      const { dropped } = lossesOf(outflow);
      const lost = dropped === 0 ? [] : [`${dropped} lines were dropped`];
      if (!isClosed) lost.push('what was not written yet is lost');
      if (lost.length > 0) tellStderr(`the logger ends: ${lost.join(', ')}`);
    }),
  );
}

async function drained(outlet: Outlet): Promise<void> {
  // It rejects at the error of a full disk, and such a destination makes no room either.
  const isDrained = await inTime(once(outlet.sink, 'drain'));
  outlet.stalled = !isDrained;
}

/** True where it came within the time. */
async function inTime(event: Promise<unknown>): Promise<boolean> {
  const stop = new AbortController();
  const late = after(PATIENCE, false, { signal: stop.signal });
  try {
    return await Promise.race([event.then(() => true), late]);
  } catch {
    return false;
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}
