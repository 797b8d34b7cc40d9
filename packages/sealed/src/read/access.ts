/** The account that is kept of what was opened. */
import { LogsieveError } from '@logsieve/core';
import { wrongOption } from '@logsieve/core/node';
import type { SealedLog } from '../write/sealed-log.js';

/** Who opens something, and where that is kept. */
export interface Access {
  /** Why: goes into the access log. */
  readonly reason: string;
  /** Who: goes into the access log. */
  readonly who: string;
  /** A sealed log of its own, which gets a line before anything is opened. */
  readonly accessLog: SealedLog;
}

/** Throws `LogsieveError` where one of them is missing. */
export function checkAccess(access: Access): void {
  const missing = (['who', 'reason'] as const).filter(
    (name) => typeof access[name] !== 'string' || access[name].trim() === '',
  );
  if (missing.length === 2) throw wrongOption('options.who', 'who opens it, and reason: why');
  for (const name of missing) {
    throw wrongOption(`options.${name}`, name === 'who' ? 'who opens it' : 'why it is opened');
  }
  checkAccessLog(access.accessLog);
}

/**
 * Throws `LogsieveError` where it is no sealed log, or one that redacts: it would take each line, and keep nothing of it that
 * says who, and why.
 */
export function checkAccessLog(accessLog: unknown): void {
  const { write, flush, redacted } = (accessLog ?? {}) as Partial<SealedLog>;
  if (typeof write === 'function' && typeof flush === 'function' && redacted === true) return;
  throw wrongOption('options.accessLog', 'a sealed log, made with createSealedLog({ redacted: true, … })');
}

/** Adds a line, and forces it to the disk. Throws `LogsieveError` where that fails: nothing may be opened then. */
export function logAccess({ who, reason, accessLog }: Access, event: string, what: object): void {
  const entry = { level: 30, time: Date.now(), event, who, reason, ...what };
  const isWritten = accessLog.write(JSON.stringify(entry)) && accessLog.flush();
  if (!isWritten) throw refused('the access log does not take the access', 'see its counters');
}

export function refused(message: string, hint: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_SEALED_READ', message, { hint });
}
