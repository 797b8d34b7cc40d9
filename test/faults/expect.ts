import { findLeaks } from '@logsieve/testing';
import { expect } from 'vitest';
import { CANARY, type Outcome } from './run.js';

/** The application went on to its end, and ended by itself. */
export function expectWentOn({ last, code }: Outcome): void {
  expect({ done: last.done, code }).toEqual({ done: true, code: 0 });
}

/** Nothing of what is secret stands in what came out, nor in `others`. */
export function expectClean({ stdout, stderr }: Outcome, ...others: readonly string[]): void {
  expect(findLeaks([stdout, stderr, ...others], [CANARY])).toEqual([]);
}

/** stderr tells of the fault, of each kind of it once, and of nothing else. */
export function expectToldOnce({ stderr }: Outcome, what: RegExp): void {
  const lines = stderr.split('\n').filter((line) => line !== '');
  expect(lines.filter((line) => !line.startsWith('logsieve: '))).toEqual([]);
  expect(lines.some((line) => what.test(line))).toBe(true);
  expect(new Set(lines).size).toBe(lines.length);
}

/** How many records were lost for sure, and how many faults there were. */
export function lossesOf({ last }: Outcome): { readonly sinkFaults: number; readonly dropped: number } {
  const { sinkFaults = 0, dropped = 0 } = last.counters ?? {};
  return { sinkFaults, dropped };
}

/** The lines, each parsed: a line that is cut or not JSON fails. */
export function recordsIn(text: string): Record<string, unknown>[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
