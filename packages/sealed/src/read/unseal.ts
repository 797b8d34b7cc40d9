import { gunzipSync } from 'node:zlib';
import { createDecrypter, type Decrypter } from '@logsieve/age';
import type { LogsieveError } from '@logsieve/core';
import { checkOptions, wrongOption } from '@logsieve/core/node';
import type { Verifier } from '../format/note.js';
import { type AsyncKeySource, awaitKeys } from '../key-sources/private.js';
import { parseRoot, type RootSource, rootText } from '../keys.js';
import { type Access, checkAccess, logAccess, refused } from './access.js';
import { startProgress } from './progress.js';
import { checkListener, isReadable, unreadable, verifyToRead } from './verify.js';
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
 * Rejects with `LogsieveError`: `ERR_LOGSIEVE_SEALED_READ` where the log does not verify or the access cannot be logged, and
 * behind some lines where it is another one by then; `ERR_LOGSIEVE_OPTIONS` without a reason; with `AgeError` where the identity does not open the log.
 *
 * @example
 * for await (const line of unseal({ dir: 'logs', root, identity, reason: 'case 4711', who: 'ada', accessLog })) use(line);
 */
export async function* unseal(options: UnsealOptions): AsyncGenerator<string, void, undefined> {
  const { dir, identity, writer, anchor, until, partial = false, onProgress } = checkUnseal(options);
  const text = rootText(options.root);
  const root = parseRoot(text);
  const decrypter = createDecrypter(await awaitKeys(identity, 'options.identity'));
  const verified = await verifyToRead({ dir, root: text, writer, anchor, until, onProgress });
  const { found } = verified;
  options.onVerified?.(found);
  const { writer: log, verdict, segments } = found;
  const isWhole = isReadable(verdict);
  if (!isWhole && !partial) throw refused(`the log is ${verdict}`, 'find out what verifySealed tells');
  // Behind the last signature anybody could have written, in front of a fault too.
  const lines = isWhole ? found.lines : found.signed.lines;
  logAccess(options, 'unseal', { log, segments, lines, verdict });
  const known = { writer: log, lines, chain: isWhole ? verified.chain : verified.signedChain };
  for (const frame of framesOf(dir, root, known)) yield* linesOf(frame, decrypter);
}

interface Known {
  readonly writer: string | undefined;
  /** So many lines of the log are to be read, and the chain is to be this one then. */
  readonly lines: number;
  readonly chain: Buffer;
}

/** Throws `LogsieveError` once it shows that the log is not the one that was verified. */
function* framesOf(dir: string, root: Verifier, { writer, lines, chain }: Known): Generator<Frame> {
  const progress = startProgress();
  try {
    for (const { frame } of walkLog(dir, root, progress)) {
      const { position } = progress;
      if (position.lines > lines) return;
      const isOther = position.lines === lines && !position.chain.equals(chain);
      if (isOther || (progress.writer ?? writer) !== writer) throw changed();
      if (frame !== undefined) yield frame;
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw unreadable(error);
    // In front of the fault that it had there may be no line more than these.
  }
  if (progress.position.lines < lines) throw changed();
}

function changed(): LogsieveError {
  return refused(
    'the log is not the one any more that was verified',
    'take what came out for nothing, and look who changes it',
  );
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
