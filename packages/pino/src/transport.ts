import { LogsieveError, type Redactor } from '@logsieve/core';
import { type OpenPolicy, openPolicy } from '@logsieve/core/node';
import build from 'pino-abstract-transport';
import { Transform } from 'node:stream';
import { workerData } from 'node:worker_threads';
import type { LogsieveOptions } from './logsieve.js';
import { capLines } from './cap-lines.js';
import { closeOutlets, type Line, openOutlet, writeLines } from './outlets.js';
import { checkTransportOptions, type DestinationOptions } from './transport-options.js';

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
  const policy = open(options, [options.profile]);
  const [redactor] = policy.redactors as [Redactor];
  const limit = () => redactor.compiled.limits.lineBytes;
  const use = (source: Stream) =>
    source.pipe(
      new Transform({
        writableObjectMode: true,
        autoDestroy: true,
        transform({ line }: Line, _encoding, done) {
          done(null, `${redactor.redactLine(line)}\n`);
        },
      }),
    );
  return buildLines(limit, use, { enablePipelining: true });
}

async function openDestinations(options: TransportOptions): Promise<Stream> {
  const targets = options.targets ?? [options];
  const policy = open(
    options,
    targets.map(({ profile }) => profile ?? options.profile),
  );
  const outlets = await Promise.all(
    policy.redactors.map((redactor, index) => openOutlet(redactor, targets[index] ?? {})),
  );
  // Each redactor judges for itself what is too long.
  const longest = () => Math.max(...outlets.map(({ redactor }) => redactor.compiled.limits.lineBytes));
  const use = (lines: Stream) => writeLines(lines as AsyncIterable<Line>, outlets);
  const close = async (fault: Error | null) => {
    policy.close();
    await closeOutlets(outlets);
    if (fault) throw fault;
  };
  return buildLines(longest, use, { close });
}

function open(
  { policy, discover, watch, messageKey = 'msg' }: TransportOptions,
  profiles: readonly (string | undefined)[],
): OpenPolicy {
  return openPolicy({ policy, profiles, discover, watch, messageKey });
}

function buildLines(lineBytes: () => number, use: (source: Stream) => unknown, options: object): Stream {
  const run = (source: Transform & build.OnUnknown) => {
    capLines(source, lineBytes);
    return use(source);
  };
  const parseLine = (line: string): Line => ({ line });
  return build(run as never, { parseLine, metadata: false, ...options } as never) as unknown as Stream;
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
