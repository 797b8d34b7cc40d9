import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson, hashOf } from './hash.js';

it('gives equal data equal text, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: undefined }], a: 'é' })).toBe('{"a":"é","b":[1,{"d":1}]}');
});

it('hashes the canonical text with SHA-256', () => {
  const expected = createHash('sha256').update('{"a":"é"}').digest('hex');
  expect(hashOf({ a: 'é' })).toBe(expected);
});
