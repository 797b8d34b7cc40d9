import { type Appearance, appearance } from './appearance.js';

/** Files being watched. */
export interface Watch {
  /** No call of the listener comes after it. */
  close: () => void;
}

/** Milliseconds between two looks. A change is told one look later, once it has come to rest. */
const WATCH_INTERVAL = 250;

/**
 * Looks at the files again and again, and calls `changed` once one of them no longer looks as `known` says and all of
 * them look the same twice in a row. `known` is asked at each look. Looking, unlike the system's own notices, sees
 * what editors, deployments and network file systems do to files: put another one in their place, swap a link, take
 * one away. Keeps no process alive.
 */
export function watchFiles(known: () => ReadonlyMap<string, Appearance>, changed: () => void): Watch {
  let last: string | undefined;
  let looking = false;
  const look = async () => {
    const expected = [...known()];
    const found = await Promise.all(expected.map(([path]) => appearance(path)));
    const state = JSON.stringify(found);
    const isRest = state === last;
    last = state;
    if (isRest && !closed && expected.some(([, before], at) => before !== found[at])) changed();
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look().finally(() => {
      looking = false;
    });
  }, WATCH_INTERVAL);
  let closed = false;
  timer.unref();
  return {
    close: () => {
      closed = true;
      clearInterval(timer);
    },
  };
}
