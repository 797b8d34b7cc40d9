/** The shape that every verb has. */
import { LogsieveError } from '@logsieve/core';
import type { Command, Option } from 'commander';
import type { ExitCode } from './exit-codes.js';

/** One verb: how it is called, and what it does. Verbs do not know each other. */
export interface Verb<Options extends object = object> {
  /** A new parser, with the help. */
  describe(): Command;
  /** Does it. Gives the exit code, or throws what is to be told as the reason for not doing it. */
  run(args: readonly string[], options: Options): ExitCode | Promise<ExitCode>;
}

/** Verbs of one thing, called behind its name. */
export interface VerbGroup {
  describe(): Command;
  readonly verbs: readonly Verb[];
}

export function isGroup(verb: Verb | VerbGroup): verb is VerbGroup {
  return 'verbs' in verb;
}

/** What stands below the options in the help of a verb. */
export function withExample(command: Command, example: string): Command {
  return command.addHelpText('after', `\nExample:\n  ${example.replaceAll('\n', '\n  ')}`);
}

/** Those of which commander is not told: it would name one that is missing in front of one that is misspelled. */
const REQUIRED = new WeakSet<Option>();

/** An option that a verb cannot do without. */
export function required(option: Option): Option {
  option.description += ' (required)';
  REQUIRED.add(option);
  return option;
}

/** Throws `LogsieveError` with all that are not given. */
export function checkRequired(command: Command): void {
  const missing = command.options.filter(
    (option) => REQUIRED.has(option) && command.getOptionValue(option.attributeName()) === undefined,
  );
  if (missing.length === 0) return;
  const names = missing.map(
    ({ long, envVar }) => `${long ?? ''}${envVar === undefined ? '' : ` or ${envVar}`}`,
  );
  throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', `not given: ${names.join(', ')}`, {
    hint: `logsieve ${command.name()} --help says what ${missing.length === 1 ? 'it is' : 'they are'}`,
  });
}
