/** Who opens something, why, and the log that is kept of it. */
import { constants, userInfo } from 'node:os';
import { LogsieveError } from '@logsieve/core';
import { createSealedLog, type RecipientSource, type SealedLog } from '@logsieve/sealed';
import { type Command, Option } from 'commander';
import { recipientOption } from './keys.js';
import { inOptions, tell } from './tell.js';
import { required } from './verb.js';

export interface AccessOptions {
  readonly reason: string;
  readonly who: string;
  readonly accessDir: string;
  readonly accessState: string;
  readonly accessRecipient: readonly RecipientSource[];
}

/** The options of a verb that opens something. */
export function addAccessOptions(command: Command): Command {
  const folder = (flags: string, what: string, variable: string) =>
    required(new Option(flags, what).env(variable));
  return command
    .addOption(required(new Option('--reason <text>', 'why: goes into the access log')))
    .addOption(new Option('--who <name>', 'who: goes into the access log').default(user(), 'the user'))
    .addOption(folder('--access-dir <dir>', 'folder of the access log', 'LOGSIEVE_ACCESS_DIR'))
    .addOption(
      folder('--access-state <dir>', 'signing state of the access log, see enroll', 'LOGSIEVE_ACCESS_STATE'),
    )
    .addOption(
      recipientOption('--access-recipient <age1…>', 'who can read the access log').env(
        'LOGSIEVE_ACCESS_RECIPIENT',
      ),
    );
}

/**
 * Does work with an access log, which has its footer when the work is done, has failed, or was ended by a signal. Throws
 * `LogsieveError` where there is none to be had.
 */
export async function withAccess<T>(
  options: AccessOptions,
  work: (access: {
    readonly reason: string;
    readonly who: string;
    readonly accessLog: SealedLog;
  }) => Promise<T>,
): Promise<T> {
  const { reason, who } = options;
  const accessLog = openAccessLog(options);
  const unhandle = exitOnSignals();
  try {
    return await work({ reason, who, accessLog });
  } finally {
    unhandle();
    if (!accessLog.close()) tell('the access log has no footer: look at its disk');
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** An exit closes the log, as the end of a process by a signal does not. */
function exitOnSignals(): () => void {
  const exit = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  for (const signal of SIGNALS) process.on(signal, exit);
  return () => {
    for (const signal of SIGNALS) process.off(signal, exit);
  };
}

function openAccessLog({ accessDir, accessState, accessRecipient }: AccessOptions): SealedLog {
  try {
    return createSealedLog({
      ...{ dir: accessDir, stateDir: accessState, recipients: accessRecipient },
      redacted: true,
    });
  } catch (error) {
    if (!(error instanceof LogsieveError)) throw error;
    throw new LogsieveError(error.code, `no access log: ${inOptions(error.message, NAMES)}`);
  }
}

const NAMES = {
  'options.dir': '--access-dir',
  'options.stateDir': '--access-state',
  'options.recipients': '--access-recipient',
} as const;

/** Nobody has to have a name. */
function user(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
