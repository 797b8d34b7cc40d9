import { expect } from 'vitest';
import { ADDRESS, placesIn } from './canaries.js';
import type { Run } from './program.js';

/** The program ended well, and nothing that was planted is in what it printed. */
export function expectClean({ code, stdout, stderr }: Run): void {
  expect(placesIn(stdout)).toEqual([]);
  expect(placesIn(stderr)).toEqual([]);
  expect(stdout + stderr).not.toContain(ADDRESS);
  expect(stderr).toBe('');
  expect(code).toBe(0);
}

/** Lines of JSON. Throws where one is not, without a word of it. */
export function records(text: string): unknown[] {
  return text
    .trim()
    .split('\n')
    .map((line, index) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        throw new Error(`line ${index + 1} is not JSON`);
      }
    });
}

/** Every one of these came out, as part of some record. */
export function expectArrived(text: string, expected: readonly object[]): void {
  const lines = records(text);
  for (const fields of expected) expect(lines).toContainEqual(expect.objectContaining(fields));
}
