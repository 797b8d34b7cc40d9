/** Where the transport's worker writes: files and descriptors, each behind a redactor of its own. */
import type { Redactor } from '@logsieve/core';
import { tellStderr } from '@logsieve/core/node';
import { pino } from 'pino';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { handOver, isDead, lossesOf, outflowOf, type Outflow } from './outflow.js';
import type { DestinationOptions } from './transport-options.js';

/** A line as it arrived. An object of its own keeps pino-abstract-transport from parsing it. */
export interface Line {
  readonly line: string;
}

type Sink = ReturnType<typeof pino.destination>;

/** One place to write to. */
export interface Outlet {
  readonly redactor: Redactor;
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
  const sink = pino.destination({ dest: destination, append, mkdir, sync: false });
  await once(sink, 'ready');
  const outflow = outflowOf(sink);
  const outlet: Outlet = { redactor, sink, outflow, stalled: false };
  sink.on('drain', () => {
    outlet.stalled = false;
  });
  return outlet;
}

/**
 * Writes every line to every outlet, and waits for the slowest; for one that makes no room at all only so long, or
 * all lines would pile up in the application.
 */
export async function writeLines(lines: AsyncIterable<Line>, outlets: readonly Outlet[]): Promise<void> {
  for await (const { line } of lines) {
    const record = outlets.length > 1 ? recordOf(line, outlets) : undefined;
    for (const outlet of outlets) {
      const { redactor, outflow } = outlet;
      const text = record === undefined ? redactor.redactLine(line) : redactor.stringify(record);
      handOver(outflow, `${text}\n`);
      if (outflow.full && !outlet.stalled) await drained(outlet);
    }
  }
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

/** The record of a line, parsed once for all outlets; undefined where each has to judge the line for itself. */
function recordOf(line: string, outlets: readonly Outlet[]): object | undefined {
  // One UTF-16 unit takes at most three bytes.
  if (outlets.some(({ redactor }) => line.length * 3 > redactor.compiled.limits.lineBytes)) return undefined;
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === 'object' && record !== null && !Array.isArray(record) ? record : undefined;
  } catch {
    return undefined;
  }
}
