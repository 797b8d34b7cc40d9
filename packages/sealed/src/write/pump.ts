/** Takes lines, and brings them into frames when it is time. Nothing here throws. */
import { createAttempts } from './attempts.js';
import { rankOfLine } from './level.js';
import { LATER } from './open-file.js';
import type { Settings } from './options.js';
import { createQueue, type Line } from './queue.js';
import type { Writer } from './writer.js';

/** Running totals. */
export interface PumpCounters {
  /** Lines that were sealed and written. */
  readonly records: number;
  /**
   * Lines of them that are known to be on disk: none of a segment at which the disk failed before it had said so. Stays 0
   * under `fsync: 'never'`.
   */
  readonly synced: number;
  readonly frames: number;
  /** Lines that wait, and their bytes. */
  readonly queued: number;
  readonly queuedBytes: number;
  /** Lines lost for want of room, or given to a log that was closed, and what is no line. */
  readonly dropped: number;
  /** Lines lost for being longer than 4 MiB. */
  readonly tooLong: number;
  /** Attempts to write that failed, and the system's code of the last one. */
  readonly faults: number;
  readonly lastFault: string | undefined;
}

export interface Pump {
  /** False where the line was lost. */
  add(line: Line): boolean;
  lose(): void;
  /**
   * Seals all that waits, and forces what is written to the disk. False where that failed, or did so since the last call for what
   * had been sealed by then.
   */
  flush(): boolean;
  /** Does with the writer what may fail, all being sealed. */
  then(work: () => void): boolean;
  /** What is due by time alone. */
  tick(): void;
  /** The last thing: what still waits is lost. */
  end(): void;
  fail(error: unknown): false;
  counters(): PumpCounters;
}

/** A frame of one line has to fit into a line of the format, encrypted and in base64. */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;
const BLOCK_MS = 20;
/** What is left of a segment that is deleted are the notes that end epochs: as many as a line has room for. */
const MAX_EPOCHS = 1000;

export function createPump(writer: Writer, settings: Settings): Pump {
  const totals = { records: 0, frames: 0, dropped: 0, tooLong: 0 };
  const queue = createQueue(settings.queueBytes);
  const attempts = createAttempts(() => {
    writer.abandonDoubtful();
  });
  let checkpointAt = performance.now() + settings.checkpointMs;
  let isSigned = true;
  let timer: NodeJS.Timeout | undefined;
  /** Of the records that were given up, those that a flush has told of. */
  let told = 0;

  const sealOne = (): number => {
    rotateWhenDue();
    const batch = queue.front(settings.flushBytes);
    writer.seal(batch, () => {
      queue.take(batch.records);
      totals.records += batch.records;
      totals.frames++;
      isSigned = false;
    });
    // Encrypted by now; nothing in clear stays for longer than it has to.
    batch.plain.fill(0);
    return batch.records;
  };
  const sealDue = (all: boolean) => {
    writer.ready();
    turnWhenOver();
    const before = totals.frames;
    // What comes meanwhile is for the next time: a line for each note that a line makes would never end.
    let left = queue.records();
    while (left > 0 && (all || queue.bytes() >= settings.flushBytes)) left -= sealOne();
    if (settings.fsync === 'frame' && totals.frames > before) writer.sync();
    checkpointWhenDue();
  };
  /** A state that cannot be written is no reason to write no lines, and no footer. */
  const turnWhenOver = () => {
    try {
      writer.turnWhenOver();
    } catch (error) {
      attempts.fail(error);
    }
  };
  const rotateWhenDue = () => {
    const { bytes, age, epochs } = writer.size();
    const isFull = bytes >= settings.rotateBytes || epochs >= MAX_EPOCHS;
    if (isFull || age >= settings.rotateMs) writer.finish();
  };
  const checkpointWhenDue = () => {
    if (isSigned || performance.now() < checkpointAt) return;
    writer.checkpoint();
    isSigned = true;
    checkpointAt = performance.now() + settings.checkpointMs;
  };
  const sealAll = (isAsked: boolean) => {
    if (attempts.isRunning()) return false;
    clearTimeout(timer);
    timer = undefined;
    return attempts.run(() => {
      sealDue(true);
    }, isAsked);
  };
  const sync = () =>
    settings.fsync === 'never' ||
    attempts.run(() => {
      writer.sync();
    }, true);
  /** What does not fill a frame waits for more, or for its time. */
  const sealFull = () =>
    attempts.run(() => {
      sealDue(false);
    }, false);
  const waitForRoom = (length: number) => {
    while (!queue.fits(length) && !attempts.isRunning()) {
      // After other faults each attempt is a new segment: those are made less and less often.
      const isFull = LATER.includes(attempts.faults().lastFault ?? '');
      if (!sealAll(isFull)) Atomics.wait(NOBODY, 0, 0, BLOCK_MS);
    }
  };
  const isGrave = (line: Line): boolean =>
    settings.flushRank < Infinity && rankOfLine(line) >= settings.flushRank;
  const makeRoom = (length: number): boolean => {
    if (!queue.fits(length)) sealAll(false);
    if (settings.whenFull === 'block') waitForRoom(length);
    return queue.fits(length);
  };
  return {
    add: (line) => {
      const length = Buffer.byteLength(line);
      if (length > MAX_RECORD_BYTES) totals.tooLong++;
      else if (!makeRoom(length)) totals.dropped++;
      else {
        queue.add(line, length);
        // What is added while others are written waits for its turn.
        if (!attempts.isRunning()) {
          if (isGrave(line)) sealAll(false);
          else if (queue.bytes() >= settings.flushBytes) sealFull();
        }
        if (queue.records() > 0) timer ??= setTimeout(() => sealAll(false), settings.flushMs).unref();
        return true;
      }
      return false;
    },
    lose: () => totals.dropped++,
    flush: () => {
      if (attempts.isRunning()) return false;
      const isDone = sealAll(true) && sync();
      const isKnown = settings.fsync === 'never' || writer.givenUp() === told;
      told = writer.givenUp();
      return isDone && isKnown;
    },
    then: (work) => sealAll(true) && attempts.run(work, true),
    tick: () => {
      attempts.run(() => {
        sealDue(attempts.isFailing());
        rotateWhenDue();
      }, false);
    },
    end: () => {
      clearTimeout(timer);
      totals.dropped += queue.records();
      queue.take(queue.records());
      writer.abandon();
      writer.forget();
    },
    fail: (error) => attempts.fail(error),
    counters: () => ({
      ...totals,
      ...attempts.faults(),
      synced: writer.synced(),
      queued: queue.records(),
      queuedBytes: queue.bytes(),
    }),
  };
}

const NOBODY = new Int32Array(new SharedArrayBuffer(4));
