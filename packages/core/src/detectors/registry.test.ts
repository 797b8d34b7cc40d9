import { describe, expect, it } from 'vitest';
import { BUNDLES, DETECTORS, resolveDetectors } from './registry.js';

describe('resolveDetectors', () => {
  it('gives ids in canonical order, each once', () => {
    expect(resolveDetectors(['jwt', 'email', 'jwt'])).toEqual({ ids: ['email', 'jwt'], unknown: [] });
  });

  it('resolves the bundle default to all detectors', () => {
    expect(resolveDetectors(['email', 'default']).ids).toEqual(DETECTORS.map((detector) => detector.id));
  });

  it('resolves the bundle secrets to what finds keys and credentials, and all to everything', () => {
    const { ids } = resolveDetectors(['secrets']);
    expect(ids).toEqual([...(BUNDLES.get('secrets') ?? [])]);
    for (const id of ids) expect(id).toMatch(/key|token|jwt|bearer|basic|digest|credentials|secret|entropy/);
    expect(resolveDetectors(['all']).ids).toEqual(DETECTORS.map((detector) => detector.id));
  });

  it('gives what it does not know as it was given', () => {
    expect(resolveDetectors(['phone', 'email', 'Email', 'phone', 'toString'])).toEqual({
      ids: ['email'],
      unknown: ['phone', 'Email', 'toString'],
    });
  });

  it('gives nothing for nothing', () => {
    expect(resolveDetectors([])).toEqual({ ids: [], unknown: [] });
  });
});

describe('the registry', () => {
  it('has ids that are unique and no name of a bundle', () => {
    const ids = DETECTORS.map((detector) => detector.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(BUNDLES.has(id)).toBe(false);
  });

  it('has bundles of known detectors only', () => {
    for (const ids of BUNDLES.values()) expect(resolveDetectors(ids).unknown).toEqual([]);
  });
});
