import { type Canary, findLeaks } from '@logsieve/testing';
import { expect } from 'vitest';

/** Planted where nothing may leave; no detector knows its shape. */
export const CANARY = 'kZ7canary Qx4wUM';

/** What is looked for: the canary, and each half of it by itself. */
const CANARIES: readonly Canary[] = [{ label: 'the canary', text: CANARY, parts: ['kZ7canar', 'y Qx4wUM'] }];

/** Which of some texts are in an output, and how they are written, as `canary 0 as hex`. */
export function leaksIn(output: unknown, canaries: readonly string[]): string[] {
  return findLeaks(output, canaries).map(({ index, encoding }) => `canary ${index} as ${encoding}`);
}

/** Throws where the canary, or half of it, is found in `output`, in whatever encoding. Never shows the output. */
export function expectNoLeak(output: unknown): void {
  expect(findLeaks(output, CANARIES)).toEqual([]);
}

/** Shows that a test can fail: without logsieve the canary is in the output. */
export function expectLeak(output: unknown): void {
  expect(findLeaks(output, CANARIES)).not.toEqual([]);
}
