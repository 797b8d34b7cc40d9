import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBase64, toBase64 } from './base64.js';

const asNodeWouldWrite = (text: Buffer) => {
  const bytes = Buffer.from(text.toString('latin1'), 'base64');
  return bytes.toString('base64') === text.toString('latin1') ? bytes : undefined;
};

it('is read where it is the one encoding of its bytes', () => {
  const letters = [...'AQgwBR/+-_= \n\0\u00e9\u00ff'];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...letters), maxLength: 14 }), (characters) => {
      const text = Buffer.from(characters, 'latin1');
      expect(readBase64(text)).toEqual(asNodeWouldWrite(text));
    }),
    { numRuns: 20_000 },
  );
});

it('is read with no byte changed, put in or left out', () => {
  const places = fc.record({ at: fc.nat(60), byte: fc.nat(255), isIn: fc.boolean(), isOut: fc.boolean() });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), places, (bytes, { at, byte, isIn, isOut }) => {
      const text = Buffer.from(toBase64(Buffer.from(bytes)));
      expect(readBase64(text)).toEqual(Buffer.from(bytes));
      const other = Buffer.from(isIn ? [byte] : []);
      const changed = Buffer.concat([text.subarray(0, at), other, text.subarray(isOut ? at + 1 : at)]);
      expect(readBase64(changed)).toEqual(asNodeWouldWrite(changed));
    }),
    { numRuns: 10_000 },
  );
});
