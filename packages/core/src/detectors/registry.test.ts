import { describe, expect, it } from 'vitest';
import { BUNDLES, DETECTORS, resolveDetectors } from './registry.js';

describe('resolveDetectors', () => {
  it('gives ids in canonical order, each once', () => {
    expect(resolveDetectors(['jwt', 'email', 'jwt'])).toEqual({ ids: ['email', 'jwt'], unknown: [] });
  });

  it('resolves the bundle default to all detectors that need no word of a country', () => {
    const others = ['mac-address', 'uk-nhs', 'es-dni', 'nl-bsn', 'in-aadhaar', 'ca-sin'];
    const all = DETECTORS.map((detector) => detector.id);
    expect(resolveDetectors(['all']).ids).toEqual(all);
    expect(resolveDetectors(['email', 'default']).ids).toEqual(all.filter((id) => !others.includes(id)));
  });

  it('has in the bundles of laws what they are about, and no secrets', () => {
    for (const bundle of ['pci', 'hipaa', 'gdpr']) {
      const ids = resolveDetectors([bundle]).ids;
      expect(ids).toContain('payment-card');
      expect(ids).not.toContain('secret-assignment');
    }
    expect(resolveDetectors(['hipaa', 'gdpr']).ids).toEqual(resolveDetectors(['gdpr']).ids);
  });

  it('resolves the bundle secrets to what finds keys and credentials, and all to everything', () => {
    const { ids } = resolveDetectors(['secrets']);
    expect(ids).toEqual([...(BUNDLES.get('secrets') ?? [])]);
    for (const id of ids) expect(id).toMatch(/key|token|jwt|bearer|basic|digest|credentials|secret|entropy/);
    expect(resolveDetectors(['all']).ids).toEqual(DETECTORS.map((detector) => detector.id));
  });

  it('gives what it does not know as it was given', () => {
    expect(resolveDetectors(['name', 'email', 'Email', 'name', 'toString'])).toEqual({
      ids: ['email'],
      unknown: ['name', 'Email', 'toString'],
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
