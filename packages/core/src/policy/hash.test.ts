import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson, hashOf } from './hash.js';

it('gives equal data equal text, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: undefined }], a: 'é' })).toBe('{"a":"é","b":[1,{"d":1}]}');
});

it('puts the keys in the order of their UTF-16 units, whatever order they had', () => {
  for (const keys of ['abcde', 'edcba', 'cabed', 'badec', 'daebc']) {
    const value = Object.fromEntries([...keys].map((key) => [key, 1]));
    expect(canonicalJson(value)).toBe('{"a":1,"b":1,"c":1,"d":1,"e":1}');
  }
  expect(canonicalJson({ ä: 1, a: 1, Z: 1, 10: 1, 9: 1 })).toBe('{"10":1,"9":1,"Z":1,"a":1,"ä":1}');
});

it('writes what JSON has no text for as null', () => {
  expect(canonicalJson([undefined, null])).toBe('[null,null]');
});

it('hashes the canonical text with SHA-256', () => {
  const expected = createHash('sha256').update('{"a":"é"}').digest('hex');
  expect(hashOf({ a: 'é' })).toBe(expected);
});
