import { expect, it } from 'vitest';
import { formatPathPattern, hasAnyDepth, parsePathPattern } from './path-pattern.js';

const exact = (name: string) => ({ kind: 'exact', name });
const any = { kind: 'any' };
const anyDepth = { kind: 'anyDepth' };

it.each([
  ['a', [exact('a')]],
  ['a.b.c', [exact('a'), exact('b'), exact('c')]],
  ['*', [any]],
  ['a.*.b', [exact('a'), any, exact('b')]],
  ['a.*', [exact('a'), any]],
  ['**.a', [anyDepth, exact('a')]],
  ['a.**.*.b', [exact('a'), anyDepth, any, exact('b')]],
  ['a\\.b', [exact('a.b')]],
  ['\\*.\\*\\*', [exact('*'), exact('**')]],
  ['a\\[0\\].\\\\', [exact('a[0]'), exact('\\')]],
  [' a .b', [exact(' a '), exact('b')]],
  ['__proto__.constructor', [exact('__proto__'), exact('constructor')]],
])('the pattern %s is read, and written the same', (pattern, segments) => {
  const read = parsePathPattern(pattern, false);
  expect(read).toEqual({ segments });
  expect('segments' in read && formatPathPattern(read.segments)).toBe(pattern);
});

it('a pattern for any case has names in any case, written in lower case', () => {
  const read = parsePathPattern('Req.*.X-Id\\.B', true);
  const name = (text: string) => ({ kind: 'caseInsensitive', name: text });
  expect(read).toEqual({ segments: [name('Req'), any, name('X-Id.B')] });
  expect('segments' in read && formatPathPattern(read.segments)).toBe('req.*.x-id\\.b');
});

it.each([
  '',
  '.',
  'a.',
  '.a',
  'a..b',
  'a.**',
  '**',
  'a*',
  '*a',
  '***',
  'a.*b',
  'a[0]',
  'a[',
  'a]',
  'a\\',
  'a\\b',
  '\\a',
])('no pattern is %j', (pattern) => {
  expect(parsePathPattern(pattern, false)).toHaveProperty('fault');
});

it.each(['_logsieve', 'a._logsieve', '**._logsieve', '_logsieve.a'])(
  'the reserved field is no part of one: %s',
  (pattern) => {
    expect(parsePathPattern(pattern, false)).toHaveProperty('fault', '_logsieve is reserved');
  },
);

it('a pattern has any depth where ** stands anywhere in it', () => {
  const has = (pattern: string) => {
    const read = parsePathPattern(pattern, false);
    return 'segments' in read && hasAnyDepth(read.segments);
  };
  expect(['**.a', 'a.**.b'].map(has)).toEqual([true, true]);
  expect(['a', 'a.*', '\\*\\*'].map(has)).toEqual([false, false, false]);
});
