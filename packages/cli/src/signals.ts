import { EXIT } from './exit-codes.js';

/** Aborted by the first signal that is to end the work. Another one ends the process, which closes what is open. */
export function stopBySignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(EXIT.faulty);
      controller.abort();
    });
  }
  return controller.signal;
}
