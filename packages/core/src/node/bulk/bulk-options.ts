import { availableParallelism } from 'node:os';
import type { PolicyDocument } from '../../policy/policy.js';
import { checkTimeout } from '../../recognizers/recognition.js';
import type { Recognizer } from '../../recognizers/recognizer.js';
import type { LoadOptions } from '../load-policy.js';
import { checkOptions, wrongOption } from '../options.js';
import { findModule, type FoundModule, type RecognizerModule } from './recognizer-module.js';

/** What `redactStream` and `redactFile` redact by, and with how many threads. */
export interface BulkOptions extends LoadOptions {
  /** A file, a preset's name, or an object; without any, `logsieve:base` alone. Read once, when it begins. */
  readonly policy?: string | PolicyDocument | undefined;
  /**
   * How many worker threads redact, up to 64; 0 leaves it to the thread that calls. Default: as many as there are
   * processors for this process, 0 where there is only one, or where recognizers are given as functions.
   */
  readonly threads?: number | undefined;
  /**
   * Run over what detectors leave of texts. As functions in the thread that calls: `threads` has to be 0 or left out. Of a
   * module each thread loads its own.
   */
  readonly recognizers?: readonly Recognizer[] | RecognizerModule | undefined;
  /** Most milliseconds that recognizers get for a line; what is not read by then is not let out. Default 5000. */
  readonly timeout?: number | undefined;
  /** How many lines recognizers have at a time, up to 256, in each thread. Default 8. */
  readonly concurrency?: number | undefined;
}

/** How recognizers run; undefined where there are none. */
export interface RecognizingOptions {
  readonly recognizers: readonly Recognizer[] | FoundModule;
  readonly timeout: number | undefined;
  readonly concurrency: number;
}

const OF_RECOGNIZERS = ['timeout', 'concurrency'] as const satisfies (keyof BulkOptions)[];
export const BULK_OPTIONS: readonly string[] = [
  ...(['policy', 'threads', 'profile', 'messageKey', 'cwd', 'env'] satisfies (keyof BulkOptions)[]),
  ...(['recognizers', ...OF_RECOGNIZERS] satisfies (keyof BulkOptions)[]),
];
const MOST_THREADS = 64;
const MOST_AT_A_TIME = 256;
const CONCURRENCY = 8;

/** What is read of options; which policy, as it is given. */
export interface ReadBulkOptions {
  readonly threads: number;
  readonly recognizing: RecognizingOptions | undefined;
  readonly load: Pick<BulkOptions, 'policy' | 'profile' | 'messageKey' | 'cwd' | 'env'>;
}

/** The options, checked. Throws `LogsieveError`. */
export function readBulkOptions(options: BulkOptions): ReadBulkOptions {
  checkOptions(options, BULK_OPTIONS);
  const { policy, profile, messageKey, cwd, env } = options;
  const recognizing = readRecognizing(options);
  const isOfFunctions = recognizing !== undefined && !('url' in recognizing.recognizers);
  const { threads = isOfFunctions ? 0 : defaultThreads() } = options;
  if (!isWhole(threads, 0, MOST_THREADS)) {
    throw wrongOption('options.threads', `a whole number from 0 to ${MOST_THREADS}`);
  }
  if (isOfFunctions && threads > 0) {
    const expected =
      '0: functions run in the thread that calls; or give recognizers as { module: "./recognizers.js" }';
    throw wrongOption('options.threads', expected);
  }
  return { threads, recognizing, load: { policy, profile, messageKey, cwd, env } };
}

/** Recognizers that are given, and their time, are checked where they are joined. */
function readRecognizing(options: BulkOptions): RecognizingOptions | undefined {
  const { recognizers, timeout, concurrency = CONCURRENCY } = options;
  if (recognizers === undefined) {
    const idle = OF_RECOGNIZERS.find((name) => options[name] !== undefined);
    if (idle !== undefined)
      throw wrongOption(`options.${idle}`, 'recognizers too: without any it does nothing');
    return undefined;
  }
  if (!isWhole(concurrency, 1, MOST_AT_A_TIME)) {
    throw wrongOption('options.concurrency', `a whole number from 1 to ${MOST_AT_A_TIME}`);
  }
  if (!isModule(recognizers)) return { recognizers, timeout, concurrency };
  checkTimeout(timeout);
  return { recognizers: findModule(recognizers, options.cwd ?? process.cwd()), timeout, concurrency };
}

function isModule(recognizers: unknown): recognizers is RecognizerModule {
  return typeof recognizers === 'object' && recognizers !== null && !Array.isArray(recognizers);
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function defaultThreads(): number {
  const processors = availableParallelism();
  return processors === 1 ? 0 : Math.min(processors, MOST_THREADS);
}
