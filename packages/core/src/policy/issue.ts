import { type ErrorCode, LogsieveError } from '../errors.js';

/** A place in a policy's text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A fault found in a policy. */
export interface Issue {
  readonly code: ErrorCode;
  /** Lower-case fact. Never quotes a value of a record; may quote the policy. */
  readonly message: string;
  /** Where in the policy document, as segments: `['fields', 'req.url', 'query', 0]`. Empty for the whole. */
  readonly path: readonly (string | number)[];
  /** How to mend it. */
  readonly hint: string;
  /** The document: a file's path, a preset's name, or `policy` for an object given in code. */
  readonly source: string;
  /** Known only where the policy was given as text. */
  readonly position?: Position | undefined;
}

/** Takes issues as they are found, so that all are reported at once. */
export type Report = (issue: Issue) => void;

/**
 * Thrown when a policy cannot be used. Lists every issue, in its message too: a worker thread hands on nothing
 * else.
 */
export class PolicyError extends LogsieveError {
  override readonly name = 'PolicyError';
  /** Not enumerable: an uncaught error prints its message, which has them all. */
  declare readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const count = issues.length === 1 ? '1 issue' : `${issues.length} issues`;
    super('ERR_LOGSIEVE_POLICY', [`policy has ${count}:`, ...issues.map(formatIssue)].join('\n'));
    Object.defineProperty(this, 'issues', { value: issues });
  }
}

/** One issue on one line: place, fact, hint, code. */
export function formatIssue(issue: Issue): string {
  const at = issue.position === undefined ? '' : `:${issue.position.line}:${issue.position.column}`;
  const path = issue.path.length === 0 ? '' : ` ${formatIssuePath(issue.path)}:`;
  return `  ${issue.source}${at}${path} ${issue.message}; ${issue.hint} [${issue.code}]`;
}

/** `fields["req.url"].query[0]` for the segments of an issue's path. */
export function formatIssuePath(path: readonly (string | number)[]): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'string' && /^[A-Za-z_$][\w$]*$/.test(segment)) {
      text += text === '' ? segment : `.${segment}`;
    } else {
      text += `[${JSON.stringify(segment)}]`;
    }
  }
  return text;
}
