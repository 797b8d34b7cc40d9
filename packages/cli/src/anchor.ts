/** The file that notes go to. */
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { LogsieveError } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_WRONLY } = constants;
/** As a sealed log opens it for each note: no link, and no pipe that nobody reads. */
const TO_ADD = O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK;

/** Throws `LogsieveError` where it cannot be written. One that was not there is not there afterwards. */
export function checkAnchor(path: string): void {
  try {
    if (!isThere(path)) {
      closeSync(openSync(path, TO_ADD | O_CREAT | O_EXCL, 0o600));
      unlinkSync(path);
    }
  } catch (error) {
    throw new LogsieveError(
      'ERR_LOGSIEVE_COMMAND',
      `--anchor cannot be written (${systemCode(error) ?? 'unknown'})`,
      { hint: 'give a file, in a folder that is there, which you may write' },
    );
  }
}

function isThere(path: string): boolean {
  try {
    closeSync(openSync(path, TO_ADD));
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
