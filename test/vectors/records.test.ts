import { describe, expect, it } from 'vitest';
import { describeVectors, files } from './check.js';
import { LOGGER_DRIVERS } from './drive-loggers.js';
import { PATHS } from './vector.js';

const vectors = files.flatMap((file) => file.vectors);

describeVectors(LOGGER_DRIVERS);

describe('the record vectors', () => {
  it('have names of their own', () => {
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  });

  it('opt out of a path rarely, and say why', () => {
    const reasons = vectors.flatMap(({ not = {} }) => Object.values(not));
    expect(reasons.every((reason) => reason.length > 10)).toBe(true);
    expect(reasons.length).toBeLessThan((vectors.length * PATHS.length) / 20);
  });
});
