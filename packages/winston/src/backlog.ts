/** Tells when records wait for transports in such numbers, for so long, that no more may be taken. */
export interface Backlog {
  /** To be asked at each record, with the number of those that wait. */
  readonly isTooMuch: (waiting: number) => boolean;
}

/** So many may wait for as long as it takes. */
const MOST_WAITING = 10_000;

/** More may wait for so many seconds, as after a burst. */
const PATIENCE = 3;

export function createBacklog(): Backlog {
  let seconds = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const isTooMuch = (waiting: number): boolean => {
    if (waiting < MOST_WAITING) {
      if (timer !== undefined) clearInterval(timer);
      timer = undefined;
      seconds = 0;
      return false;
    }
    if (timer === undefined) {
      // It counts only while the event loop turns: within one long burst no transport has its turn.
      timer = setInterval(() => seconds++, 1000);
      timer.unref();
    }
    return seconds >= PATIENCE;
  };
  return { isTooMuch };
}
