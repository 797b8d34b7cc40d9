import { setImmediate } from 'node:timers/promises';
import { types } from 'node:util';
import { LogsieveError } from '@logsieve/core';
import { checkOptions, systemCode, wrongOption } from '@logsieve/core/node';
import { readManifest } from '../format/tombstones.js';
import { parseRoot, type RootSource, rootText } from '../keys.js';
import { type Anchor, checkAnchor, parseAnchor } from './anchored.js';
import { Fault, type Verdict, type Verification } from './verdict.js';
import { type Progress, startProgress } from './progress.js';
import { walkLog } from './walk.js';

export interface VerifyOptions {
  /** The folder of the log. */
  readonly dir: string;
  /** The public root key, from somewhere else than the writer, or where that is kept. */
  readonly root: RootSource;
  /** The name of the log, where the root key vouches for several: else one could stand in for another. */
  readonly writer?: string | undefined;
  /** A note that was kept out of the writer's reach; `readAnchor` gets the last one of a file. */
  readonly anchor?: string | undefined;
  /** A time up to which the log has to be signed: a date, or milliseconds since 1970. For `OK`, with `writer`. */
  readonly until?: Date | number | undefined;
  /** Told of the bytes that are done, now and then. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

const ATTEMPTS = 3;
/** How many bytes are read between two turns of the event loop. */
const TURN_BYTES = 1024 * 1024;

/**
 * Reads a log from its first line to its last, and says whether it is what its writer wrote. Needs no private key; memory
 * does not grow with the log. Rejects with `LogsieveError` where an option is wrong or the folder cannot be read.
 *
 * @example
 * const { verdict, where } = await verifySealed({ dir: 'logs', root, anchor: readAnchor('/mnt/anchor/notes') });
 */
export async function verifySealed(options: VerifyOptions): Promise<Verification> {
  return (await verifyToRead(options)).found;
}

/** What was found, and the chain at its end, and at its last signature: for who reads the log again, which may be another one by then. */
export interface Verified {
  readonly found: Verification;
  readonly chain: Buffer;
  readonly signedChain: Buffer;
}

/** The same as `verifySealed`. */
export async function verifyToRead(options: VerifyOptions): Promise<Verified> {
  const wanted = readVerifyOptions(options);
  for (let attempt = 1; ; attempt++) {
    const verified = await verifyOnce(wanted);
    const { verdict, where, purged } = verified.found;
    // A writer deletes segments while others read.
    if (attempt === ATTEMPTS || verdict !== 'GAP' || where?.line !== 0) return verified;
    if (purged === readManifest(wanted.dir)?.places.size) return verified;
  }
}

async function verifyOnce(options: ReturnType<typeof readVerifyOptions>): Promise<Verified> {
  const { dir, root, writer, anchor, until, onProgress } = options;
  const progress = startProgress();
  let fault: Fault | undefined;
  let state = { end: 'torn' as 'closed' | 'torn', isAnchored: false };
  try {
    for await (const seen of walk(dir, root, progress, anchor, onProgress)) state = seen;
    checkWanted({ writer, anchor, until, isAnchored: state.isAnchored }, progress);
  } catch (error) {
    if (!(error instanceof Fault)) throw unreadable(error);
    fault = error;
  }
  // A time alone would be met by any other log that the root key vouches for.
  const isPinned = state.isAnchored || (until !== undefined && writer !== undefined);
  const isGone = nothingLeft({ writer, anchor, until, isAnchored: state.isAnchored }, progress);
  const found = report(fault?.verdict ?? verdictOf(state.end, isPinned, isGone), fault, progress);
  return { found, chain: progress.position.chain, signedChain: progress.signed.chain };
}

/** Whether a log may be opened: nothing was changed, and at most its end is missing. */
export function isReadable(verdict: Verdict): boolean {
  return ['OK', 'OK_UNANCHORED', 'PURGED', 'TORN_TAIL'].includes(verdict);
}

async function* walk(
  dir: string,
  root: ReturnType<typeof parseRoot>,
  progress: Progress,
  anchor: Anchor | undefined,
  onProgress: ((bytes: number) => void) | undefined,
): AsyncGenerator<{ end: 'closed' | 'torn'; isAnchored: boolean }, void, undefined> {
  const steps = walkLog(dir, root, progress);
  let isAnchored = false;
  let turned = 0;
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      yield { end: step.value, isAnchored };
      return;
    }
    if (anchor !== undefined && !isAnchored) isAnchored = checkAnchor(anchor, progress);
    if (progress.bytes - turned < TURN_BYTES) continue;
    turned = progress.bytes;
    onProgress?.(turned);
    await setImmediate();
  }
}

interface Wanted {
  readonly writer: string | undefined;
  readonly anchor: Anchor | undefined;
  readonly until: number | undefined;
  readonly isAnchored: boolean;
}

/** What was asked for has to be there. */
function checkWanted({ writer, anchor, until, isAnchored }: Wanted, progress: Progress): void {
  const where = { segment: progress.segments + progress.purges.segments, line: 0, byte: 0 };
  if (writer !== undefined && writer !== progress.writer) {
    throw new Fault('UNKNOWN_KEY', where, 'it is the log of another writer');
  }
  // What an anchor in a segment that was deleted says can no longer be compared.
  const isPurged = anchor !== undefined && anchor.statement.lines < progress.purges.lines;
  if (anchor !== undefined && !isAnchored && !isPurged)
    throw new Fault('GAP', where, 'the log ends before the anchor');
  // Whose log it is can: else any other log of which more was deleted could stand in for it.
  if (isPurged && anchor.statement.writer !== progress.writer)
    throw new Fault('TAMPERED', where, 'the anchor is of another log');
  if (until !== undefined && progress.signed.time < until) {
    throw new Fault('GAP', where, 'the log is not signed up to the time asked for');
  }
}

/** Whether all that was asked for was deleted, as far as something was. */
function nothingLeft({ anchor, until, isAnchored }: Wanted, { left, purges }: Progress): boolean {
  if (left === undefined || purges.segments === 0 || (anchor === undefined && until === undefined))
    return false;
  const hasAnchored = anchor !== undefined && (isAnchored || anchor.statement.lines >= left.lines);
  return !hasAnchored && (until === undefined || until < left.created);
}

function verdictOf(end: 'closed' | 'torn', isPinned: boolean, isGone: boolean): Verdict {
  if (end === 'torn') return 'TORN_TAIL';
  if (isGone) return 'PURGED';
  return isPinned ? 'OK' : 'OK_UNANCHORED';
}

function report(verdict: Verdict, fault: Fault | undefined, progress: Progress): Verification {
  const { writer, segments, rekeyed, frames, records, bytes, signed, torn, epochsMissed } = progress;
  const { position, epoch, purges } = progress;
  const { lines, time } = signed;
  const counts = {
    segments,
    purged: purges.segments,
    rekeyed,
    lines: position.lines,
    frames,
    records,
    bytes,
  };
  return {
    verdict,
    ...(fault === undefined ? {} : { where: fault.where, reason: fault.message }),
    ...(writer === undefined ? {} : { writer }),
    ...counts,
    ...{ signed: { lines, time }, torn, epoch: epoch?.number ?? 0, epochsMissed },
  };
}

function readVerifyOptions(options: VerifyOptions) {
  checkOptions(options, ['dir', 'root', 'writer', 'anchor', 'until', 'onProgress']);
  const { dir, writer, anchor, until, onProgress } = options;
  if (typeof dir !== 'string') throw wrongOption('options.dir', 'the path of a folder');
  if (writer !== undefined && typeof writer !== 'string')
    throw wrongOption('options.writer', 'the name of a log');
  checkListener(onProgress, 'options.onProgress');
  // Not `Number(until)`: null, which was to be a time, would be met by every log.
  const time = types.isDate(until) ? until.getTime() : until;
  if (time !== undefined && !Number.isFinite(time))
    throw wrongOption('options.until', 'a date, or milliseconds');
  return {
    ...{ dir, root: parseRoot(rootText(options.root)), writer, until: time, onProgress },
    anchor: anchor === undefined ? undefined : parseAnchor(anchor),
  };
}

/** Throws `LogsieveError` for what is to be told of something, and is no function. */
export function checkListener(listener: unknown, path: string): void {
  if (listener !== undefined && typeof listener !== 'function') throw wrongOption(path, 'a function');
}

/** For what the system threw. */
export function unreadable(error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  return new LogsieveError(
    'ERR_LOGSIEVE_SEALED_DIR',
    `the folder of a sealed log cannot be used: it cannot be read (${code})`,
    {
      path: 'options.dir',
      hint: 'give the folder of segments, and the right to read them',
    },
  );
}
