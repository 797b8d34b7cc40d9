/**
 * Writes the lines of a log, one after the other, into segments. Everything throws what the system throws, and can be
 * called again then: what was begun is finished first.
 */
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { createEncrypter, type Encrypter } from '@logsieve/age';
import { toBase64 } from '../format/base64.js';
import type { Position } from '../format/chain.js';
import { type Added, addFrame, addLine } from '../format/follow.js';
import { segmentName } from '../format/segment-files.js';
import type { HeaderLine, NoteLine, PreviousEnd, Retain } from '../format/segment-line.js';
import { finishPurge, type Headers, purge } from '../purge/purge.js';
import { loadMark, type Mark, saveMark } from '../state/mark.js';
import { findLogEnd, type LogEnd } from './log-end.js';
import { type OpenFile, openFile } from './open-file.js';
import type { Batch } from './queue.js';
import { createRoom } from './room.js';
import type { Extent, Signer } from './signer.js';

export interface WriterOptions {
  readonly dir: string;
  readonly stateDir: string;
  readonly signer: Signer;
  readonly recipients: readonly string[];
  readonly policy: string | null;
  readonly compress: boolean;
  readonly fsync: 'never' | 'interval' | 'frame';
  readonly retain: Retain | undefined;
  /** Told of segments that were deleted; or of what kept them from it. */
  readonly onPurge: (purged: number, fault?: unknown) => void;
  readonly onNote: (note: string) => void;
  /** Told of a fault that keeps no line from being written, or that came later. */
  readonly onFault: (error: unknown) => void;
  readonly onClockBack: () => void;
}

export interface Writer {
  /** Opens a segment where none is open, and finishes a line that was begun. */
  ready(): void;
  /** Writes a frame; calls back once when all of it is written, now or by a later call. */
  seal(batch: Batch, done: () => void): void;
  checkpoint(): void;
  /** Ends the epoch where it is over. */
  turnWhenOver(): void;
  /** Returns when all that is written is on disk. */
  sync(): void;
  /** Closes the segment with a footer. The next line opens another one. */
  finish(): void;
  /** The last footer. Behind it nothing that has a tombstone may be there: what could not be deleted is tried once more before. */
  end(): void;
  /** Gives the segment up, whatever is in it. The next line opens another one, which says so. */
  abandon(): void;
  /** The same, where a fault left open what is in it. */
  abandonDoubtful(): void;
  /** Records of frames that are known to be on disk. */
  synced(): number;
  /** Records of frames that were written to a segment that was given up before they were known to be on disk. */
  givenUp(): number;
  setRecipients(recipients: readonly string[]): void;
  /** Bytes of the open segment, for how many milliseconds it has been open, and the epochs that ended in it. */
  size(): { readonly bytes: number; readonly age: number; readonly epochs: number };
  forget(): void;
}

interface Segment {
  readonly file: OpenFile;
  readonly number: number;
  readonly opened: number;
  epochs: number;
}

/** A line of which a part may be written. */
interface Pending {
  readonly position: Position;
  readonly done: () => void;
  readonly isFrame: boolean;
}

export function createWriter(options: WriterOptions): Writer {
  const { dir, stateDir, signer } = options;
  const durable = options.fsync !== 'never';
  let recipients = options.recipients;
  let encrypter: Encrypter = createEncrypter(recipients);
  let position: Position;
  let segment: Segment | undefined;
  let pending: Pending | undefined;
  /** Where the log ends while no segment is open, if that is known. */
  let end: LogEnd | undefined;
  /** Records of frames that are known to be on disk, and of those that are written in the open segment since. */
  let synced = 0;
  let unsynced = 0;
  let givenUp = 0;
  const headers: Headers = new Map();
  const room = createRoom(MOST_KEPT);

  const now = (): number => {
    const time = Date.now();
    if (time < position.time) options.onClockBack();
    return Math.max(time, position.time);
  };
  const settle = (file: OpenFile): void => {
    file.finish();
    const ended = pending;
    if (ended === undefined) return;
    pending = undefined;
    position = ended.position;
    ended.done();
  };
  const put = ({ file }: Segment, added: readonly Added[], done: () => void, isFrame = false): void => {
    const last = added.at(-1) as Added;
    pending = { position: last.position, done, isFrame };
    file.append(added.length === 1 ? last.bytes : Buffer.concat(added.map(({ bytes }) => bytes)));
    settle(file);
  };
  const sync = ({ file }: Segment): void => {
    file.sync();
    if (durable) synced += unsynced;
    unsynced = 0;
  };
  const extent = ({ number }: Segment, at: Position, bytes: number): Extent => {
    return { lines: at.lines, chain: at.chain, segment: number, bytes, time: Math.max(now(), at.time) };
  };
  const noteOf = (kind: NoteLine['kind'], note: string, time: number, at: Position): Added =>
    addLine({ kind, note }, time, at);

  const open = (): Segment => {
    const found = end ?? findLogEnd(dir, durable ? loadMark(stateDir) : undefined);
    settleLost(found);
    signer.settle(found.epoch);
    position = found.position;
    const file = openFile(join(dir, segmentName(found.next)), durable);
    const opened: Segment = { file, number: found.next, opened: performance.now(), epochs: 0 };
    // From here on the file is there: a fault in what follows leaves it as one that is torn.
    segment = opened;
    end = undefined;
    const time = now();
    const header = addLine(headerLine(found.previous, opened.number, time), time, position);
    const said = extent(opened, header.position, header.bytes.length);
    const note = signer.sign('checkpoint', said);
    put(opened, [header, noteOf('checkpoint', note, said.time, header.position)], () => {
      marked(opened, note);
      purgeDue(opened);
    });
    return opened;
  };
  /** What is due goes when there is a header behind it that is on disk. */
  const purgeDue = (opened: Segment): void => {
    if (options.retain !== undefined) sync(opened);
    try {
      if (options.retain === undefined) finishPurge(dir);
      else options.onPurge(purge({ dir, signer, time: position.time }, headers));
    } catch (error) {
      options.onPurge(0, error);
    }
  };
  /** A frame of which it is not known whether all of it was written: its segment tells. */
  const settleLost = (found: LogEnd): void => {
    const lost = pending;
    pending = undefined;
    if (lost?.isFrame === true && found.position.chain.equals(lost.position.chain)) lost.done();
  };
  const headerLine = (previous: PreviousEnd | null, number: number, created: number): HeaderLine => {
    const { writer, certificate, epochLength, current } = signer.state();
    const { policy, compress, retain } = options;
    const compression = compress ? 'gzip' : 'none';
    const first = { kind: 'header', format: 1, writer, segment: number, created } as const;
    return {
      ...first,
      epoch: current.number,
      epochLength,
      policy,
      recipients,
      compression,
      certificate,
      previous,
      ...(retain === undefined ? {} : { retain }),
    };
  };
  /** What was begun may have been a footer: then it takes another segment. */
  const ready = (): Segment => {
    for (;;) {
      const opened = segment ?? open();
      settle(opened.file);
      if (segment === opened) return opened;
    }
  };
  /** What was signed goes to whom it may concern, and is remembered once it is on disk. */
  const marked = (opened: Segment, note: string): void => {
    const mark = markOf(opened);
    options.onNote(note);
    if (options.fsync === 'frame') {
      sync(opened);
      tryToMark(mark);
    }
    if (options.fsync === 'interval') {
      opened.file.later((fault) => {
        if (segment !== opened) return;
        if (fault === null) tryToMark(mark);
        else options.onFault(fault);
      });
    }
  };
  const markOf = ({ number }: Segment): Mark => {
    return { segment: number, lines: position.lines, chain: toBase64(position.chain) };
  };
  /** Where it fails the mark before stands: it says less, and nothing that is wrong. */
  const tryToMark = (mark: Mark): void => {
    try {
      saveMark(stateDir, mark);
    } catch (error) {
      options.onFault(error);
    }
  };
  const checkpoint = (): void => {
    const opened = ready();
    const said = extent(opened, position, opened.file.bytes());
    const note = signer.sign('checkpoint', said);
    put(opened, [noteOf('checkpoint', note, said.time, position)], () => {
      marked(opened, note);
    });
  };
  const turn = (): void => {
    signer.save();
    const opened = ready();
    // What was begun may have been the turn.
    if (!signer.isOver()) return;
    const said = extent(opened, position, opened.file.bytes());
    const note = signer.turn(said);
    put(opened, [noteOf('epoch', note, said.time, position)], () => {
      options.onNote(note);
      // The old key goes when the line that says so is there to stay.
      sync(opened);
      signer.turned();
      opened.epochs++;
    });
  };
  const finish = (): void => {
    const begun = segment;
    if (begun !== undefined) settle(begun.file);
    const opened = segment;
    if (opened === undefined) return;
    const said = extent(opened, position, opened.file.bytes());
    const note = signer.sign('footer', said);
    put(opened, [noteOf('footer', note, said.time, position)], () => {
      options.onNote(note);
      segment = undefined;
      end = endOf(opened, position);
      try {
        if (durable) sync(opened);
      } finally {
        leave(opened);
      }
      if (durable) tryToMark(markOf(opened));
    });
  };
  const endOf = ({ number, file }: Segment, { lines, chain, time }: Position): LogEnd => ({
    position: { lines, chain, time },
    previous: { segment: number, bytes: file.bytes(), lines, chain: toBase64(chain), end: 'footer' },
    next: number + 1,
    epoch: signer.state().current.number,
  });
  /** What was not forced to the disk by now never is. */
  const leave = ({ file }: Segment): void => {
    givenUp += unsynced;
    unsynced = 0;
    file.close();
  };
  const abandon = (): void => {
    if (segment !== undefined) leave(segment);
    segment = undefined;
    end = undefined;
  };
  return {
    ready: () => void ready(),
    seal: ({ plain, records }, done) => {
      const opened = ready();
      const parts = encrypter.encryptInParts(options.compress ? gzipSync(plain) : plain);
      const taken = () => {
        // It may turn out later that all of it is in a segment that was given up.
        if (segment === opened) unsynced += records;
        else givenUp += records;
        done();
      };
      put(opened, [addFrame(parts, records, now(), position, room)], taken, true);
    },
    checkpoint,
    turnWhenOver: turn,
    sync: () => {
      if (segment !== undefined) sync(segment);
    },
    finish,
    end: () => {
      finishPurge(dir);
      finish();
    },
    abandon,
    abandonDoubtful: () => {
      if (segment?.file.isDoubtful() === true) abandon();
    },
    synced: () => synced,
    givenUp: () => givenUp,
    setRecipients: (others) => {
      const next = createEncrypter(others);
      finish();
      encrypter.forget();
      encrypter = next;
      recipients = others;
    },
    size: () => ({
      bytes: segment?.file.bytes() ?? 0,
      age: segment === undefined ? 0 : performance.now() - segment.opened,
      epochs: segment?.epochs ?? 0,
    }),
    forget: () => {
      encrypter.forget();
    },
  };
}

/** Of a frame of 64 KiB in base64, with room to spare. */
const MOST_KEPT = 256 * 1024;
