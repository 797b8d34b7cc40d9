import { expect, it } from 'vitest';
import { parsePathPattern } from '../policy/path-pattern.js';
import { type PruneState, pruneText } from './prune.js';

function states(...patterns: readonly string[]): PruneState[] {
  return patterns.map((pattern) => {
    const parsed = parsePathPattern(pattern.replace(/^i:/, ''), pattern.startsWith('i:'));
    if ('fault' in parsed) throw new Error(parsed.fault);
    return { segments: parsed.segments, at: 0 };
  });
}

it.each([
  [['a'], { a: 1, b: 2 }, { b: 2 }],
  [['a.b'], { a: { b: 1, c: 2 }, b: 3 }, { a: { c: 2 }, b: 3 }],
  [['a.b'], { a: { b: 1 }, b: 3 }, { b: 3 }],
  [['a.b'], { a: 1 }, { a: 1 }],
  [['a'], { A: 1, a: 2 }, { A: 1 }],
  [['i:A'], { A: 1, a: 2, b: 3 }, { b: 3 }],
  [['*.b'], { a: { b: 1, c: 2 }, d: [{ b: 1 }, { c: 2 }, 3] }, { a: { c: 2 }, d: [{ b: 1 }, { c: 2 }, 3] }],
  [['l.*'], { l: [1, 2], m: 3 }, { m: 3 }],
  [['l.0', 'i:l.0'], { l: [1, 2] }, { l: [1, 2] }],
  [['**.b'], { b: 1, a: { b: 2, c: { b: 3, d: 4 } }, l: [{ b: 5 }, 6] }, { a: { c: { d: 4 } }, l: [6] }],
  [['a.**.b'], { b: 1, a: { b: 2, c: { b: 3, d: 4 } } }, { b: 1, a: { c: { d: 4 } } }],
  [['a.**.**.b'], { a: { b: 2, c: 1 } }, { a: { c: 1 } }],
  [['a', 'b.c'], { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3 } }],
  [['x'], { a: null, b: [null], c: false, d: '' }, { a: null, b: [null], c: false, d: '' }],
  [['x'], { a: {}, b: [], c: 1 }, { c: 1 }],
  [[], { a: 1 }, { a: 1 }],
])('%j is gone from %j', (patterns, value, left) => {
  expect(JSON.parse(pruneText(JSON.stringify(value), states(...patterns)) ?? '')).toEqual(left);
});

it('gives nothing where nothing is left', () => {
  expect(pruneText('{"a":{"b":[1]}}', states('a.b'))).toBeUndefined();
  expect(pruneText('[{"a":1}]', states('*.a'))).toBeUndefined();
  expect(pruneText('1', [{ segments: [{ kind: 'exact', name: 'a' }], at: 1 }])).toBeUndefined();
});

it('gives text in canonical form', () => {
  expect(pruneText('{"a":"\u007f","b":1}', states('b'))).toBe('{"a":"\\u007f"}');
});
