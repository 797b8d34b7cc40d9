import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * Writes one line on stderr, for what has no logger to go to. Controls are spelled out, so that nothing in the text
 * moves a terminal's cursor; line feeds stay. Never throws, and a stderr that is closed or full harms nobody.
 */
export function tellStderr(text: string): void {
  try {
    const line = `logsieve: ${text.replace(UNPRINTABLE, escapeUnit)}\n`;
    // A worker's stderr goes through the main thread, which may be waiting for the worker to end.
    if (isMainThread) process.stderr.write(line, forgive);
    else writeSync(2, line);
  } catch {
    // There is nobody else to tell.
  }
}

/** Without a listener, the event of a failed write would end the process. */
function forgive(error?: Error | null): void {
  if (error && process.stderr.listenerCount('error') === 0) process.stderr.once('error', ignore);
}

function ignore(): void {
  // Told of once is told.
}

const UNPRINTABLE = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escapeUnit(unit: string): string {
  return `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`;
}
