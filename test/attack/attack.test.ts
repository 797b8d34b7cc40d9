import { describe, expect, it } from 'vitest';
import { fuzzLines } from './line-fuzz.js';
import { run } from './run.js';
import { attackTransport, transportSeed } from './transport.js';

/** Another seed attacks with other records: `ATTACK_SEED=7 npm run unit -- test/attack`. */
const seed = Number(process.env['ATTACK_SEED'] ?? 1);

describe('hostile records', () => {
  it('do not leak, throw, hang or differ between the object path, lines and both loggers', () => {
    const tally = run({ seed, from: 0, records: 4_000, heavyEvery: 60 });
    expect(tally.faults).toEqual([]);
    expect(tally.lines).toBeGreaterThan(3_000);
  });
});

describe('hostile lines', () => {
  it('come out of every engine as redactLine has them, and are counted the same', () => {
    expect(fuzzLines({ seed, from: 0, lines: 8_000, engines: ['wasm', 'js'] }).faults).toEqual([]);
  });

  it.each([
    ['anywhere', 2_000],
    ['every byte', 100],
  ] as const)('come out of the transport as redactLine has them when they are cut %s', async (cut, count) => {
    for (let sample = 0; sample < 3; sample++)
      expect(await attackTransport(transportSeed(seed, sample), count, cut)).toEqual([]);
  });
});
