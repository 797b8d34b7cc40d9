import { resolveDetectors } from '../detectors/registry.js';
import { LogsieveError } from '../errors.js';
import { formatIssuePath, type Issue } from '../policy/issue.js';
import { readPolicy } from '../policy/parse.js';
import type { Definitions, PolicyDocument } from '../policy/policy.js';

export interface ConversationOptions {
  /** Detectors and bundles by name, as in a policy; default `['default']`. */
  readonly detectors?: readonly string[] | undefined;
  /** Detectors of one's own, as in a policy: to be named in `detectors`, or run by its bundles `default` and `all`. */
  readonly define?: Definitions | undefined;
  /** Findings less sure than this stay, 0 to 1, as in a policy; default 0: none does. */
  readonly confidence?: number | undefined;
  /** The roles whose texts are redacted; default all of them. Messages without a role are always redacted. */
  readonly roles?: readonly string[] | undefined;
  /** Whether what was found once is removed where it is repeated; default true. */
  readonly echo?: boolean | undefined;
}

/** Options, checked. */
export interface ReadOptions {
  /** Ids of single detectors. */
  readonly ids: readonly string[];
  readonly define: Definitions;
  readonly confidence: number;
  readonly roles: ReadonlySet<string> | undefined;
  readonly hasEcho: boolean;
}

/** Checks options. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) on what is unknown or of the wrong type. */
export function readOptions(options: ConversationOptions): ReadOptions {
  if (typeof options !== 'object' || options === null) throw wrong('options', 'give an object, or nothing');
  for (const name of Object.keys(options))
    if (!NAMES.has(name)) throw wrong(name, `there are ${[...NAMES].join(', ')}`);
  const { detectors = ['default'], define: written = {}, confidence = 0, roles, echo = true } = options;
  if (!isNames(detectors)) throw wrong('detectors', 'give an array of names');
  if (roles !== undefined && !isNames(roles)) throw wrong('roles', 'give an array of names');
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1))
    throw wrong('confidence', 'give a number from 0 to 1');
  if (typeof echo !== 'boolean') throw wrong('echo', 'give true or false');
  const define = readDefine(written);
  const { ids, unknown } = resolveDetectors(detectors, Object.keys(define));
  if (unknown.length > 0) throw wrong('detectors', `there is no ${unknown.join(', ')}`);
  return { ids, define, confidence, roles: roles && new Set(roles), hasEcho: echo };
}

const NAMES: ReadonlySet<string> = new Set(['detectors', 'define', 'confidence', 'roles', 'echo']);

/** Definitions are read as those of a policy are. */
function readDefine(define: unknown): Definitions {
  const issues: Issue[] = [];
  const policy = { logsieve: 1, extends: [], detectors: ['all'], define } as PolicyDocument;
  const read = readPolicy(policy, {}, (issue) => issues.push(issue));
  const [first] = issues;
  if (first !== undefined || read === undefined)
    throw wrong(formatIssuePath(first?.path ?? ['define']), first?.hint ?? 'give an object');
  return read.define;
}

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
