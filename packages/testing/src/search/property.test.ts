import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plant } from '../plant/plant.js';
import { findLeaks } from './find-leaks.js';

const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');

/** Ways to write a text as another text. */
const ENCODE: Readonly<Record<string, (text: string) => string>> = {
  json: (text) => JSON.stringify({ a: text }),
  percent: encodeURIComponent,
  bytesInPercent: (text) => [...Buffer.from(text)].map((byte) => `%${hex(byte, 2)}`).join(''),
  units: (text) =>
    units(text)
      .map((unit) => `\\u${hex(unit, 4)}`)
      .join(''),
  html: (text) => Array.from(text, (character) => `&#${character.codePointAt(0) ?? 0};`).join(''),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
  bytes: (text) => JSON.stringify([...Buffer.from(text)]),
  buffer: (text) => JSON.stringify(Buffer.from(text)),
  utf16: (text) => Buffer.from(text, 'utf16le').toString('latin1'),
};
const names = Object.keys(ENCODE);

describe('findLeaks', () => {
  it('finds a canary within any text, written in any two ways within each other', () => {
    const encoders = fc.array(fc.constantFrom(...names), { maxLength: 2 });
    const around = fc.string({ maxLength: 12 });
    const property = fc.property(
      fc.nat(),
      around,
      around,
      around,
      encoders,
      (seed, before, after, inside, chain) => {
        // Nothing writes UTF-16 in UTF-16.
        fc.pre(chain.filter((name) => name === 'utf16').length < 2);
        const { planted, canaries } = plant({ secret: 'some words' }, { seed });
        let output = `${inside} ${planted.secret} ${inside}`;
        for (const name of chain) output = `${before} ${ENCODE[name]?.(output) ?? ''} ${after}`;
        expect(findLeaks(output, canaries).filter(({ whole }) => whole)).not.toEqual([]);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it('finds nothing in texts that hold nothing, whatever they are made of', () => {
    const canaries = Array.from(
      { length: 20 },
      (_, seed) => plant(undefined, { seed, keys: true }).canaries,
    ).flat();
    const bytes = noise(200_000);
    const texts = [
      bytes,
      bytes.toString('hex'),
      bytes.toString('base64'),
      JSON.stringify([...bytes]),
      [...bytes].join(''),
    ];
    expect(canaries.length).toBeGreaterThan(400);
    expect(texts.flatMap((text) => findLeaks(text, canaries))).toEqual([]);
  });

  it.each([
    ['backslashes', '\\'],
    ['quotes', '"'],
    ['percent signs', '%25'],
    ['escapes of all kinds', '\\u0041\\"%41&#65;=41'],
    ['one letter', 'a'],
    ['single letters', 'a,'],
    ['indices', '"0":"1",'],
    ['numbers', '1,22,333,'],
    ['the beginning of a canary', 'kZ7canar'],
    ['canaries', 'kZ7canaryQx4wUM'],
  ])('takes no more than its time for %s', (_, unit) => {
    const text = unit.repeat(1_000_000 / unit.length);
    const before = process.cpuUsage();
    findLeaks(text, ['kZ7canaryQx4wUM']);
    // Quadratic time would be minutes.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
  });
});

/** Bytes at random, always the same. */
function noise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) =>
    createHash('sha256').update(String(at)).digest(),
  );
  return Buffer.concat(blocks);
}
