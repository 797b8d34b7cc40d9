import { describe, expect, it } from 'vitest';
import { isRandom, isWords } from './random-text.js';

const WRITTEN = [
  'getUserByIdAndName',
  'READ_WRITE_TIMEOUT',
  'user123_profile456_page7',
  'feature-flag-2026-11-25-rollout',
  'uploads/2026/11/report_final_v2',
  'supercalifragilistic',
  '12345678901234567890',
  '7f9c24e5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
  '',
];

const RANDOM = [
  'wJalrXUtnFEMIK7MDENGbPxRfiCY',
  '4f9d2c7b81e06a35d49c',
  'q7x2m9k4z8w1v6b3n5t0',
  'hV3kQz8+Lr/9tYpW2mXa0==',
];

describe('isRandom', () => {
  it.each(WRITTEN)('does not take what people write for random: %s', (run) => {
    expect(isRandom(run)).toBe(false);
  });

  it('takes keys for random', () => {
    for (const run of RANDOM) expect(isRandom(run)).toBe(true);
  });
});

describe('isWords', () => {
  it('reads words in every case, joined by anything', () => {
    for (const run of ['load-balancer', 'LoadBalancer', 'LOAD_BALANCER', 'load.balancer2', '', '12'])
      expect(isWords(run)).toBe(true);
    for (const run of ['loadBALancer', 'aBcDeF', 'wJalrXUtn']) expect(isWords(run)).toBe(false);
  });

  it('does not try what matches in every combination', () => {
    const start = performance.now();
    expect(isWords(`${'Abc'.repeat(20_000)}aB`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
