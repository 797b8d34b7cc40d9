import { expect, it } from 'vitest';
import { hintNearest, nearestName } from './nearest.js';

it('finds the name that was probably meant', () => {
  expect(nearestName('feilds', ['fields', 'limits'])).toBe('fields');
  expect(nearestName('Message', ['message'])).toBe('message');
});

it('finds nothing where no name is near', () => {
  expect(nearestName('password', ['fields', 'limits'])).toBeUndefined();
  expect(hintNearest('password', ['fields', 'limits'])).toBe('known here: fields, limits');
});

it('does not compare endless names', () => {
  expect(nearestName('x'.repeat(1_000_000), ['fields'])).toBeUndefined();
});
