import { readdirSync, readFileSync } from 'node:fs';
import type { Counts, PolicyDocument } from '@logsieve/core';

/** The ways a record can take through logsieve. */
export const PATHS = ['object', 'line', 'pino', 'transport', 'winston'] as const;
export type Path = (typeof PATHS)[number];

/** One record and what comes out of it. See README.md. */
export interface RecordVector {
  readonly name: string;
  readonly policy: PolicyDocument;
  readonly profile?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly record?: Readonly<Record<string, unknown>>;
  readonly line?: string;
  readonly expect?: Readonly<Record<string, unknown>>;
  readonly expectLine?: string;
  readonly remarks?: Partial<Counts>;
  readonly not?: Partial<Record<Path, string>>;
}

/** The vectors of each file of a folder beside this one. */
export function loadVectors<Vector>(
  folder: string,
): { readonly file: string; readonly vectors: readonly Vector[] }[] {
  const url = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, vectors: JSON.parse(readFileSync(new URL(file, url), 'utf8')) as Vector[] }));
}

/** The record as a line, as the logger would write it. */
export function lineOf({ line, record }: RecordVector): string {
  return line ?? JSON.stringify(record);
}

/** The record as `JSON.parse` makes it: `__proto__` is an own name. */
export function recordOf(vector: RecordVector): Record<string, unknown> {
  return JSON.parse(lineOf(vector)) as Record<string, unknown>;
}

/** The fields that a call hands over: the logger writes the level by itself. */
export function withoutLevel(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'level'));
}

/** The line that has to come out, byte for byte. */
export function expectedLine({ expect, expectLine }: RecordVector): string {
  return expectLine ?? JSON.stringify(expect);
}

const LEVEL_NAMES: Readonly<Record<string, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' };

/** The same line in winston's words: level 30 is `info`, and the message is called `message`. */
export function inWinstonWords(line: string): string {
  return line
    .replace(
      /([{,])"level":(\d+)(?=[,}])/,
      (_, before: string, level: string) => `${before}"level":"${LEVEL_NAMES[level]}"`,
    )
    .replace(/([{,])"msg":("(?:[^"\\]|\\.)*"(?:,"_logsieve":\{[^{}]*\})?\})$/, '$1"message":$2');
}

/** A line's remarks, taken off: the line as it would be under `"remarks": "silent"`, and the counts. */
export function takeRemarks(line: string): {
  readonly line: string;
  readonly counts: Record<string, number>;
} {
  const match = /,?"_logsieve":(\{"policy":"[0-9a-f]{16}"(?:,"[a-z]+":\d+)*\})\}$/.exec(line);
  if (match === null) throw new Error('the line has no remarks at its end');
  const counts = JSON.parse(match[1] as string) as Record<string, number>;
  delete counts['policy'];
  return { line: `${line.slice(0, match.index)}}`, counts };
}
