/** The policy that a verb redacts by. */
import type { Command } from 'commander';

export interface PolicyOptions {
  readonly policy?: string;
  readonly profile?: string;
  readonly messageKey?: string;
}

export function addPolicyOptions(command: Command): Command {
  return command
    .option('--policy <policy>', 'policy file or preset; default logsieve:base alone')
    .option('--profile <name>', 'profile of the policy')
    .option('--message-key <name>', 'member of a record that is its message; default msg');
}
