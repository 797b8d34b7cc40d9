import { LogsieveError } from '@logsieve/core';
import { holdsPrivateKey } from '@logsieve/sealed';

/** Throws `LogsieveError`, which does not repeat it, where a private key is among the arguments: all who are on the machine see them. */
export function refusePrivateKeys(args: readonly string[]): void {
  if (!args.some(holdsPrivateKey)) return;
  throw new LogsieveError('ERR_LOGSIEVE_SEALED_KEY', 'a private key is among the arguments', {
    hint: 'others on this machine see them, and shells keep them: consider it known; give a file, or env:NAME',
  });
}
