import { availableParallelism } from 'node:os';
import type { PolicyDocument } from '../../policy/policy.js';
import type { RecognitionOptions } from '../../recognizers/recognition.js';
import type { Recognizer } from '../../recognizers/recognizer.js';
import type { LoadOptions } from '../load-policy.js';
import { checkOptions, wrongOption } from '../options.js';

/** What `redactStream` and `redactFile` redact by, and with how many threads. */
export interface BulkOptions extends LoadOptions {
  /** A file, a preset's name, or an object; without any, `logsieve:base` alone. Read once, when it begins. */
  readonly policy?: string | PolicyDocument | undefined;
  /**
   * How many worker threads redact, up to 64; 0 leaves it to the thread that calls. Default: as many as there are
   * processors for this process, 0 where there is only one, or where there are recognizers.
   */
  readonly threads?: number | undefined;
  /** Run over what detectors leave of texts, in the thread that calls: `threads` has to be 0 or left out. */
  readonly recognizers?: readonly Recognizer[] | undefined;
  /** Most milliseconds that recognizers get for a line; what is not read by then is not let out. Default 5000. */
  readonly timeout?: number | undefined;
  /** How many lines recognizers have at a time, up to 256. Default 8. */
  readonly concurrency?: number | undefined;
}

/** How recognizers run; undefined where there are none. */
export interface RecognizingOptions extends RecognitionOptions {
  readonly concurrency: number;
}

const OF_RECOGNIZERS = ['timeout', 'concurrency'] as const satisfies (keyof BulkOptions)[];
const OPTIONS = [
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
  checkOptions(options, OPTIONS);
  const { policy, profile, messageKey, cwd, env } = options;
  const recognizing = readRecognizing(options);
  const { threads = recognizing === undefined ? defaultThreads() : 0 } = options;
  if (!isWhole(threads, 0, MOST_THREADS)) {
    throw wrongOption('options.threads', `a whole number from 0 to ${MOST_THREADS}`);
  }
  if (recognizing !== undefined && threads > 0) {
    throw wrongOption('options.threads', '0: recognizers are functions, and run in the thread that calls');
  }
  return { threads, recognizing, load: { policy, profile, messageKey, cwd, env } };
}

/** Recognizers and their time are checked where they are joined. */
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
  return { recognizers, timeout, concurrency };
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function defaultThreads(): number {
  const processors = availableParallelism();
  return processors === 1 ? 0 : Math.min(processors, MOST_THREADS);
}
