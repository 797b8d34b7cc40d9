import type { Redactor } from '@logsieve/core';
import { openRedactor } from '@logsieve/core/node';
import { pino } from 'pino';
import build from 'pino-abstract-transport';
import { once } from 'node:events';
import { Transform } from 'node:stream';
import { workerData } from 'node:worker_threads';
import type { LogsieveOptions } from './logsieve.js';
import { checkTransportOptions } from './transport-options.js';
import { capLines } from './cap-lines.js';

/** A file or descriptor that the transport writes to. */
export interface DestinationOptions {
  /** A path, or the number of an open file descriptor. Default: standard output. */
  readonly destination?: string | number | undefined;
  /** Add to the file instead of replacing it. Default `true`. */
  readonly append?: boolean | undefined;
  /** Make the folders that the path needs. Default `false`. */
  readonly mkdir?: boolean | undefined;
}

/** The options of `target: '@logsieve/pino'`. */
export interface TransportOptions extends LogsieveOptions, DestinationOptions {
  /** Several destinations, each with its own profile; takes the place of the options for one. */
  readonly targets?: readonly (DestinationOptions & { readonly profile?: string | undefined })[] | undefined;
  /** The logger's `messageKey`. Default `msg`. */
  readonly messageKey?: string | undefined;
}

type Stream = ReturnType<typeof build>;

/**
 * The pino transport: redacts the lines of a logger in its worker thread. As a step of a `pipeline` it hands them
 * to the next step; otherwise it writes them to its own destination or destinations. Throws `PolicyError`, which
 * the main thread sees with all issues in its message.
 *
 * Lines arrive with values already interpolated into the message, so that every message counts as a lone string.
 * Targets beside this one in `transport.targets` get the raw line: this transport protects only itself. Wrap the
 * logger with `logsieve()` where all has to be protected.
 */
export function transport(options: TransportOptions = {}): Stream | Promise<Stream> {
  checkTransportOptions(options);
  return isPipelineStep(options) ? openStep(options) : openDestinations(options);
}

/** The redacted lines on the readable side. */
function openStep(options: TransportOptions): Stream {
  const redactor = open(options, options.profile);
  return buildLines(redactor.compiled.limits.lineBytes, (source) =>
    source.pipe(
      new Transform({
        writableObjectMode: true,
        autoDestroy: true,
        transform({ line }: Line, _encoding, done) {
          done(null, `${redactor.redactLine(line)}\n`);
        },
      }),
    ),
  );
}

async function openDestinations(options: TransportOptions): Promise<Stream> {
  const targets = options.targets ?? [options];
  const redactors = targets.map((target) => open(options, target.profile ?? options.profile));
  const sinks = await Promise.all(targets.map(openSink));
  const outlets = redactors.map((redactor, index) => ({ redactor, sink: sinks[index] as Sink }));
  const source = (lines: Stream) => writeLines(lines as AsyncIterable<Line>, outlets);
  // Each redactor judges for itself what is too long.
  const longest = Math.max(...redactors.map(({ compiled }) => compiled.limits.lineBytes));
  return buildLines(longest, source, (fault) => closeSinks(sinks, fault));
}

function open(
  { policy, discover, messageKey = 'msg' }: TransportOptions,
  profile: string | undefined,
): Redactor {
  return openRedactor({ policy, profile, discover, messageKey });
}

/** A line as it arrived. An object of its own keeps pino-abstract-transport from parsing it. */
interface Line {
  readonly line: string;
}

function buildLines(
  lineBytes: number,
  use: (source: Stream) => unknown,
  close?: (fault: Error | null) => Promise<void>,
): Stream {
  const run = (source: Transform & build.OnUnknown) => {
    capLines(source, lineBytes);
    return use(source);
  };
  return build(
    run as never,
    {
      parseLine: (line: string): Line => ({ line }),
      metadata: false,
      enablePipelining: close === undefined,
      ...(close === undefined ? {} : { close }),
    } as never,
  ) as unknown as Stream;
}

type Sink = ReturnType<typeof pino.destination>;

interface Outlet {
  readonly redactor: Redactor;
  readonly sink: Sink;
}

async function openSink({
  destination = 1,
  append = true,
  mkdir = false,
}: DestinationOptions): Promise<Sink> {
  const sink = pino.destination({ dest: destination, append, mkdir, sync: false });
  await once(sink, 'ready');
  return sink;
}

/** Writes every line to every outlet, and waits for the slowest. */
async function writeLines(lines: AsyncIterable<Line>, outlets: readonly Outlet[]): Promise<void> {
  for await (const { line } of lines) {
    const record = outlets.length > 1 ? recordOf(line, outlets) : undefined;
    for (const { redactor, sink } of outlets) {
      const text = record === undefined ? redactor.redactLine(line) : redactor.stringify(record);
      if (!sink.write(`${text}\n`)) await once(sink, 'drain');
    }
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

async function closeSinks(sinks: readonly Sink[], fault: Error | null): Promise<void> {
  await Promise.all(
    sinks.map(async (sink) => {
      const closed = once(sink, 'close');
      sink.end();
      await closed;
    }),
  );
  if (fault) throw fault;
}

/** True where pino made this transport a step of a pipeline with another one after it. */
function isPipelineStep(options: TransportOptions): boolean {
  const data = workerData as {
    workerData?: { pipelines?: readonly (readonly { options?: unknown }[])[] };
  } | null;
  const pipelines = data?.workerData?.pipelines ?? [];
  return pipelines.some((steps) => steps.slice(0, -1).some((step) => step.options === options));
}
