/** Signs for a writer, with a key for each epoch. */
import { signingKey } from '../format/ed25519.js';
import { signNote } from '../format/note.js';
import { type Cause, formatStatement, originOf, type Statement } from '../format/statement.js';
import { type Epoch, saveState, type SigningState } from '../state/state.js';

/** What a statement says of the log. */
export type Extent = Omit<Statement, 'kind' | 'writer' | 'epoch' | 'next' | 'cause' | 'rekey'>;

export interface Signer {
  state(): SigningState;
  /** A note of the current epoch's key. */
  sign(kind: 'checkpoint' | 'footer', extent: Extent): string;
  /** A note that a segment, which ended so, is deleted. */
  signTombstone(extent: Extent, cause: Cause): string;
  /** Whether the epoch is over, by a clock that nobody sets. */
  isOver(): boolean;
  /**
   * The note with which the epoch ends. The next key is on disk when this returns, and the old one still is. Throws what
   * the system throws; nothing has changed then.
   */
  turn(extent: Extent): string;
  /** The line with the note is on disk: the old key is gone when this returns. Throws what the system throws. */
  turned(): void;
  /** What a log says of its epoch decides whether a turn that was cut short took place. Throws what the system throws. */
  settle(epoch: number | undefined): void;
  /** Puts the state on disk where that failed before. */
  save(): void;
}

export function createSigner(stateDir: string, loaded: SigningState): Signer {
  let state = loaded;
  let isSaved = true;
  let over = overAt(state);
  const save = () => {
    if (isSaved) return;
    saveState(stateDir, state);
    isSaved = true;
  };
  const become = (current: Epoch) => {
    // The old key is not used from here on, whatever the disk says.
    if (current !== state.current) state.current.key.seed.fill(0);
    const { writer, certificate, epochLength } = state;
    state = { writer, certificate, epochLength, current };
    over = overAt(state);
    isSaved = false;
    save();
  };
  const note = (kind: Statement['kind'], extent: Extent, more: Pick<Statement, 'next' | 'cause'> = {}) => {
    const { writer, current } = state;
    const statement = { kind, writer, epoch: current.number, ...extent, ...more };
    return signNote(formatStatement(statement), originOf(writer), current.key);
  };
  return {
    state: () => state,
    sign: note,
    signTombstone: (extent, cause) => note('tombstone', extent, { cause }),
    isOver: () => performance.now() >= over,
    turn: (extent) => {
      const { epoch, missed } = nextEpoch(state, extent.time);
      saveState(stateDir, { ...state, next: epoch });
      state = { ...state, next: epoch };
      const { number, from, key } = epoch;
      return note('epoch', extent, { next: { number, from, missed, publicBytes: key.publicBytes } });
    },
    turned: () => {
      if (state.next !== undefined) become(state.next);
    },
    settle: (epoch) => {
      if (state.next === undefined) return;
      become(epoch === state.next.number ? state.next : state.current);
    },
    save,
  };
}

/** When the epoch ends, as `performance.now` counts. A clock that was set back makes it no longer than an epoch. */
function overAt({ current, epochLength }: SigningState): number {
  const left = current.from + epochLength - Date.now();
  return performance.now() + Math.min(Math.max(left, 0), epochLength);
}

/** Epochs begin where the one before ends. Those that are over already, the writer having been down, get no key. */
function nextEpoch({ current, epochLength }: SigningState, time: number): { epoch: Epoch; missed: number } {
  const missed = Math.max(0, Math.floor((time - current.from) / epochLength) - 1);
  const from = current.from + (missed + 1) * epochLength;
  return { epoch: { number: current.number + 1, from, key: signingKey() }, missed };
}
