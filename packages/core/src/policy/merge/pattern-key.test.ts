import { expect, it } from 'vitest';
import { parsePathPattern } from '../path-pattern.js';
import type { Segment } from '../policy.js';
import { patternKey, upperKeys } from './pattern-key.js';

/** The segments of a pattern; `i:` before it stands for names in any case. */
function segmentsOf(pattern: string): readonly Segment[] {
  const parsed = parsePathPattern(pattern.replace(/^i:/, ''), pattern.startsWith('i:'));
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.segments;
}
const key = (pattern: string) => patternKey(segmentsOf(pattern));

it('patterns that match the same paths have one key', () => {
  expect(key('i:Req.*.X-Id')).toBe(key('i:req.*.x-ID'));
  expect(key('a\\.b.*')).toBe(key('a\\.b.*'));
});

it('patterns that match other paths have other keys', () => {
  const patterns = [
    'a',
    'A',
    'i:a',
    'a.b',
    'a\\.b',
    'a.*',
    'i:a.*',
    'a.\\*',
    '*',
    '*.a',
    'i:*.a',
    '**.a',
    'i:**.a',
  ];
  expect(new Set(patterns.map(key)).size).toBe(patterns.length);
});

it('above a pattern are the patterns of the containers, outermost first', () => {
  expect(upperKeys(segmentsOf('a.b.*.c'))).toEqual(['a', 'a.b', 'a.b.*'].map(key));
  expect(upperKeys(segmentsOf('i:A.b'))).toEqual([key('i:a')]);
  expect(upperKeys(segmentsOf('a'))).toEqual([]);
});

it('above a pattern of any depth there is none', () => {
  expect(['**.a', 'a.**.b', 'a.b.**.c'].map((pattern) => upperKeys(segmentsOf(pattern)))).toEqual([
    [],
    [],
    [],
  ]);
});
