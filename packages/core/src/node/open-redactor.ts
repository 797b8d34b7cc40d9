import { LogsieveError } from '../errors.js';
import type { Unlisted } from '../engine/explain.js';
import type { PolicyDocument } from '../policy/policy.js';
import { type Redactor, createRedactor } from '../redactor.js';
import { type LoadOptions, loadPolicy } from './load-policy.js';
import { checkOptions } from './options.js';

export interface OpenOptions extends LoadOptions {
  /** A file, a preset's name, or an object; without any, `logsieve:base` alone. */
  readonly policy?: string | PolicyDocument | undefined;
  /**
   * Tell each unlisted path once on stderr, with the rule that would keep it. For development. Default: whether
   * the environment variable LOGSIEVE_DISCOVER is `1`.
   */
  readonly discover?: boolean | undefined;
}

/**
 * What an adapter starts with: a redactor for the policy. Throws `PolicyError` with all issues of the policy, and
 * `LogsieveError` for options that it does not know and where `discover` is asked for in production.
 */
export function openRedactor(options: OpenOptions): Redactor {
  checkOptions(options, OPTIONS);
  const { policy, discover, ...load } = options;
  const { env = process.env } = load;
  const telling = discover ?? env['LOGSIEVE_DISCOVER'] === '1';
  if (telling && env['NODE_ENV'] === 'production') {
    throw new LogsieveError(
      'ERR_LOGSIEVE_DISCOVER_IN_PRODUCTION',
      'discover is on and NODE_ENV is production',
      {
        path: 'discover',
        hint: 'turn discover off, or unset LOGSIEVE_DISCOVER: it prints field names, and names can be data',
      },
    );
  }
  const compiled = loadPolicy(policy, load);
  return createRedactor(compiled, telling ? { onUnlisted: tell } : {});
}

const OPTIONS: readonly string[] = [
  'policy',
  'profile',
  'discover',
  'messageKey',
  'cwd',
  'env',
] satisfies (keyof OpenOptions)[];

/** One line on stderr. Names may hold anything: nothing in them may move a terminal's cursor. */
function tell({ path, type, rule }: Unlisted): void {
  const line = `logsieve: not listed: ${path} (${type}); to keep it: ${rule}`;
  try {
    process.stderr.write(`${line.replace(UNPRINTABLE, escapeUnit)}\n`);
  } catch {
    // A closed stderr is no reason to lose a record.
  }
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escapeUnit(unit: string): string {
  return `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`;
}
