import { describe, expect, test } from 'vitest';
import { leafOf, nonZero } from '../../../test/action-context.js';
import { createRun } from '../../run/run.js';
import { faultsOf, narrowsRule } from '../index.js';

describe('a free string', () => {
  test('comes out as canonical JSON', () => {
    expect(leafOf({ keep: 'string' })('a"\n\u2028\ud800')).toBe('"a\\"\\n\\u2028\\ud800"');
  });

  test('has at most 256 UTF-16 units by default and is never cut', () => {
    const leaf = leafOf({ keep: 'string' });
    expect(leaf('x'.repeat(256))).toHaveLength(258);
    expect(leaf('x'.repeat(257))).toBeUndefined();
  });

  test('is bounded by max and by limits.stringLength', () => {
    expect(leafOf({ keep: 'string', max: 3 })('abcd')).toBeUndefined();
    expect(leafOf({ keep: 'string', max: 3 })('abc')).toBe('"abc"');
    expect(leafOf({ keep: 'string', max: 5000 })('x'.repeat(1001))).toBeUndefined();
  });

  test('has what detectors find replaced', () => {
    const run = createRun(10);
    expect(leafOf({ keep: 'string' })('a SECRET b', run)).toBe('"a [secret] b"');
    expect(nonZero(run.counts)).toEqual({ findings: 1 });
  });

  test('is removed where placeholders make it longer than max', () => {
    expect(leafOf({ keep: 'string', max: 6 })('SECRET')).toBeUndefined();
    expect(leafOf({ keep: 'string', max: 8 })('SECRET')).toBe('"[secret]"');
  });

  test.each([[5], [true], [['a']], [{}], [new Error('x')], [5n]])('is not %s', (value) => {
    expect(leafOf({ keep: 'string' })(value)).toBeUndefined();
  });
});

describe('the confidence of a free string', () => {
  test.each([
    [undefined, undefined, true],
    [0.8, 0.8, true],
    [0.8, 0.5, true],
    [0.8, 0, true],
    [undefined, 0, true],
    // Nobody knows here what the policy says.
    [undefined, 0.5, false],
    [0.5, undefined, false],
    [0.5, 0.51, false],
    [0, 0.1, false],
  ])('of %s narrows to %s: %s', (from, to, narrows) => {
    const rule = (confidence: number | undefined) => ({
      keep: 'string' as const,
      ...(confidence === undefined ? {} : { confidence }),
    });
    expect(narrowsRule(rule(from), rule(to))).toBe(narrows);
  });

  test('stands beside neither enum nor pattern', () => {
    expect(faultsOf({ keep: 'string', enum: ['a'], confidence: 1 })).toMatchObject([
      { path: ['confidence'] },
    ]);
    expect(faultsOf({ keep: 'string', pattern: 'a', confidence: 1 })).toMatchObject([
      { path: ['confidence'] },
    ]);
  });
});

describe('a string with enum', () => {
  const leaf = leafOf({ keep: 'string', enum: ['openai', 'SECRET', '__proto__'] });

  test('is exactly one of the entries, without detectors', () => {
    expect([leaf('openai'), leaf('SECRET'), leaf('__proto__')]).toEqual([
      '"openai"',
      '"SECRET"',
      '"__proto__"',
    ]);
  });

  test('is no other value that reads like one', () => {
    expect(leaf(['openai'])).toBeUndefined();
    expect(leafOf({ keep: 'string', pattern: 'a' })(['a'])).toBeUndefined();
  });

  test.each([['OpenAI'], ['openai '], ['constructor'], ['']])('is not %j', (value) => {
    expect(leaf(value)).toBeUndefined();
  });

  test('takes neither pattern nor max', () => {
    expect(faultsOf({ keep: 'string', enum: ['a'], max: 1 })).toMatchObject([{ path: ['max'] }]);
    expect(faultsOf({ keep: 'string', enum: ['a'], pattern: 'a' })).toMatchObject([{ path: ['pattern'] }]);
  });
});

describe('a string with pattern', () => {
  test('matches as a whole, without detectors', () => {
    const leaf = leafOf({ keep: 'string', pattern: 'a|ab|SECRET' });
    expect([leaf('a'), leaf('ab'), leaf('SECRET')]).toEqual(['"a"', '"ab"', '"SECRET"']);
    expect([leaf('abc'), leaf('a\n'), leaf('xa'), leaf('')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is bounded by max, else by limits.stringLength', () => {
    expect(leafOf({ keep: 'string', pattern: 'a*', max: 2 })('aaa')).toBeUndefined();
    expect(leafOf({ keep: 'string', pattern: 'a*' })('a'.repeat(1000))).toBeDefined();
    expect(leafOf({ keep: 'string', pattern: 'a*' })('a'.repeat(1001))).toBeUndefined();
  });

  test.each([['(?=a)b'], ['(a)\\1'], ['(?<!a)b'], ['[']])('faults %s', (pattern) => {
    expect(faultsOf({ keep: 'string', pattern })).toMatchObject([
      { code: 'ERR_LOGSIEVE_POLICY_PATTERN', path: ['pattern'], hint: expect.stringContaining('lookaround') },
    ]);
  });

  test('removes everything where it could not be compiled', () => {
    expect(leafOf({ keep: 'string', pattern: '[' })('a')).toBeUndefined();
  });

  test('takes linear time where a backtracking engine would not', () => {
    const leaf = leafOf(
      { keep: 'string', pattern: '(a+)+b' },
      { limits: { depth: 1, properties: 1, stringLength: 8192, lineBytes: 1 } },
    );
    const before = process.cpuUsage();
    expect(leaf('a'.repeat(8192))).toBeUndefined();
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });
});

test.each([
  [{ max: 10 }, { max: 9 }, true],
  [{ max: 10 }, {}, false],
  [{}, { max: 256 }, true],
  [{}, { max: 257 }, false],
  [{ enum: ['a', 'b'] }, { enum: ['b'] }, true],
  [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }, false],
  [{ enum: ['a', 'b'] }, { max: 1 }, false],
  [{ max: 3 }, { enum: ['abc'] }, true],
  [{ max: 3 }, { enum: ['abcd'] }, false],
  [{ pattern: 'a+' }, { enum: ['aa'] }, true],
  [{ pattern: 'a+' }, { enum: ['ab'] }, false],
  [{ pattern: 'a+', max: 1 }, { enum: ['aa'] }, false],
  [{ pattern: 'a+' }, { pattern: 'a+', max: 3 }, true],
  [{ pattern: 'a+', max: 3 }, { pattern: 'a+' }, false],
  [{ pattern: 'a+' }, { pattern: 'a+' }, true],
  [{ pattern: 'a+' }, { pattern: 'a+', max: 300 }, true],
  [{ pattern: 'a+', max: 2 }, { enum: ['aa'] }, true],
  [{ pattern: '[' }, { enum: ['a'] }, false],
  [{ pattern: 'a+' }, { pattern: 'a' }, false],
  [{ max: 3 }, { pattern: 'a', max: 3 }, false],
])('from %j to %j is narrower: %s', (from, to, narrower) => {
  expect(narrowsRule({ keep: 'string', ...from }, { keep: 'string', ...to })).toBe(narrower);
});
