/** How far the log had come when it was last signed: so that a writer that starts again sees what is missing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './durable.js';

export interface Mark {
  readonly segment: number;
  readonly lines: number;
  /** In base64. */
  readonly chain: string;
}

const NAME = 'mark.json';

/** Writes the mark. What it marks has to be on disk already. Throws what the system throws. */
export function saveMark(stateDir: string, { segment, lines, chain }: Mark): void {
  replaceFile(join(stateDir, NAME), `${JSON.stringify({ segment, lines, chain })}\n`, false);
}

/** The mark, or undefined where there is none that can be read. */
export function loadMark(stateDir: string): Mark | undefined {
  try {
    const mark = JSON.parse(readFileSync(join(stateDir, NAME), 'utf8')) as Mark;
    const isWhole = Number.isSafeInteger(mark.segment) && Number.isSafeInteger(mark.lines);
    return isWhole && typeof mark.chain === 'string' ? mark : undefined;
  } catch {
    return undefined;
  }
}
