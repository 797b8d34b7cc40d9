import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { toWords } from './name.js';

it('takes names apart at what is no letter, and at the humps of camel case', () => {
  expect(toWords('DB_PASSWORD')).toEqual(['db', 'password']);
  expect(toWords('userPassword2')).toEqual(['user', 'password']);
  expect(toWords('xAPIKeyID')).toEqual(['x', 'api', 'key', 'id']);
  expect(toWords('oauth2.clientSECRETs-1')).toEqual(['oauth', 'client', 'secre', 'ts']);
  expect(toWords('42_.$')).toEqual([]);
});

it('does so as patterns would', () => {
  const byPatterns = (name: string) =>
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
      .split(/[^A-Za-z]+/)
      .filter((word) => word !== '')
      .map((word) => word.toLowerCase());
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abAB1_-.$é'), maxLength: 12 }), (name) => {
      expect(toWords(name)).toEqual(byPatterns(name));
    }),
    { numRuns: 20_000 },
  );
});
