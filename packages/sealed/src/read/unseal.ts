import { gunzipSync } from 'node:zlib';
import { createDecrypter, type Decrypter } from '@logsieve/age';
import { LogsieveError } from '@logsieve/core';
import { checkOptions, wrongOption } from '@logsieve/core/node';
import { parseRoot } from '../keys.js';
import type { SealedLog } from '../write/sealed-log.js';
import { startProgress } from './progress.js';
import type { Verification } from './verdict.js';
import { isReadable, unreadable, verifySealed } from './verify.js';
import { type Frame, walkLog } from './walk.js';

export interface UnsealOptions {
  readonly dir: string;
  /** The public root key. */
  readonly root: string;
  /** `AGE-SECRET-KEY-1…`, one or several. */
  readonly identity: string | readonly string[];
  /** Why: goes into the access log. */
  readonly reason: string;
  /** Who: goes into the access log. */
  readonly who: string;
  /** A sealed log of its own, which gets a line before anything is opened. */
  readonly accessLog: SealedLog;
  /** As for `verifySealed`. */
  readonly writer?: string | undefined;
  readonly anchor?: string | undefined;
  readonly until?: Date | number | undefined;
}

/** No frame is larger when it is unpacked. */
const MAX_PLAIN_BYTES = 16 * 1024 * 1024;

/**
 * The lines of a log, in order, as they were sealed. The log is verified first; nothing comes out where anything but its
 * end is missing. A line is written to the access log, and forced to its disk, before the first line comes out.
 *
 * Rejects with `LogsieveError`: `ERR_LOGSIEVE_SEALED_READ` where the log does not verify or the access cannot be logged,
 * `ERR_LOGSIEVE_OPTIONS` without a reason; with `AgeError` where the identity does not open the log.
 *
 * @example
 * for await (const line of unseal({ dir: 'logs', root, identity, reason: 'case 4711', who: 'ada', accessLog })) use(line);
 */
export async function* unseal(options: UnsealOptions): AsyncGenerator<string, void, undefined> {
  const { dir, identity, writer, anchor, until } = checkUnseal(options);
  const root = parseRoot(options.root);
  const decrypter = createDecrypter(typeof identity === 'string' ? [identity] : identity);
  const verification = await verifySealed({ dir, root: options.root, writer, anchor, until });
  if (!isReadable(verification.verdict))
    throw refused(`the log is ${verification.verdict}`, 'find out what verifySealed tells');
  logAccess(options, verification);
  const progress = startProgress();
  try {
    for (const { frame } of walkLog(dir, root, progress)) {
      if (progress.position.lines > verification.lines) return;
      if (frame !== undefined) yield* linesOf(frame, decrypter);
    }
  } catch (error) {
    throw unreadable(error);
  }
}

/** The lines of one frame. */
function linesOf({ frame, header }: Frame, decrypter: Decrypter): readonly string[] {
  const packed = decrypter.decrypt(frame.ct);
  const plain =
    header.compression === 'gzip' ? gunzipSync(packed, { maxOutputLength: MAX_PLAIN_BYTES }) : packed;
  return plain.toString().split('\n').slice(0, -1);
}

function logAccess(
  { who, reason, accessLog }: UnsealOptions,
  { writer, verdict, segments, lines }: Verification,
): void {
  const entry = {
    level: 30,
    time: Date.now(),
    event: 'unseal',
    who,
    reason,
    log: writer,
    segments,
    lines,
    verdict,
  };
  const isWritten = accessLog.write(JSON.stringify(entry)) && accessLog.flush();
  if (!isWritten) throw refused('the access log does not take the access', 'see its counters');
}

function checkUnseal(options: UnsealOptions): UnsealOptions {
  checkOptions(options, [
    'dir',
    'root',
    'identity',
    'reason',
    'who',
    'accessLog',
    'writer',
    'anchor',
    'until',
  ]);
  for (const name of ['reason', 'who'] as const) {
    if (typeof options[name] !== 'string' || options[name].trim() === '') {
      throw wrongOption(`options.${name}`, name === 'who' ? 'who opens the log' : 'why the log is opened');
    }
  }
  if (typeof (options.accessLog as Partial<SealedLog> | undefined)?.flush !== 'function') {
    throw wrongOption('options.accessLog', 'a sealed log, made with createSealedLog({ redacted: true, … })');
  }
  return options;
}

function refused(message: string, hint: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_SEALED_READ', message, { hint });
}
