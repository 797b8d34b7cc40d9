import { types } from 'node:util';
import type { Redactor } from '@logsieve/core';
import { openRedactor, systemCode, tellStderr } from '@logsieve/core/node';
import { recipientsOf, type RecipientSource } from '../key-sources/recipients.js';
import { refusePrivateKeys } from '../private-keys.js';
import { takeLock } from '../state/lock.js';
import { loadState } from '../state/state.js';
import { createAnchor } from './anchor.js';
import { folderFault, type Folders, makeFolders, refuseOtherLog, withFolders } from './folders.js';
import { readOptions, type SealedLogOptions, type Settings } from './options.js';
import { LATER } from './open-file.js';
import { createIncoming } from './incoming.js';
import { createPump, type Pump, type PumpCounters } from './pump.js';
import type { Line } from './queue.js';
import { createSigner, type Signer } from './signer.js';
import { createWriter, type Writer } from './writer.js';

/** Running totals. */
export interface SealedCounters extends PumpCounters {
  /** Lines that were no JSON object: a placeholder is sealed for each. 0 where lines are sealed as they come. */
  readonly notJson: number;
  /** Times at which the clock was behind the last line. */
  readonly clockBack: number;
  /** Notes that the anchor did not take. */
  readonly anchorFaults: number;
  /** Segments that were deleted, and times at which one could not be. */
  readonly purged: number;
  readonly purgeFaults: number;
}

/** A log that its writer cannot read. No method but `setRecipients` throws. */
export interface SealedLog {
  /** The name of the log, as `enrollWriter` gave it. */
  readonly writer: string;
  /** Whether lines are sealed as they come: it was opened with `redacted: true`. */
  readonly redacted: boolean;
  /**
   * Takes a line of JSON, or several with line feeds between them. False where one of them was lost; what is neither text
   * nor bytes is.
   */
  write(lines: string | Uint8Array): boolean;
  /**
   * Seals and writes what waits, and forces all that is written to the disk unless `fsync` is `never`. False where that failed, now or
   * since the last call: nobody knows then whether what was written meanwhile is on the disk.
   */
  flush(): boolean;
  /**
   * Encrypts to others from the next line on, in a segment of their own. Throws `LogsieveError` or `AgeError` where they
   * are none.
   */
  setRecipients(recipients: readonly RecipientSource[]): boolean;
  /** Writes what waits, and the footer. False where that failed: what could not be written is lost, and counted. */
  close(): boolean;
  counters(): SealedCounters;
}

/**
 * Opens a log: redacts lines, encrypts them to the recipients, chains and signs them. Continues the log that is in `dir`;
 * always in a new segment, which says how the one before ended.
 *
 * Throws at the start only: `LogsieveError` where an option is wrong, a private key is at hand, the signing state is
 * missing, another writer has it, or the folder holds another log; `PolicyError` for the policy; `AgeError` for a
 * recipient. From then on faults are counted: lines wait in memory, up to `queue.bytes`, and nothing is written in clear.
 *
 * Writing is synchronous: a full frame of 64 KiB takes some 0.3 ms, `fsync: 'frame'` as long as the disk does. What was not
 * flushed when the process exits in the ordinary way is written then.
 *
 * @example
 * const log = createSealedLog({ dir: 'logs', stateDir: '/var/lib/app/seal', recipients: ['age1…'], policy: './logsieve.json' });
 * log.write('{"level":30,"msg":"up"}');
 */
export function createSealedLog(options: SealedLogOptions): SealedLog {
  const settings = readOptions(options);
  const { policy, profile, messageKey } = options;
  const redactor = options.redacted === true ? undefined : openRedactor({ policy, profile, messageKey });
  return withFolders(() => openLog(options, settings, redactor));
}

function openLog(options: SealedLogOptions, settings: Settings, redactor: Redactor | undefined): SealedLog {
  const folders = makeFolders(options);
  const lock = takeLock(folders.stateDir);
  try {
    const state = loadState(folders.stateDir);
    refuseOtherLog(folders, state.writer);
    const faults = { clockBack: 0, anchorFaults: 0, purged: 0, purgeFaults: 0 };
    const signer = createSigner(folders.stateDir, state);
    const onFault = (error: unknown) => pump.fail(error);
    const writer = openWriter({ options, folders, settings, redactor, signer, faults, onFault });
    const pump = createPump(writer, settings);
    openSegment(writer, pump);
    return createLog({ name: state.writer, writer, pump, redactor, faults, lock });
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Faults {
  clockBack: number;
  anchorFaults: number;
  purged: number;
  purgeFaults: number;
}

interface Parts {
  readonly options: SealedLogOptions;
  readonly folders: Folders;
  readonly settings: Settings;
  readonly redactor: Redactor | undefined;
  readonly signer: Signer;
  readonly faults: Faults;
  readonly onFault: (error: unknown) => void;
}

function openWriter({ options, folders, settings, redactor, signer, faults, onFault }: Parts): Writer {
  return createWriter({
    ...{ ...folders, signer, fsync: settings.fsync, recipients: settings.recipients },
    ...{ policy: redactor?.compiled.policy.hash ?? null, compress: options.compress === true },
    onNote: createAnchor(options.anchor, () => faults.anchorFaults++),
    onFault,
    onClockBack: () => faults.clockBack++,
    retain: settings.retain,
    onPurge: (purged, fault) => {
      faults.purged += purged;
      if (fault !== undefined && faults.purgeFaults++ === 0) {
        tellStderr(`the sealed log cannot delete what is due (${systemCode(fault) ?? 'UNKNOWN'})`);
      }
    },
  });
}

/** The first segment. What cannot be mended by waiting is told now. */
function openSegment(writer: Writer, pump: Pump): void {
  try {
    writer.ready();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || !LATER.includes(code)) {
      writer.abandon();
      throw folderFault(
        `it cannot be written (${code ?? 'unknown'})`,
        'give the process a folder that it can write',
      );
    }
    pump.fail(error);
  }
}

interface Opened {
  readonly name: string;
  readonly writer: Writer;
  readonly pump: Pump;
  readonly redactor: Redactor | undefined;
  readonly faults: Faults;
  readonly lock: ReturnType<typeof takeLock>;
}

const TICK_MS = 1000;

function createLog({ name, writer, pump, redactor, faults, lock }: Opened): SealedLog {
  let isClosed = false;
  let isTold = false;
  const tick = setInterval(() => {
    lock.refresh();
    pump.tick();
  }, TICK_MS).unref();
  const close = (): boolean => {
    if (isClosed) return true;
    isClosed = true;
    const isWritten = pump.then(() => {
      writer.end();
    });
    pump.end();
    clearInterval(tick);
    process.removeListener('exit', close);
    lock.release();
    return isWritten;
  };
  const incoming = createIncoming(redactor);
  const add = (line: Line): boolean => {
    if (!isClosed) return pump.add(line);
    pump.lose();
    return false;
  };
  process.on('exit', close);
  return {
    writer: name,
    redacted: redactor === undefined,
    // Each of them, also behind one that was lost.
    write: (lines) => {
      if (typeof lines === 'string' || types.isUint8Array(lines)) {
        return incoming(lines).reduce((isTaken, line) => add(line) && isTaken, true);
      }
      // What JSON.stringify gives for undefined, or a record that was not turned into a line.
      pump.lose();
      if (!isTold) tellStderr('a sealed log takes lines of JSON, as text or bytes; what is neither is lost');
      isTold = true;
      return false;
    },
    flush: () => !isClosed && pump.flush(),
    setRecipients: (recipients) => {
      refusePrivateKeys({ recipients });
      const next = recipientsOf(recipients, 'options.recipients');
      return (
        !isClosed &&
        pump.then(() => {
          writer.setRecipients(next);
        })
      );
    },
    close,
    counters: () => ({ ...pump.counters(), ...faults, notJson: redactor?.counters().notJson ?? 0 }),
  };
}
