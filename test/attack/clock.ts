import { readFileSync } from 'node:fs';

/** Milliseconds that pass. */
export const wallClock = (): number => performance.now();

/** Milliseconds that this thread was computing, where the system tells; those that pass where it does not. */
export function threadClock(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ', 1)[0]) / 1e6;
  } catch {
    return wallClock();
  }
}
