/** How far long work has come, for who watches: on stderr where that is a terminal, and never a value of a record. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';

/** One piece of work. */
export interface Progress {
  /** So much is done. */
  readonly update: (done: number) => void;
  /** The work is over, and the bar goes. */
  readonly stop: () => void;
}

/** What is over sooner shows no bar. */
const PATIENCE_MS = 1000;

/** Shows a bar once the work has taken a second: what is done, of so many bytes or records. */
export function startProgress(what: string, total: number): Progress {
  const isShown = process.env['TERM'] !== 'dumb' && total > 0;
  const from = performance.now();
  let bar: SingleBar | undefined;
  return {
    update: (done) => {
      if (!isShown || performance.now() - from < PATIENCE_MS) return;
      bar ??= showBar(what, total, done);
      bar.update(Math.min(done, total));
    },
    stop: () => {
      bar?.stop();
      bar = undefined;
    },
  };
}

function showBar(what: string, total: number, done: number): SingleBar {
  const format = `${what} {bar} {percentage} % | {eta_formatted} left`;
  // Signals are the command's own, and a cursor that was hidden would stay hidden.
  const own = { clearOnComplete: true, gracefulExit: false, stream: process.stderr, noTTYOutput: false };
  const bar = new SingleBar({ format, ...own }, Presets.legacy);
  bar.start(total, Math.min(done, total));
  return bar;
}

/** The bytes of a log's segments; 0 where they cannot be told. */
export function bytesOfLog(dir: string): number {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.sealed'))
      .reduce((sum, name) => sum + (statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0), 0);
  } catch {
    return 0;
  }
}
