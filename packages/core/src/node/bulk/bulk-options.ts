import { availableParallelism } from 'node:os';
import type { PolicyDocument } from '../../policy/policy.js';
import type { LoadOptions } from '../load-policy.js';
import { checkOptions, wrongOption } from '../options.js';

/** What `redactStream` and `redactFile` redact by, and with how many threads. */
export interface BulkOptions extends LoadOptions {
  /** A file, a preset's name, or an object; without any, `logsieve:base` alone. Read once, when it begins. */
  readonly policy?: string | PolicyDocument | undefined;
  /**
   * How many worker threads redact, up to 64; 0 leaves it to the thread that calls. Default: as many as there are
   * processors for this process, 0 where there is only one.
   */
  readonly threads?: number | undefined;
}

const OPTIONS = ['policy', 'threads', 'profile', 'messageKey', 'cwd', 'env'] satisfies (keyof BulkOptions)[];
const MOST_THREADS = 64;

/** The number of threads, and what else the options say, checked. Throws `LogsieveError`. */
export function readBulkOptions(
  options: BulkOptions,
  further: readonly string[] = [],
): { readonly threads: number; readonly load: Omit<BulkOptions, 'threads'> } {
  checkOptions(options, [...OPTIONS, ...further]);
  const { policy, profile, messageKey, cwd, env } = options;
  const { threads = defaultThreads() } = options;
  if (!Number.isInteger(threads) || threads < 0 || threads > MOST_THREADS) {
    throw wrongOption('options.threads', `a whole number from 0 to ${MOST_THREADS}`);
  }
  return { threads, load: { policy, profile, messageKey, cwd, env } };
}

function defaultThreads(): number {
  const processors = availableParallelism();
  return processors === 1 ? 0 : Math.min(processors, MOST_THREADS);
}
