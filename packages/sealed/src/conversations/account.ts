/** The account that is kept of who reads a store, and why. */
import { LogsieveError } from '@logsieve/core';
import type { AsyncKeySource } from '../key-sources/private.js';
import { checkAccess, logAccess } from '../read/access.js';
import type { SealedLog } from '../write/sealed-log.js';

/** What opens a conversation. */
export interface ReaderKey {
  /** `AGE-SECRET-KEY-1…`, or where that is kept, one or several. */
  readonly identity: AsyncKeySource | readonly AsyncKeySource[];
  /** Who, for the access log: where the store has one, and nowhere else. */
  readonly who?: string | undefined;
  /** Why, likewise. */
  readonly reason?: string | undefined;
}

/** Adds a line to the access log, and forces it to the disk. Throws `LogsieveError` where that fails: nothing may be opened then. */
export type Account = (event: string, what: object) => void;

/**
 * The account of one who reads. Throws `LogsieveError` where there is an access log and no who or reason, or one of them
 * and no access log.
 */
export function accountOf(key: unknown, accessLog: SealedLog | undefined): Account {
  const { who, reason } = (key ?? {}) as Readonly<Record<string, unknown>>;
  if (accessLog === undefined) {
    if (who !== undefined || reason !== undefined) throw noAccount();
    return () => undefined;
  }
  const access = { who: who as string, reason: reason as string, accessLog };
  checkAccess(access);
  return (event, what) => {
    logAccess(access, event, what);
  };
}

function noAccount(): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the store keeps no account of who reads', {
    path: 'options.accessLog',
    hint: 'give createConversationStore an accessLog, or leave who and reason out',
  });
}
