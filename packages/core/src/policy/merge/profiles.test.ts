import { describe, expect, it } from 'vitest';
import { PolicyError } from '../issue.js';
import { parsePolicy } from '../parse.js';
import type { PolicyDocument, ProfileDocument } from '../policy.js';

function parse(profile: ProfileDocument, more: Partial<PolicyDocument> = {}) {
  return parsePolicy({
    logsieve: 1,
    extends: [],
    detectors: ['email'],
    fields: { a: { keep: 'number', min: 0 }, 'u.id': { keep: 'uuid' }, 'u.*': 'remove' },
    ...more,
    profiles: { console: profile },
  }).profiles['console'];
}

function codesOf(profile: ProfileDocument, more?: Partial<PolicyDocument>): string[] {
  try {
    parse(profile, more);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.issues.map(({ code, path }) => `${code} ${path.join('/')}`);
  }
}

describe('a profile', () => {
  it('may remove anything, go up in strength, narrow parameters and lower limits', () => {
    const profile = parse({
      fields: { u: 'remove', a: { keep: 'number', min: 0, max: 10 }, '**.password': 'remove' },
      message: 'remove',
      remarks: 'counts',
      limits: { depth: 4 },
    });
    expect(profile).toMatchObject({ message: 'remove', remarks: 'counts', limits: { depth: 4 } });
    expect(profile?.rules.map(({ pattern }) => pattern)).toEqual(['u', 'a', '**.password']);
  });

  it('may lower the confidence', () => {
    expect(parse({ confidence: 0.5 }, { confidence: 0.8 })?.confidence).toBe(0.5);
    expect(codesOf({ confidence: 0.5 }, { confidence: 0.4 })).toHaveLength(1);
  });

  it('adds detectors and takes none away', () => {
    expect(parse({ detectors: ['jwt'] })?.detectors).toEqual(['email', 'jwt']);
    expect(parse({ detectors: [] })?.detectors).toEqual(['email']);
  });

  it.each([
    ['keeps what is not listed', { fields: { b: { keep: 'uuid' } } }, 'fields/b'],
    ['replaces what is not listed', { fields: { b: { replace: 'x' } } }, 'fields/b'],
    ['keeps what is removed', { fields: { 'u.*': { keep: 'uuid' } } }, 'fields/u.*'],
    ['widens a range', { fields: { a: { keep: 'number' } } }, 'fields/a'],
    ['changes the type', { fields: { a: { keep: 'string' } } }, 'fields/a'],
    [
      'matches in any case what was exact',
      { fields: { a: { keep: 'number', min: 0, caseInsensitive: true } } },
      'fields/a',
    ],
    ['scans messages that are templates', { message: 'scan' }, 'message'],
    ['raises the confidence', { confidence: 0.1 }, 'confidence'],
    ['raises a limit', { limits: { depth: 17 } }, 'limits/depth'],
  ] as [string, ProfileDocument, string][])('that %s is an issue', (_, profile, path) => {
    expect(codesOf(profile)).toEqual([`ERR_LOGSIEVE_POLICY_LOOSENS profiles/console/${path}`]);
  });

  it('may state what the policy says', () => {
    const limits = { depth: 16, properties: 1000, stringLength: 8192, lineBytes: 1048576 };
    expect(codesOf({ message: 'template', limits, fields: { a: { keep: 'number', min: 0 } } })).toEqual([]);
  });

  it('may go from scan to template', () => {
    expect(codesOf({ message: 'template' }, { message: 'scan' })).toEqual([]);
  });
});
