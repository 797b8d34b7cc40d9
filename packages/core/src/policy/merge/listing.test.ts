import { describe, expect, it } from 'vitest';
import { parsePathPattern } from '../path-pattern.js';
import type { Rule, Segment } from '../policy.js';
import { createListing } from './listing.js';

/** The segments of a pattern; `i:` before it stands for names in any case. */
function segmentsOf(pattern: string): readonly Segment[] {
  const parsed = parsePathPattern(pattern.replace(/^i:/, ''), pattern.startsWith('i:'));
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.segments;
}

const uuid: Rule = { keep: 'uuid' };
const listing = (...patterns: string[]) =>
  createListing(patterns.map((pattern) => ({ segments: segmentsOf(pattern), rule: uuid })));

describe('a pattern meets what is listed', () => {
  it.each([
    ['a.b', 'a.b'],
    ['a.b', 'a'],
    ['a.B', 'i:A.b'],
    ['i:a.b', 'A.B'],
    ['i:a.b', 'i:A.B'],
    ['a.b', '*'],
    ['a.b', '*.b'],
    ['a.b', 'a.*'],
    ['i:a.b', 'a.*'],
    ['l.*.x', 'l.*'],
    ['l.*.x', 'l.*.x'],
    ['l.*', '*.*'],
  ])('of %s: %s', (listed, pattern) => {
    expect(listing('other', listed)(segmentsOf(pattern))).toBe(true);
  });

  it.each([
    ['a.b', 'b'],
    ['a.b', 'a.b.c'],
    ['a.b', 'a.B'],
    ['a.b', 'A.b'],
    ['a.b', 'a.c'],
    ['a', 'a.*'],
    ['l.*', 'l.0'],
    ['l.*.x', 'l.x'],
    ['a.b', '*.c'],
    ['a.b', '*.*.*'],
    ['i:a.b', 'a.c'],
    ['i:a.b', 'i:b'],
  ])('but not of %s: %s', (listed, pattern) => {
    expect(listing('other.one', listed)(segmentsOf(pattern))).toBe(false);
  });

  it('of each spelling of a name by itself', () => {
    const isListed = listing('h.Id.x', 'h.ID.y', 'i:h.id.z');
    expect(
      ['h.Id.x', 'h.ID.y', 'h.Id.z', 'i:h.id.x', 'i:h.iD.y', '*.*.y'].map(segmentsOf).map(isListed),
    ).toEqual(Array(6).fill(true));
    expect(['h.ID.x', 'h.Id.y', 'h.id.x'].map(segmentsOf).map(isListed)).toEqual(Array(3).fill(false));
  });
});

describe('what lets out members that no rule names', () => {
  const listed = (rule: Rule) => createListing([{ segments: segmentsOf('a.m'), rule }]);

  it.each([{ map: { keys: 'uuid', value: uuid } }, { keep: 'error' }] as Rule[])(
    'is met by any below it: %j',
    (rule) => {
      expect(listed(rule)(segmentsOf('a.m.x.y'))).toBe(true);
      expect(listed(rule)(segmentsOf('a.x'))).toBe(false);
    },
  );

  it('is no other rule, be there two for one path', () => {
    const both = createListing([
      { segments: segmentsOf('m'), rule: { keep: 'error' } },
      { segments: segmentsOf('m'), rule: uuid },
    ]);
    expect(both(segmentsOf('m.x'))).toBe(true);
    const spellings = createListing([
      { segments: segmentsOf('m'), rule: { keep: 'error' } },
      { segments: segmentsOf('i:M'), rule: uuid },
    ]);
    expect(spellings(segmentsOf('i:m.x'))).toBe(true);
    for (const rule of [uuid, { replace: 'x' }]) expect(listed(rule)(segmentsOf('a.m.x'))).toBe(false);
  });
});

it('nothing is listed by a removal or by a pattern of any depth', () => {
  const isListed = createListing([
    { segments: segmentsOf('a'), rule: { remove: true } },
    { segments: segmentsOf('**.b'), rule: { replace: 'x' } },
  ]);
  expect(['a', 'b', '*'].map(segmentsOf).map(isListed)).toEqual([false, false, false]);
});
