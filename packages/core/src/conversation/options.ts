import { resolveDetectors } from '../detectors/registry.js';
import { LogsieveError } from '../errors.js';

export interface ConversationOptions {
  /** Detectors and bundles by name, as in a policy; default `['default']`. */
  readonly detectors?: readonly string[] | undefined;
  /** The roles whose texts are redacted; default all of them. Messages without a role are always redacted. */
  readonly roles?: readonly string[] | undefined;
  /** Whether what was found once is removed where it is repeated; default true. */
  readonly echo?: boolean | undefined;
}

/** Options, checked. */
export interface ReadOptions {
  /** Ids of single detectors. */
  readonly ids: readonly string[];
  readonly roles: ReadonlySet<string> | undefined;
  readonly hasEcho: boolean;
}

/** Checks options. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) on what is unknown or of the wrong type. */
export function readOptions(options: ConversationOptions): ReadOptions {
  if (typeof options !== 'object' || options === null) throw wrong('options', 'give an object, or nothing');
  for (const name of Object.keys(options))
    if (!NAMES.has(name)) throw wrong(name, `there are ${[...NAMES].join(', ')}`);
  const { detectors = ['default'], roles, echo = true } = options;
  if (!isNames(detectors)) throw wrong('detectors', 'give an array of names');
  if (roles !== undefined && !isNames(roles)) throw wrong('roles', 'give an array of names');
  if (typeof echo !== 'boolean') throw wrong('echo', 'give true or false');
  const { ids, unknown } = resolveDetectors(detectors);
  if (unknown.length > 0) throw wrong('detectors', `there is no ${unknown.join(', ')}`);
  return { ids, roles: roles && new Set(roles), hasEcho: echo };
}

const NAMES: ReadonlySet<string> = new Set(['detectors', 'roles', 'echo']);

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function wrong(path: string, hint: string): LogsieveError {
  return new LogsieveError(
    'ERR_LOGSIEVE_OPTIONS',
    'an option of the conversation is unknown or of the wrong type',
    {
      path,
      hint,
    },
  );
}
