import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Drive, DRIVERS } from './drive.js';
import {
  expectedLine,
  inWinstonWords,
  lineOf,
  loadVectors,
  type Path,
  PATHS,
  recordOf,
  type RecordVector,
  takeRemarks,
} from './vector.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const files = loadVectors<RecordVector>('records');
const vectors = files.flatMap((file) => file.vectors);

for (const path of PATHS) {
  describe(`record vectors through ${path}`, () => {
    for (const { file, vectors: listed } of files) {
      describe(file, () => {
        for (const vector of listed.filter(({ not }) => not?.[path] === undefined)) {
          it(vector.name, () => check(vector, path));
        }
      });
    }
  });
}

describe('the record vectors', () => {
  it('have names of their own', () => {
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  });

  it('opt out of a path rarely, and say why', () => {
    const reasons = vectors.flatMap(({ not = {} }) => Object.values(not));
    expect(reasons.every((reason) => reason.length > 10)).toBe(true);
    expect(reasons.length).toBeLessThan((vectors.length * PATHS.length) / 20);
  });
});

async function check(vector: RecordVector, path: Path): Promise<void> {
  for (const [name, value] of Object.entries(vector.env ?? {})) vi.stubEnv(name, value);
  const expected = path === 'winston' ? inWinstonWords(expectedLine(vector)) : expectedLine(vector);
  const drive: Drive = {
    policy: vector.policy,
    profile: vector.profile,
    record: () => recordOf(vector),
    line: lineOf(vector),
  };
  expect(await DRIVERS[path](drive)).toBe(expected);
  if (vector.remarks === undefined) return;
  const policy = { ...vector.policy, remarks: 'counts' as const };
  const remarked = takeRemarks(await DRIVERS[path]({ ...drive, policy }));
  expect(remarked).toEqual({ line: expected, counts: vector.remarks });
}
