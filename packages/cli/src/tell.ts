/** What the command says on stderr. Never a stack, never a value of a record. */
import { AgeError } from '@logsieve/age';
import { type Issue, LogsieveError, PolicyError } from '@logsieve/core';
import { systemCode, tellStderr } from '@logsieve/core/node';
import { inOneLine } from './output.js';
import { formatIssuePlace } from './place-in-policy.js';

/** One line, or some: controls are spelled out. */
export function tell(text: string): void {
  tellStderr(text);
}

/** What went wrong, how to mend it, and the code that `docs/errors.md` has. */
export function tellFault(error: unknown): void {
  tell(formatFault(error));
}

/** As `tellFault`, of one thing among others. */
export function tellFaultOf(name: string, error: unknown): void {
  tell(`${inOneLine(name)}: ${formatFault(error)}`);
}

function formatFault(error: unknown): string {
  if (error instanceof PolicyError) return formatIssues(error.issues);
  if (error instanceof LogsieveError || error instanceof AgeError)
    return `${inOptions(error.message, OPTIONS)} [${error.code}]`;
  // The message of any other error may hold anything.
  return `failed (${systemCode(error) ?? 'unknown'}) [ERR_LOGSIEVE_COMMAND]`;
}

/** The names in them are those of the policy, whatever the library calls its options. Each has a code. */
function formatIssues(issues: readonly Issue[]): string {
  const count = issues.length === 1 ? '1 issue' : `${issues.length} issues`;
  return [`policy has ${count}:`, ...issues.map(formatIssue)].join('\n');
}

function formatIssue(issue: Issue): string {
  const { message, hint, code } = issue;
  return `  ${formatIssuePlace(issue)}: ${inOneLine(message)}; ${inOneLine(hint)} [${code}]`;
}

/** What the library calls options, by what the command does. */
const OPTIONS = {
  'options.recipients': '--recipient',
  'options.identity': '--identity',
  'options.rootKey': '--root-key',
  'options.root': '--root',
  'options.stateDir': '--state',
  'options.dir': 'the folder of the log',
  'options.policy': '--policy',
  'options.profile': '--profile',
  'options.threads': '--threads',
  'options.anchor': '--anchor',
  'options.writer': '--writer',
  'options.who': '--who',
  'options.reason': '--reason',
  'options.epochLength': '--epoch',
  'options.retain.ms': '--retain-age',
  'options.retain.bytes': '--retain-size',
  'options.rotate.ms': '--rotate-age',
  'options.rotate.bytes': '--rotate-size',
} as const;

/** What the library calls its functions, and how the command does the same. */
const CALLS = {
  'enrollWriter({ stateDir, rootKey })': 'logsieve enroll',
  'readAnchor(path)': '--anchor of seal',
  verifySealed: 'logsieve verify',
  stateDir: 'state',
} as const;

/** The text with the names of a library's options and functions put into those of the command. */
export function inOptions(text: string, names: Readonly<Record<string, string>>): string {
  const renamed = text.replace(OPTION, (whole, name: string, index = '0') => {
    const option = names[name];
    if (option === undefined) return whole;
    // The second recipient of several, but not the first of one.
    return index === '0' ? option : `${option} ${Number(index) + 1}`;
  });
  return Object.entries(CALLS).reduce((told, [call, verb]) => told.replaceAll(call, verb), renamed);
}

/** With what may follow: which of several, and where it is kept. */
const OPTION = /\b(options\.\w+(?:\.(?:ms|bytes)\b)?)(?:\[(\d+)\])?(?:\.(?:file|env)\b)?/g;
