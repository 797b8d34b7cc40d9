import { type Counters, LogsieveError } from '@logsieve/core';
import { checkOptions, type OpenOptions, openRedactor } from '@logsieve/core/node';
import type { BaseLogger } from 'pino';
import { type Host, symbolsOf } from './host.js';
import { protect } from './protect.js';
import { compiledRedactPatterns } from './redact-compiled.js';
import { redactPatterns } from './redact-paths.js';
import { selfCheck } from './self-check.js';
import { STATE, type State } from './state.js';

/** How a logger is to be protected. */
export interface LogsieveOptions {
  /** A policy document, or the path of one. Default: `logsieve:base` alone. */
  readonly policy?: OpenOptions['policy'];
  /** A profile of the policy. */
  readonly profile?: string | undefined;
  /** Tell each unlisted path once on stderr. Default: whether `LOGSIEVE_DISCOVER` is `1`. */
  readonly discover?: boolean | undefined;
}

/** Counts of a protected logger and of all loggers that share its root. */
export interface LoggerCounters extends Counters {
  /** Lines that were lost because the destination, or `hooks.streamWrite`, threw. */
  readonly sinkFaults: number;
}

/**
 * Protects a pino logger: from here on, it and its children write only what the policy allows. Gives back the
 * same logger. Throws `LogsieveError`, or `PolicyError` with all issues of the policy, and leaves the logger as
 * it was; once it returned, no call of the logger throws because of a record.
 *
 * @example
 * const log = logsieve(pino(), { policy: './logsieve.json' });
 */
export function logsieve<L extends BaseLogger>(logger: L, options: LogsieveOptions = {}): L {
  const host = logger as unknown as Host;
  const symbols = symbolsOf(logger);
  if (STATE in host) {
    throw new LogsieveError('ERR_LOGSIEVE_ALREADY_PROTECTED', 'the logger is already protected', {
      path: 'logger',
      hint: 'wrap a logger once, its root; children inherit it',
    });
  }
  if (!Object.isExtensible(logger)) {
    throw new LogsieveError('ERR_LOGSIEVE_UNSUPPORTED_LOGGER', 'the logger is sealed or frozen', {
      path: 'logger',
      hint: 'wrap it before it is frozen',
    });
  }
  checkOptions(options, OPTIONS);
  selfCheck(host, symbols);
  const messageKey = host[symbols.messageKey] as string;
  // A child keeps its redact option as it was given, a root only what pino made of it.
  const patterns =
    host.redact === undefined
      ? compiledRedactPatterns(host, symbols)
      : redactPatterns(host.redact, host[symbols.nestedKey] as string | null);
  const redactor = openRedactor({ ...options, messageKey });
  protect(host, symbols, patterns.length === 0 ? redactor : redactor.tighten(patterns));
  return logger;
}

/** Counts of what a protected logger let out and kept back. Throws `LogsieveError` for any other logger. */
export function counters(logger: BaseLogger): LoggerCounters {
  const state = (logger as unknown as Host)[STATE] as State | undefined;
  if (state === undefined) {
    throw new LogsieveError('ERR_LOGSIEVE_UNSUPPORTED_LOGGER', 'the logger is not protected', {
      path: 'logger',
      hint: 'pass what logsieve(…) returned, or a child of it',
    });
  }
  return { ...state.redactor.counters(), sinkFaults: state.shared.sinkFaults };
}

const OPTIONS: readonly string[] = ['policy', 'profile', 'discover'] satisfies (keyof LogsieveOptions)[];
