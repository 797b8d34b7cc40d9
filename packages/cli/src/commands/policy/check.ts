import { type Issue, PolicyError } from '@logsieve/core';
import { type LoadOptions, loadPolicy } from '@logsieve/core/node';
import { Command } from 'commander';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { inOneLine, write } from '../../output.js';
import { formatIssuePlace } from '../../place-in-policy.js';
import { keysFrom, standInOption } from '../../stand-in-keys.js';
import { type Verb, withExample } from '../../verb.js';

interface CheckOptions {
  readonly standInKeys?: boolean;
  readonly json?: boolean;
}

/** Says what is wrong with policies, all of it. */
export const check: Verb<CheckOptions> = { describe, run };

function describe(): Command {
  const command = new Command('check')
    .description('Say what is wrong with policies: each issue with its place, its code, and how to mend it.')
    .argument('<file...>', 'policy files, or names of presets')
    .addOption(standInOption())
    .option('--json', 'all that was found, on one line');
  return withExample(command, 'logsieve policy check logsieve.json');
}

async function run(
  files: readonly string[],
  { standInKeys = false, json = false }: CheckOptions,
): Promise<ExitCode> {
  const env = keysFrom(standInKeys);
  const found = files.map((file) => ({ file, issues: issuesOf(file, { env }) }));
  const text = found.map(({ file, issues }) => format(file, issues)).join('');
  await write(json ? `${JSON.stringify(found, MEMBERS)}\n` : text);
  return found.every(({ issues }) => issues.length === 0) ? EXIT.done : EXIT.refused;
}

/** Those of what is found, in this order. */
const MEMBERS = [
  ...['file', 'issues', 'code', 'message', 'hint'],
  ...['source', 'position', 'line', 'column', 'path'],
];

/** Those of its profiles too, each once. */
function issuesOf(file: string, options: LoadOptions): readonly Issue[] {
  const issues = new Map<string, Issue>();
  const load = (profile?: string) => {
    try {
      return loadPolicy(file, { ...options, profile }).policy;
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      for (const issue of error.issues) issues.set(JSON.stringify(issue), issue);
      return undefined;
    }
  };
  for (const profile of Object.keys(load()?.profiles ?? {})) load(profile);
  return [...issues.values()];
}

function format(file: string, issues: readonly Issue[]): string {
  if (issues.length === 0) return `${inOneLine(file)}: no issues\n`;
  return issues.map((issue) => `${formatBlock(issue)}\n\n`).join('');
}

function formatBlock(issue: Issue): string {
  return [
    formatIssuePlace(issue),
    `  ${inOneLine(issue.message)}`,
    `  hint: ${inOneLine(issue.hint)}`,
    `  code: ${issue.code}`,
  ].join('\n');
}
