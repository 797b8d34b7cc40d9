import { systemCode, tellStderr } from '@logsieve/core/node';

/** Does what may fail, again and again, and less often the longer it fails. */
export interface Attempts {
  /** Whether it went well. After a fault nothing is tried for a while, unless it is asked for. Never throws. */
  run(work: () => void, isAsked: boolean): boolean;
  /** True in what `run` does: an anchor that is given a note may write a line itself. Nothing can be run then. */
  isRunning(): boolean;
  /** Counts a fault that came from elsewhere. */
  fail(error: unknown): false;
  /** Whether the last attempt failed. */
  isFailing(): boolean;
  faults(): { readonly faults: number; readonly lastFault: string | undefined };
}

const FIRST_MS = 100;
const LAST_MS = 10_000;

/** `onFault` is called at each fault; a code that is not that of the fault before is told on stderr. */
export function createAttempts(onFault: () => void): Attempts {
  let faults = 0;
  let lastFault: string | undefined;
  let againAt = 0;
  let pause = FIRST_MS;
  let isRunning = false;
  const fail = (error: unknown): false => {
    const code = systemCode(error) ?? 'UNKNOWN';
    faults++;
    if (code !== lastFault) tellStderr(`the sealed log cannot be written (${code}); ${MEANWHILE}`);
    lastFault = code;
    againAt = performance.now() + pause;
    pause = Math.min(pause * 2, LAST_MS);
    onFault();
    return false;
  };
  return {
    run: (work, isAsked) => {
      if (isRunning || (!isAsked && performance.now() < againAt)) return false;
      isRunning = true;
      try {
        work();
        pause = FIRST_MS;
        againAt = 0;
        return true;
      } catch (error) {
        return fail(error);
      } finally {
        isRunning = false;
      }
    },
    isRunning: () => isRunning,
    fail,
    isFailing: () => againAt > 0,
    faults: () => ({ faults, lastFault }),
  };
}

const MEANWHILE = 'lines wait in memory, and are lost where they have no room';
