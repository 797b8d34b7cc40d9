import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { buildPatternAutomaton } from './pattern-automaton.js';
import { readPattern } from './read-pattern.js';

/** True where the pattern matches all of the text; undefined where the pattern is refused. */
function matches(pattern: string, text: string): boolean | undefined {
  const read = readPattern(pattern);
  const automaton = 'fault' in read ? undefined : buildPatternAutomaton(read.pattern);
  if (automaton === undefined) return undefined;
  const ends: number[] = [];
  automaton.walk(text, 0, ends);
  return ends.includes(text.length);
}

const faultOf = (pattern: string) => {
  const read = readPattern(pattern);
  return 'fault' in read ? read.fault : undefined;
};

describe('readPattern', () => {
  it.each([
    ['a+', '+ has no bound (at character 2)'],
    ['ab*', '* has no bound (at character 3)'],
    ['a{2,}', '{m,} has no bound (at character 2)'],
    ['(?:(?:a+))', '+ has no bound (at character 8)'],
    ['(?=a)b', 'groups of this kind are not known here (at character 2)'],
    ['(?<!a)b', 'groups of this kind are not known here (at character 2)'],
    ['(?P<n>b)', 'groups of this kind are not known here (at character 2)'],
    ['a(?i)b', 'groups of this kind are not known here (at character 3)'],
    ['(a)\\1', 'back references are not known here (at character 4)'],
    ['^a', '^ has no meaning here (at character 1)'],
    ['a$', '$ has no meaning here (at character 2)'],
    ['\\bfoo', '\\b has no meaning here (at character 1)'],
    ['\\pL', '\\p is not known here (at character 1)'],
    ['\\', 'the pattern ends too early (at character 2)'],
    ['a{3}{2}', 'a repetition is repeated (at character 5)'],
    ['a??', 'a repetition is repeated (at character 3)'],
    ['a{x}', 'the repetition is not understood (at character 2)'],
    ['a{3', 'the repetition is not understood (at character 2)'],
    ['a{3,2}', 'the least is above the most (at character 2)'],
    ['*a', 'there is nothing to repeat (at character 1)'],
    ['a|?', 'there is nothing to repeat (at character 3)'],
    ['[a', 'the class is not closed (at character 1)'],
    ['[z-a]', 'the range is not understood (at character 2)'],
    ['[[:alpha:]]', 'named classes are not known here (at character 2)'],
    ['[\ud83d\ude00]', 'the character has more than 16 bits (at character 2)'],
    ['(a', 'the group is not closed (at character 1)'],
    ['a)', 'a parenthesis is closed that was not opened (at character 2)'],
    ['a{257}', 'a match can be longer than 256 characters (at character 1)'],
    ['(?:a{99}){99}', 'a match can be longer than 256 characters (at character 1)'],
    ['a{0,5}|b', 'it matches where there is nothing (at character 1)'],
    ['', 'it matches where there is nothing (at character 1)'],
    ['x(((|){999}|){999}|){999}', 'it is too large (at character 1)'],
  ])('refuses %s: %s', (pattern, fault) => {
    expect(faultOf(pattern)).toBe(fault);
  });

  it('reads what is nested as deeply as a pattern can be long', () => {
    expect(faultOf(`${'('.repeat(499)}a${')'.repeat(499)}`)).toBeUndefined();
  });

  it('has no automaton for what has too many forms, and does not try for long', () => {
    const read = readPattern('[ab]{0,60}a[ab]{60}');
    if ('fault' in read) throw new Error(read.fault);
    const before = process.cpuUsage();
    expect(buildPatternAutomaton(read.pattern)).toBeUndefined();
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });

  it('takes characters of more than 16 bits outside of brackets, and cuts none in two', () => {
    expect(matches('\ud83d\ude00[0-9]', '\ud83d\ude001')).toBe(true);
    expect(matches('.', '\ud83d')).toBe(false);
    expect(matches('[^a]', '\ude00')).toBe(false);
  });
});

/** Patterns of everything that can be read. */
const atoms = fc.constantFrom(
  ...[
    'a',
    'b',
    'A',
    '-',
    '\\.',
    '\\[',
    '\u00e9',
    '.',
    '[ab]',
    '[^a]',
    '[a-c1-3]',
    '[^\\d]',
    '[]a]',
    '[a-]',
    '[\\w-]',
  ],
  ...['\\d', '\\w', '\\s', '\\D', '\\W', '\\S', '\\t'],
);
const patterns = fc.letrec<{ one: string; several: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: atoms },
    fc
      .tuple(
        fc.oneof(
          atoms,
          tie('several').map((inner) => `(?:${inner})`),
        ),
        fc.constantFrom('?', '{2}', '{0,2}', '{1,3}', '{0}'),
      )
      .map(([part, times]) => part + times),
    fc.tuple(tie('several'), tie('several')).map(([a, b]) => `(${a}|${b})`),
  ),
  several: fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
})).several;
const texts = fc.string({ unit: fc.constantFrom(...'aabbAB12-.[] \t\n\u00e9'), maxLength: 8 });

describe('what a pattern matches', () => {
  it('is what it matches in RE2, with letters in either case too', () => {
    let compared = 0;
    fc.assert(
      fc.property(patterns, texts, fc.boolean(), (written, text, isAnyCase) => {
        const pattern = isAnyCase ? `(?i)${written}` : written;
        // Of letters beyond ASCII only RE2 knows both cases.
        fc.pre(!(isAnyCase && /\u00e9/.test(pattern)));
        const isMatch = matches(pattern, text);
        if (isMatch === undefined) return;
        compared++;
        expect(isMatch).toBe(RE2JS.compile(pattern).matches(text));
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(1500);
  });
});
