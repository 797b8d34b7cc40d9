import { gunzipSync } from 'node:zlib';
import { createDecrypter, type Decrypter } from '@logsieve/age';
import { checkOptions, wrongOption } from '@logsieve/core/node';
import { type AsyncKeySource, awaitKeys } from '../key-sources/private.js';
import { parseRoot, type RootSource, rootText } from '../keys.js';
import { type Access, checkAccess, logAccess, refused } from './access.js';
import { startProgress } from './progress.js';
import { checkListener, isReadable, unreadable, verifySealed } from './verify.js';
import type { Frame } from './segment.js';
import { Fault, type Verification } from './verdict.js';
import { walkLog } from './walk.js';

export interface UnsealOptions extends Access {
  readonly dir: string;
  /** The public root key, or where that is kept. */
  readonly root: RootSource;
  /** `AGE-SECRET-KEY-1…`, or where that is kept, one or several. */
  readonly identity: AsyncKeySource | readonly AsyncKeySource[];
  /** As for `verifySealed`. */
  readonly writer?: string | undefined;
  readonly anchor?: string | undefined;
  readonly until?: Date | number | undefined;
  /** Gives what is signed in front of the first fault of a log that does not verify. Default: nothing of it. */
  readonly partial?: boolean | undefined;
  /** As for `verifySealed`: told of the bytes that are verified. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Told what verifying found, before the first line comes out or the log is refused. */
  readonly onVerified?: ((found: Verification) => void) | undefined;
}

/** No frame is larger when it is unpacked. */
const MAX_PLAIN_BYTES = 16 * 1024 * 1024;

/**
 * The lines of a log, in order, as they were sealed. The log is verified first; nothing comes out where anything but its
 * end is missing, unless `partial` asks for what is in front of that. A line is written to the access log, and forced to its disk, before the first line comes out.
 *
 * Rejects with `LogsieveError`: `ERR_LOGSIEVE_SEALED_READ` where the log does not verify or the access cannot be logged,
 * `ERR_LOGSIEVE_OPTIONS` without a reason; with `AgeError` where the identity does not open the log.
 *
 * @example
 * for await (const line of unseal({ dir: 'logs', root, identity, reason: 'case 4711', who: 'ada', accessLog })) use(line);
 */
export async function* unseal(options: UnsealOptions): AsyncGenerator<string, void, undefined> {
  const { dir, identity, writer, anchor, until, partial = false, onProgress } = checkUnseal(options);
  const text = rootText(options.root);
  const root = parseRoot(text);
  const decrypter = createDecrypter(await awaitKeys(identity, 'options.identity'));
  const verification = await verifySealed({ dir, root: text, writer, anchor, until, onProgress });
  options.onVerified?.(verification);
  const { writer: log, verdict, segments, signed } = verification;
  const isWhole = isReadable(verdict);
  if (!isWhole && !partial) throw refused(`the log is ${verdict}`, 'find out what verifySealed tells');
  // Behind the last signature anybody could have written, in front of a fault too.
  const lines = isWhole ? verification.lines : signed.lines;
  logAccess(options, 'unseal', { log, segments, lines, verdict });
  const progress = startProgress();
  try {
    for (const { frame } of walkLog(dir, root, progress)) {
      if (progress.position.lines > lines) return;
      if (frame !== undefined) yield* linesOf(frame, decrypter);
    }
  } catch (error) {
    if (!isWhole && error instanceof Fault) return;
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
    'partial',
    'onProgress',
    'onVerified',
  ]);
  checkListener(options.onVerified, 'options.onVerified');
  if (![undefined, true, false].includes(options.partial))
    throw wrongOption('options.partial', 'true or false');
  checkAccess(options);
  return options;
}
