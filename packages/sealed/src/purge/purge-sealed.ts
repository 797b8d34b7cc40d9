import { checkOptions, wrongOption } from '@logsieve/core/node';
import { takeLock } from '../state/lock.js';
import { loadMark } from '../state/mark.js';
import { loadState } from '../state/state.js';
import { refuseOtherLog, withFolders } from '../write/folders.js';
import { findLogEnd } from '../write/log-end.js';
import { createSigner } from '../write/signer.js';
import { countDue, purge } from './purge.js';

export interface PurgeOptions {
  /** The folder of the log. */
  readonly dir: string;
  /** The folder of its writer's signing state. */
  readonly stateDir: string;
  /** Deletes nothing, and tells how many would go. Default `false`. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Deletes the segments of a log that are due by the retention that their headers say, for a signed tombstone each, while its
 * writer does not run: one that does deletes them itself, whenever it opens a segment. The last segment stays.
 *
 * Returns how many went; with `dryRun`, how many would. Throws `LogsieveError` where an option is wrong, the writer runs, the
 * signing state is missing, or the folder cannot be written.
 *
 * @example
 * const { purged } = purgeSealed({ dir: 'logs', stateDir: '/var/lib/app/seal' });
 */
export function purgeSealed(options: PurgeOptions): { readonly purged: number } {
  checkOptions(options, ['dir', 'stateDir', 'dryRun']);
  const { dir, stateDir, dryRun = false } = options;
  if (typeof dir !== 'string') throw wrongOption('options.dir', 'the path of a folder');
  if (typeof stateDir !== 'string') throw wrongOption('options.stateDir', 'the path of a folder');
  if (typeof dryRun !== 'boolean') throw wrongOption('options.dryRun', 'true or false');
  return withFolders(() => purgeFolders({ dir, stateDir, dryRun }));
}

function purgeFolders({ dir, stateDir, dryRun }: Required<PurgeOptions>): { readonly purged: number } {
  // First, for what it says where there is none; again when no writer can change it.
  loadState(stateDir);
  const lock = takeLock(stateDir);
  try {
    const state = loadState(stateDir);
    refuseOtherLog({ dir, stateDir }, state.writer);
    const end = findLogEnd(dir, loadMark(stateDir));
    const time = Math.max(Date.now(), end.position.time);
    if (dryRun) return { purged: countDue(dir, time) };
    const signer = createSigner(stateDir, state);
    signer.settle(end.epoch);
    return { purged: purge({ dir, signer, time }) };
  } finally {
    lock.release();
  }
}
