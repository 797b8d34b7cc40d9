import { type LineStream, LogsieveError, type Redactor } from '@logsieve/core';
import { type OpenPolicy, openPolicy } from '@logsieve/core/node';
import { Transform, Writable } from 'node:stream';
import { workerData } from 'node:worker_threads';
import type { LogsieveOptions } from './logsieve.js';
import { bufferOf, closeOutlets, type Outlet, openOutlet, writeLines } from './outlets.js';
import { checkTransportOptions, type DestinationOptions } from './transport-options.js';

/** The options of `target: '@logsieve/pino'`. */
export interface TransportOptions extends LogsieveOptions, DestinationOptions {
  /** Several destinations, each with its own profile; takes the place of the options for one. */
  readonly targets?: readonly (DestinationOptions & { readonly profile?: string | undefined })[] | undefined;
  /** The logger's `messageKey`. Default `msg`. */
  readonly messageKey?: string | undefined;
}

/**
 * The pino transport: redacts the lines of a logger in its worker thread. As a step of a `pipeline` it hands them
 * to the next step; otherwise it writes them to its own destination or destinations. Throws `PolicyError`, which
 * the main thread sees with all issues in its message.
 *
 * Lines arrive with values already interpolated into the message, so that every message counts as a lone string.
 * Targets beside this one in `transport.targets` get the raw line: this transport protects only itself. Wrap the
 * logger with `logsieve()` where all has to be protected.
 */
export function transport(options: TransportOptions = {}): Transform | Promise<Writable> {
  checkTransportOptions(options);
  return isPipelineStep(options) ? openStep(options) : openDestinations(options);
}

/** The redacted lines on the readable side. */
function openStep(options: TransportOptions): Transform {
  const policy = open(options, [options.profile]);
  const lines = (policy.redactors[0] as Redactor).lines();
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      done(null, bufferOf(lines.push(chunk)));
    },
    flush(done) {
      done(null, bufferOf(lines.end()));
    },
    destroy(error, done) {
      policy.close();
      done(error);
    },
  });
}

async function openDestinations(options: TransportOptions): Promise<Writable> {
  const targets = options.targets ?? [options];
  const policy = open(
    options,
    targets.map(({ profile }) => profile ?? options.profile),
  );
  const outlets = await Promise.all(
    policy.redactors.map((redactor, index) => openOutlet(redactor, targets[index] ?? {})),
  );
  return createWritable(outlets, policy);
}

/**
 * What pino's worker writes to, in large chunks of many lines. Not pino-abstract-transport, which cuts them into single
 * lines first: that costs more than redacting them.
 */
function createWritable(outlets: readonly Outlet[], policy: OpenPolicy): Writable {
  const write = (next: (lines: LineStream) => Uint8Array, done: (error?: Error) => void): void => {
    writeLines(outlets, next).then(() => {
      done();
    }, done);
  };
  return new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      write((lines) => lines.push(chunk), done);
    },
    // Where several targets share a worker, pino writes line by line.
    writev: (chunks, done) => {
      const all = Buffer.concat(chunks.map(({ chunk }) => chunk as Uint8Array));
      write((lines) => lines.push(all), done);
    },
    final: (done) => {
      write((lines) => lines.end(), done);
    },
    destroy: (error, done) => {
      policy.close();
      closeOutlets(outlets).then(() => {
        done(error);
      }, done);
    },
  });
}

function open(
  { policy, discover, watch, messageKey = 'msg' }: TransportOptions,
  profiles: readonly (string | undefined)[],
): OpenPolicy {
  return openPolicy({ policy, profiles, discover, watch, messageKey });
}

/**
 * True where pino made this transport a step of a pipeline with another one after it: one knows it by its options.
 * Throws `LogsieveError` where they are also those of another place, which would write nothing, and let all wait.
 */
function isPipelineStep(options: TransportOptions): boolean {
  const data = workerData as { workerData?: { targets?: Targets; pipelines?: readonly Targets[] } } | null;
  const { targets = [], pipelines = [] } = data?.workerData ?? {};
  const isOwn = ({ options: own }: Targets[number]) => own === options;
  const isStep = pipelines.some((steps) => steps.slice(0, -1).some(isOwn));
  if (isStep && (targets.some(isOwn) || pipelines.some((steps) => steps.slice(-1).some(isOwn)))) {
    throw new LogsieveError(
      'ERR_LOGSIEVE_OPTIONS',
      'a step of a pipeline and another target share one object for their options',
      { path: 'options', hint: 'give each an object of its own, such as { ...options }' },
    );
  }
  return isStep;
}

type Targets = readonly { readonly options?: unknown }[];
