/** What the exit code of a verb says; `docs/command.md` has the table. */
import type { Verdict } from '@logsieve/sealed';

export const EXIT = {
  /** Done, all of it. */
  done: 0,
  /** A log is not what was written, or lines were lost. */
  faulty: 1,
  /** Nothing was done: an option, a key, a policy, a folder. */
  refused: 2,
  /** What is there is right, and something is open: the end of a log is not proven, a segment is left. */
  open: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_OF: Readonly<Record<Verdict, ExitCode>> = {
  OK: EXIT.done,
  OK_UNANCHORED: EXIT.open,
  PURGED: EXIT.open,
  TORN_TAIL: EXIT.open,
  UNSEALED: EXIT.faulty,
  TAMPERED: EXIT.faulty,
  GAP: EXIT.faulty,
  UNKNOWN_KEY: EXIT.faulty,
};
