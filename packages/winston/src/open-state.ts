import type { Redactor } from '@logsieve/core';
import { checkOptions, type OpenOptions, openPolicy, wrongOption } from '@logsieve/core/node';
import winston, { type Logform } from 'winston';
import { isBareJson, learnJson } from './bare-json.js';
import { createFaults } from './faults.js';
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

/**
 * What protects one logger, or all loggers of a container. Throws `LogsieveError` for options it does not know, and
 * `PolicyError` with all issues of the policy. `known` names the options of the caller.
 */
export function openState(options: LogsieveOptions, known = OPTIONS): State {
  checkOwn(checkOptions(options, known));
  const { policy, profile, profiles = {}, render, discover, watch } = options;
  const named = [...new Set([profile, ...Object.values(profiles)])];
  const open = openPolicy({ policy, profiles: named, discover, watch, messageKey: 'message' });
  const { redactors } = open;
  const byProfile = new Map(named.map((name, index) => [name, redactors[index] as Redactor]));
  return {
    base: byProfile.get(profile) as Redactor,
    byTransport: new Map(
      Object.entries(profiles).map(([name, wanted]) => [name, byProfile.get(wanted) as Redactor]),
    ),
    redactors,
    render: rendererOf(render as Transform | undefined),
    hasRender: render !== undefined,
    faults: createFaults(),
    policy: open,
  };
}

/** `json()` makes of a record what it is anyway. */
function rendererOf(render: Transform | undefined): Transform | undefined {
  if (render === undefined) return undefined;
  learnJson(winston.format.json() as unknown as Transform);
  return isBareJson(render) ? undefined : render;
}

const OPTIONS: readonly string[] = [
  'policy',
  'profile',
  'profiles',
  'render',
  'discover',
  'watch',
] satisfies (keyof LogsieveOptions)[];

function checkOwn({ profiles, render }: Readonly<Record<string, unknown>>): void {
  if (profiles !== undefined && !isProfiles(profiles)) {
    throw wrongOption('options.profiles', "an object of strings, such as { console: 'console' }");
  }
  if (render !== undefined && typeof (render as Transform | null)?.transform !== 'function') {
    throw wrongOption('options.render', 'a format, such as winston.format.printf(…) returns');
  }
}

function isProfiles(profiles: unknown): boolean {
  if (!isObject(profiles) || Array.isArray(profiles)) return false;
  return Object.values(profiles).every((profile) => typeof profile === 'string');
}
