import { type Counters, LogsieveError, type Redactor } from '@logsieve/core';
import {
  checkOptions,
  type OpenOptions,
  openPolicy,
  type OpenPolicy,
  type Reload,
  type ReloadCounters,
} from '@logsieve/core/node';
import type { BaseLogger } from 'pino';
import { type Host, symbolsOf } from './host.js';
import { lossesOf } from './outflow.js';
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
  /**
   * Tell each path that no rule lists, or of which its rule lets nothing out, once on stderr. Default: whether
   * `LOGSIEVE_DISCOVER` is `1`, `true`, `yes` or `on`.
   */
  readonly discover?: boolean | undefined;
  /**
   * Load the policy anew whenever its file, or one that it reads, changes; a bad one is told on stderr, and the last
   * good one stays. Default `false`.
   */
  readonly watch?: boolean | undefined;
}

/** Counts of a protected logger and of all loggers that share its root. */
export interface LoggerCounters extends Counters, ReloadCounters {
  /**
   * Faults of the destination: lines lost because it, or `hooks.streamWrite`, threw, and errors that it told of. One
   * that failed may yet write what it holds.
   */
  readonly sinkFaults: number;
  /** Lines that the destination was not given because it is closed or does not keep up, or that it dropped. */
  readonly dropped: number;
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
  const { profile, ...policyOptions } = options;
  const policy = openPolicy({ ...policyOptions, profiles: [profile], messageKey });
  const [redactor] = policy.redactors as [Redactor];
  protect(host, symbols, patterns.length === 0 ? redactor : redactor.tighten(patterns), policy);
  return logger;
}

/**
 * Loads the policy of a protected logger anew, from the same file or object, with all that it extends and its keys,
 * for the root and all its children. Synchronous. Where the new one has issues, the policy in force stays: that is
 * counted, told once on stderr, and given back. Throws `LogsieveError` for a logger that is not protected.
 *
 * @example
 * process.on('SIGHUP', () => reload(log));
 */
export function reload(logger: BaseLogger): Reload {
  return policyOf(logger).reload();
}

/** Stops watching the files of the policy. Throws `LogsieveError` for a logger that is not protected. */
export function unwatch(logger: BaseLogger): void {
  policyOf(logger).close();
}

/** Counts of what a protected logger let out and kept back. Throws `LogsieveError` for any other logger. */
export function counters(logger: BaseLogger): LoggerCounters {
  const { redactor, shared } = protectedState(logger);
  const { faults, dropped } = lossesOf(shared.outflow);
  return {
    ...redactor.counters(),
    sinkFaults: shared.sinkFaults + faults,
    dropped,
    ...policyOf(logger).counters(),
  };
}

function policyOf(logger: BaseLogger): OpenPolicy {
  return protectedState(logger).shared.policy as OpenPolicy;
}

function protectedState(logger: BaseLogger): State {
  const state = (logger as unknown as Host | null | undefined)?.[STATE] as State | undefined;
  if (state !== undefined) return state;
  throw new LogsieveError('ERR_LOGSIEVE_UNSUPPORTED_LOGGER', 'the logger is not protected', {
    path: 'logger',
    hint: 'pass what logsieve(…) returned, or a child of it',
  });
}

const OPTIONS: readonly string[] = [
  'policy',
  'profile',
  'discover',
  'watch',
] satisfies (keyof LogsieveOptions)[];
