import { describe, expect, it } from 'vitest';
import { inOptions } from './tell.js';

describe('what the library calls an option', () => {
  const names = { 'options.identity': '--identity', 'options.retain.ms': '--retain-age' };

  it.each([
    ['options.identity gives no key', '--identity gives no key'],
    ['options.identity[0].file gives no key', '--identity gives no key'],
    ['options.identity[2].env gives no key', '--identity 3 gives no key'],
    ['options.retain.ms is a time', '--retain-age is a time'],
    ['options.other is unknown', 'options.other is unknown'],
    ['make one with enrollWriter({ stateDir, rootKey })', 'make one with logsieve enroll'],
  ])('%s is told as %s', (text, told) => {
    expect(inOptions(text, names)).toBe(told);
  });
});
