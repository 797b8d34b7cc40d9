import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Drive, Driver } from './drive-core.js';
import {
  expectedLine,
  inWinstonWords,
  lineOf,
  loadVectors,
  type Path,
  recordOf,
  type RecordVector,
  takeRemarks,
} from './vector.js';

/** The vectors of `records/`, by file. */
export const files = loadVectors<RecordVector>('records');

/** A test for each vector on each of these paths. */
export function describeVectors(drivers: Partial<Record<Path, Driver>>): void {
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  for (const [path, driver] of Object.entries(drivers) as [Path, Driver][]) {
    describe(`record vectors through ${path}`, () => {
      for (const { file, vectors } of files) {
        describe(file, () => {
          for (const vector of vectors.filter(({ not }) => not?.[path] === undefined)) {
            it(vector.name, () => check(vector, path, driver));
          }
        });
      }
    });
  }
}

async function check(vector: RecordVector, path: Path, driver: Driver): Promise<void> {
  for (const [name, value] of Object.entries(vector.env ?? {})) vi.stubEnv(name, value);
  const expected = path === 'winston' ? inWinstonWords(expectedLine(vector)) : expectedLine(vector);
  const drive: Drive = {
    policy: vector.policy,
    profile: vector.profile,
    record: () => recordOf(vector),
    line: lineOf(vector),
  };
  expect(await driver(drive)).toBe(expected);
  if (vector.remarks === undefined) return;
  const policy = { ...vector.policy, remarks: 'counts' as const };
  const remarked = takeRemarks(await driver({ ...drive, policy }));
  expect(remarked).toEqual({ line: expected, counts: vector.remarks });
}
