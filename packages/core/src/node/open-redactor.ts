import { LogsieveError } from '../errors.js';
import type { Discovered } from '../engine/discovery.js';
import type { PolicyDocument } from '../policy/policy.js';
import { type Redactor, createRedactor } from '../redactor.js';
import type { Environment } from './keys.js';
import { type LoadOptions, loadPolicy } from './load-policy.js';
import { checkOptions } from './options.js';
import { tellStderr } from './stderr.js';

export interface OpenOptions extends LoadOptions {
  /** A file, a preset's name, or an object; without any, `logsieve:base` alone. */
  readonly policy?: string | PolicyDocument | undefined;
  /**
   * Tell each unlisted path once on stderr, with the rule that would keep it, and each path of which a rule lets
   * nothing out, with the reason. For development. Default: whether the environment variable LOGSIEVE_DISCOVER says so:
   * `1`, `true`, `yes` or `on`.
   */
  readonly discover?: boolean | undefined;
}

/**
 * A redactor for the policy. Throws `PolicyError` with all issues of the policy, and `LogsieveError` for options that
 * it does not know and where `discover` is asked for in production.
 */
export function openRedactor(options: OpenOptions): Redactor {
  checkOptions(options, OPTIONS);
  const { policy, discover, ...load } = options;
  const telling = isDiscovering(discover, load.env);
  return createRedactor(loadPolicy(policy, load), telling ? { onDiscovered: tellDiscovered } : {});
}

const OPTIONS: readonly string[] = [
  'policy',
  'profile',
  'discover',
  'messageKey',
  'cwd',
  'env',
] satisfies (keyof OpenOptions)[];

/** Whether unlisted paths are to be told. Throws `LogsieveError` where they are in production. */
export function isDiscovering(discover: boolean | undefined, env: Environment = process.env): boolean {
  const telling = discover ?? isOn(env['LOGSIEVE_DISCOVER']);
  if (!telling || env['NODE_ENV'] !== 'production') return telling;
  throw new LogsieveError(
    'ERR_LOGSIEVE_DISCOVER_IN_PRODUCTION',
    'discover is on and NODE_ENV is production',
    {
      path: 'discover',
      hint: 'turn discover off, or unset LOGSIEVE_DISCOVER: it prints field names, and names can be data',
    },
  );
}

/** What people write for yes. Something that is neither yes nor no is told: silence would look like a clean log. */
function isOn(variable = ''): boolean {
  const word = variable.trim().toLowerCase();
  if (ON.has(word)) return true;
  if (!OFF.has(word))
    tellStderr('LOGSIEVE_DISCOVER is not understood, so discover is off: set it to 1, or unset it');
  return false;
}

const ON: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'on']);
const OFF: ReadonlySet<string> = new Set(['', '0', 'false', 'no', 'off']);

/** One line on stderr: names may hold anything. */
export function tellDiscovered({ path, type, outcome, advice }: Discovered): void {
  const what = outcome === 'unlisted' ? 'not listed' : 'removed';
  tellStderr(`${what}: ${path} (${type}); ${advice}`.replaceAll('\n', '\\u{a}'));
}
