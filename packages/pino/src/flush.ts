import type { Sink } from './host.js';

/** What sonic-boom, pino's stream for files and descriptors, has. */
export interface Flushable extends Sink {
  fd?: number;
  /** Bytes that wait. */
  readonly _len?: number;
  flushSync?: () => void;
  /** Whether to try again what the system did not take for the moment. */
  retryEAGAIN?: (error: unknown, length: number, left: number) => boolean;
}

/** How it went with the destination so far. */
interface Health {
  /** It failed, and has written nothing since. */
  failing: boolean;
}

/**
 * Keeps a synchronous flush from taking forever. sonic-boom, asked to flush to what cannot be written, tries again and
 * again and lets nobody else have a turn: at `log.fatal()`, and when the process ends. What is left waits on;
 * `gaveUp` is told.
 */
export function ownFlush(sink: Flushable, health: Health, gaveUp: () => void): void {
  const { flushSync } = sink;
  if (typeof sink._len !== 'number' || flushSync === undefined) return;
  sink.flushSync = () => {
    if (health.failing) return;
    const stop = giveUpWithoutProgress(sink);
    try {
      flushSync.call(sink);
    } catch (error) {
      if (error !== GIVEN_UP) throw error;
      health.failing = true;
      gaveUp();
    } finally {
      stop();
    }
  };
}

/** sonic-boom throws an error of this code, where it is told not to try again; it tries again after any other. */
const GIVEN_UP = Object.assign(new Error('the destination cannot be written'), { code: 'EAGAIN' });

/** It asks for the descriptor at each try: where nothing came of two of them, and it was not asked to wait, it ends. */
function giveUpWithoutProgress(sink: Flushable): () => void {
  const { fd, retryEAGAIN } = sink;
  let waited = false;
  let [before, tries] = [sink._len, 0];
  const descriptor = () => {
    tries = sink._len === before && !waited ? tries + 1 : 0;
    [before, waited] = [sink._len, false];
    // The first is that of a check before the first try.
    if (tries > 3) throw GIVEN_UP;
    return fd;
  };
  Object.defineProperty(sink, 'fd', { get: descriptor, configurable: true, enumerable: true });
  sink.retryEAGAIN = (error, length, left) => {
    waited = true;
    return error !== GIVEN_UP && retryEAGAIN?.call(sink, error, length, left) !== false;
  };
  return () => {
    Object.defineProperty(sink, 'fd', { value: fd, writable: true, configurable: true, enumerable: true });
    if (retryEAGAIN !== undefined) sink.retryEAGAIN = retryEAGAIN;
  };
}
