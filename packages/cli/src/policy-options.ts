/** The policy that a verb redacts by. */
import { type Command, InvalidArgumentError, Option } from 'commander';

export interface PolicyOptions {
  readonly policy?: string;
  readonly profile?: string;
  readonly messageKey?: string;
}

export function addPolicyOptions(command: Command): Command {
  return command
    .option('--policy <policy>', 'policy file or preset; default logsieve:base alone')
    .option('--profile <name>', 'profile of the policy')
    .addOption(messageKeyOption());
}

export const messageKeyOption = () =>
  new Option('--message-key <name>', 'member of a record that is its message; default msg').argParser(
    parseName,
  );

function parseName(text: string): string {
  if (text === '') throw new InvalidArgumentError('Give the name of a member.');
  return text;
}
