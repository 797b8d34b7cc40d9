import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeFrame } from './write-frame.js';

const META = { n: 1, time: 2, records: 3 };
const CHAIN = Buffer.alloc(32, 7);

function textOf(parts: readonly Buffer[]): string {
  return writeFrame(META, CHAIN, parts, (bytes) => Buffer.alloc(bytes, '!')).toString('latin1');
}

it('writes an age file in parts as it is written in one', () => {
  const sizes = fc.oneof(fc.nat(9), fc.constantFrom(12_287, 12_288, 12_289, 30_000));
  fc.assert(
    fc.property(fc.array(sizes, { maxLength: 6 }), (lengths) => {
      const parts = lengths.map((length, number) => Buffer.alloc(length, `part ${number}`));
      expect(textOf(parts)).toBe(
        `{"kind":"frame","n":1,"time":2,"records":3,"chain":"${CHAIN.toString('base64')}","ct":"${Buffer.concat(parts).toString('base64')}"}\n`,
      );
    }),
    { numRuns: 500 },
  );
});
