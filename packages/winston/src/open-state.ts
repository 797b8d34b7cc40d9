import { LogsieveError, type Redactor } from '@logsieve/core';
import { type OpenOptions, openRedactor } from '@logsieve/core/node';
import type { Logform } from 'winston';
import { isObject, type Transform } from './host.js';
import type { State } from './state.js';

/** How a logger is to be protected. */
export interface LogsieveOptions {
  /** A policy document, or the path of one. Default: `logsieve:base` alone. */
  readonly policy?: OpenOptions['policy'];
  /** A profile of the policy, for all transports that `profiles` does not name. */
  readonly profile?: string | undefined;
  /**
   * Profiles of the policy by `name` of the transport: `{ console: 'console' }`. winston's own transports are
   * named `console`, `file` and `http` unless their options say otherwise. Counts for transports added later too.
   */
  readonly profiles?: Readonly<Record<string, string>> | undefined;
  /**
   * Makes the text of each record out of the redacted info, for all transports; a transport's own `format` runs
   * after it. Default: the record as one line of JSON.
   */
  readonly render?: Logform.Format | undefined;
  /** Tell each unlisted path once on stderr. Default: whether `LOGSIEVE_DISCOVER` is `1`. */
  readonly discover?: boolean | undefined;
}

/**
 * What protects one logger, or all loggers of a container. Throws `LogsieveError` for options it does not know, and
 * `PolicyError` with all issues of the policy.
 */
export function openState(options: LogsieveOptions): State {
  checkOptions(options);
  const { policy, profile, profiles = {}, render, discover } = options;
  const base = openRedactor({ policy, profile, discover, messageKey: 'message' });
  const byProfile = new Map<string | undefined, Redactor>([[profile, base]]);
  const byTransport = new Map<string, Redactor>();
  for (const [name, wanted] of Object.entries(profiles)) {
    // Paths are told of once, whatever the number of profiles.
    const redactor =
      byProfile.get(wanted) ??
      openRedactor({ policy, profile: wanted, discover: false, messageKey: 'message' });
    byProfile.set(wanted, redactor);
    byTransport.set(name, redactor);
  }
  return {
    base,
    byTransport,
    redactors: [...byProfile.values()],
    render: render as Transform | undefined,
    faults: { formatFaults: 0, sinkFaults: 0, dropped: 0 },
  };
}

const OPTIONS: readonly string[] = [
  'policy',
  'profile',
  'profiles',
  'render',
  'discover',
] satisfies (keyof LogsieveOptions)[];

function checkOptions(options: unknown): void {
  if (!isObject(options)) throw badOption('options', 'the options are not an object');
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw badOption(
      `options.${unknown}`,
      `the option ${unknown} is unknown`,
      `known options: ${OPTIONS.join(', ')}`,
    );
  }
  const { profiles, render } = options;
  if (profiles !== undefined && !isProfiles(profiles)) {
    throw badOption(
      'options.profiles',
      'profiles is not an object of strings',
      "write { console: 'console' }",
    );
  }
  if (render !== undefined && typeof (render as Transform | null)?.transform !== 'function') {
    throw badOption('options.render', 'render is not a format', 'pass what winston.format.printf(…) returns');
  }
}

function isProfiles(profiles: unknown): boolean {
  return isObject(profiles) && Object.values(profiles).every((profile) => typeof profile === 'string');
}

function badOption(path: string, message: string, hint?: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_OPTIONS', message, { path, hint });
}
