import { statSync } from 'node:fs';
import { createDecrypter } from '@logsieve/age';
import { checkOptions, systemCode, wrongOption } from '@logsieve/core/node';
import { readEnd, readHeader } from '../format/segment-ends.js';
import { listSegments, type SegmentFile } from '../format/segment-files.js';
import { readManifest } from '../format/tombstones.js';
import { type AsyncKeySource, awaitKey, awaitKeys } from '../key-sources/private.js';
import { recipientsOf, type RecipientSource } from '../key-sources/recipients.js';
import { parseRootKey, rootOf } from '../keys.js';
import { type Access, checkAccess, logAccess, refused } from '../read/access.js';
import type { Verification } from '../read/verdict.js';
import { checkListener, isReadable, verifySealed } from '../read/verify.js';
import { folderFault } from '../write/folders.js';
import { createReplacer, removeLeftovers } from './replace.js';
import { rewrapSegment } from './rewrap-segment.js';

export interface RekeyOptions extends Access {
  /** The folder of the log. */
  readonly dir: string;
  /** The private root key: readers take what became of a segment from nobody else. It is not kept. */
  readonly rootKey: AsyncKeySource;
  /** `AGE-SECRET-KEY-1…`, or where that is kept, one or several, which open the log as it is. */
  readonly identity: AsyncKeySource | readonly AsyncKeySource[];
  /** Who is to read the log from now on: `age1…`, or where that is kept. Nobody else. */
  readonly recipients: readonly RecipientSource[];
  /** As for `verifySealed`. */
  readonly writer?: string | undefined;
  readonly anchor?: string | undefined;
  readonly until?: Date | number | undefined;
  /** Told of the bytes that are done, now and then: those that are verified, and then, added to them, those wrapped anew. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Told what verifying found, before anything is done or the log is refused. */
  readonly onVerified?: ((found: Verification) => void) | undefined;
}

/** What became of the segments of a log. */
export interface Rekeyed {
  /** Wrapped anew. */
  readonly rekeyed: number;
  /** They were for these recipients already, hold no frame, or were deleted meanwhile. */
  readonly kept: number;
  /** 1 where the last segment has no footer, and is left: its writer may be at work. */
  readonly open: number;
}

/**
 * Wraps what is in a log anew, so that other recipients can open it and the ones before cannot: the file key of each frame
 * is wrapped for them, and a statement that the root key signs says which header stands in the place of which. Payloads,
 * chain, notes and signatures stay, and verify as before. Each segment is replaced at once: whoever looks, or a kill, finds
 * the old one or the new one. The log is verified first, and a line is written to the access log, and forced to its disk,
 * before anything is opened. The writer may be at work meanwhile: the segment that it writes is left.
 *
 * Rejects with `LogsieveError`: `ERR_LOGSIEVE_OPTIONS` where an option is wrong, `ERR_LOGSIEVE_SEALED_READ` where the log
 * does not verify or the access cannot be logged, `ERR_LOGSIEVE_SEALED_DIR` where the folder cannot be written; with `AgeError` where the
 * identity does not open a frame. Segments that were replaced before stay replaced, and are passed over the next time.
 *
 * @example
 * await rekeySealed({ dir: 'logs', rootKey, identity, recipients: ['age1…'], who: 'ada', reason: 'bob left', accessLog });
 */
export async function rekeySealed(options: RekeyOptions): Promise<Rekeyed> {
  const { dir, writer, anchor, until, onProgress } = checkRekeyOptions(options);
  const recipients = recipientsOf(options.recipients, 'options.recipients');
  const identities = await awaitKeys(options.identity, 'options.identity');
  const rootKey = await awaitKey(options.rootKey, 'options.rootKey');
  const root = parseRootKey(rootKey);
  // For what it says where one is none.
  createDecrypter(identities);
  const found = await verifySealed({ dir, root: rootOf(rootKey), writer, anchor, until, onProgress });
  options.onVerified?.(found);
  const { verdict, writer: log, segments, lines } = found;
  if (!isReadable(verdict)) throw refused(`the log is ${verdict}`, 'find out what verifySealed tells');
  logAccess(options, 'rekey', { log, segments, lines, verdict, recipients });
  try {
    removeLeftovers(dir);
    const { due, all, open } = findDue(dir, recipients);
    const replace = createReplacer(dir);
    let rekeyed = 0;
    let done = found.bytes;
    for (const file of due) {
      const isReplaced = await replace(file, (write) =>
        rewrapSegment(file, { identities, recipients, root }, write),
      );
      if (isReplaced) rekeyed++;
      // It may have been deleted meanwhile.
      done += statSync(file.path, { throwIfNoEntry: false })?.size ?? 0;
      onProgress?.(done);
    }
    return { rekeyed, kept: all - open - rekeyed, open };
  } catch (error) {
    const code = systemCode(error);
    throw code === undefined
      ? error
      : folderFault(
          `a segment cannot be replaced (${code})`,
          'look at its rights, and at the room on its disk',
        );
  }
}

/** The segments to be wrapped anew. Behind the last one that has a header nothing says that its writer is done with it. */
function findDue(dir: string, recipients: readonly string[]) {
  const gone = readManifest(dir)?.places;
  const files = listSegments(dir).flatMap((file) => {
    const header = gone?.has(file.number) === true ? undefined : readHeader(file.path);
    return header === undefined ? [] : [{ file, header }];
  });
  const due: SegmentFile[] = [];
  let open = 0;
  for (const { file, header } of files) {
    const { footer, rekey } = readEnd(file.path);
    if (file === files.at(-1)?.file && footer === undefined) open++;
    else if (!isSame(rekey?.recipients ?? header.recipients, recipients)) due.push(file);
  }
  return { due, all: files.length, open };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const all = new Set([...one, ...other]);
  return all.size === new Set(one).size && all.size === new Set(other).size;
}

function checkRekeyOptions(options: RekeyOptions): RekeyOptions {
  checkOptions(options, [
    ...['dir', 'rootKey', 'identity', 'recipients', 'reason', 'who', 'accessLog'],
    ...['writer', 'anchor', 'until', 'onProgress', 'onVerified'],
  ]);
  checkListener(options.onVerified, 'options.onVerified');
  if (typeof options.dir !== 'string') throw wrongOption('options.dir', 'the path of a folder');
  checkAccess(options);
  return options;
}
