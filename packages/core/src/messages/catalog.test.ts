import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogText } from '../policy/policy.js';
import { compileCatalog } from './catalog.js';

const find = (messages: readonly CatalogText[], text: string, prefixes: readonly string[] = []) =>
  compileCatalog({ messages, prefixes })(text)?.written;

describe('a message catalog', () => {
  it.each<[string, CatalogText[], string, string | undefined]>([
    ['lets out a constant as it is', ['request completed'], 'request completed', 'request completed'],
    ['lets out no beginning of a constant', ['request completed'], 'request', undefined],
    ['lets out nothing behind a constant', ['request'], 'request of Ada', undefined],
    [
      'empties the holes of a text',
      [['login of ', ' from ', '']],
      'login of Ada from Rome',
      'login of … from …',
    ],
    ['takes an empty value for a hole', [['user ', '']], 'user ', 'user …'],
    ['takes the format string itself', [['user ', ' in']], 'user %s in', 'user … in'],
    ['has no room for an end that overlaps the beginning', [['aba', 'aba']], 'ababa', undefined],
    ['has no room for a middle that overlaps the end', [['', 'ab', 'ba']], 'xaba', undefined],
    ['finds the parts in their order only', [['', 'b', 'a', '']], 'xaxbx', undefined],
    ['takes two holes in a row for one', [['a', '', 'b']], 'a1b', 'a…b'],
    ['prefers a constant to holes', ['user none', ['user ', '']], 'user none', 'user none'],
    [
      'prefers the longest beginning',
      [
        ['user ', ''],
        ['user in ', ''],
      ],
      'user in x',
      'user in …',
    ],
    [
      'goes back to a shorter beginning',
      [
        ['user ', ' out'],
        ['user in ', '!'],
      ],
      'user in x out',
      'user … out',
    ],
    [
      'prefers the longest end',
      [
        ['', ' ms'],
        ['', ' in ms'],
      ],
      'x in ms',
      '… in ms',
    ],
    [
      'prefers the most text between',
      [
        ['a', 'b'],
        ['a', ' mid ', 'b'],
      ],
      'a mid b',
      'a… mid …b',
    ],
    ['knows no empty message', ['a', ['a', '']], '', undefined],
    ['escapes what comes out', ['say "hi"\n'], 'say "hi"\n', String.raw`say \"hi\"\n`],
    ['tells lone surrogates apart', [['\ud83d', '']], '\ud83e1', undefined],
  ])('%s', (_title, messages, text, expected) => {
    expect(find(messages, text)).toBe(expected);
  });

  it('takes prefixes before a text, also several', () => {
    const messages = ['up', ['user ', '']];
    expect(find(messages, '[a] up', ['[a] ', '[b] '])).toBe('[a] up');
    expect(find(messages, '[a] [b] user Ada', ['[a] ', '[b] '])).toBe('[a] [b] user …');
    expect(find(messages, '[a] [c] up', ['[a] ', '[b] '])).toBeUndefined();
    expect(find(messages, '[a] ', ['[a] ', '[b] '])).toBeUndefined();
  });

  it('keeps what the writer of a hole gives, and nothing of the others', () => {
    const even = (value: string) => (/^\d*[02468]$/.test(value) ? value : undefined);
    const holes = new Map([['a … b … c', [even, undefined]]]);
    const lookup = compileCatalog({ messages: [['a ', ' b ', ' c']], prefixes: ['[p] '] }, holes);
    expect(lookup('a 12 b 14 c')?.written).toBe('a 12 b … c');
    expect(lookup('[p] a 12 b 14 c')).toEqual({
      shown: '[p] a … b … c',
      written: '[p] a 12 b … c',
      isTyped: true,
    });
    expect(lookup('a 13 b 14 c')?.written).toBe('a … b … c');
    expect(lookup('a … b … c')).toMatchObject({ written: 'a … b … c' });
    expect(lookup('a 12 b 4 b 14 c')?.written).toBe('a 12 b … c');
  });

  it('gives the same whatever the order of its texts', () => {
    const messages = [
      ['a', 'b', 'c'],
      ['a', 'c', 'c'],
      ['a', 'c'],
      ['', 'b', ''],
    ];
    expect(find([...messages].reverse(), 'a b c c')).toBe(find(messages, 'a b c c'));
  });

  const word = fc.constantFrom('a', 'b', 'ab', 'ba', ' ', '');
  const text = fc.array(word, { minLength: 1, maxLength: 4 });
  const messages = fc.array(
    text.map((parts): CatalogText => (parts.length === 1 ? `${parts[0]}x` : parts)),
    { maxLength: 8 },
  );

  it('finds what one of its texts is, and only that', () => {
    fc.assert(
      fc.property(messages, fc.array(word, { maxLength: 8 }), (catalog, words) => {
        const input = words.join('');
        const expected = catalog.some((entry) => isOf(entry, input) || shownOf(entry) === input);
        expect(find(catalog, input) !== undefined).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('lets out its own texts only, and lets them out again as they are', () => {
    fc.assert(
      fc.property(messages, fc.array(word, { maxLength: 8 }), (catalog, words) => {
        const output = find(catalog, words.join(''));
        if (output === undefined) return;
        expect(catalog.map(shownOf)).toContain(output);
        expect(find(catalog, output)).toBe(output);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the text', () => {
    const catalog = ['a', 'b', 'ab', 'ba'].flatMap((end) => [
      [end, end],
      [end, 'aab', end],
      ['', 'ab', 'ba', 'ab', ''],
    ]);
    const lookup = compileCatalog({ messages: catalog, prefixes: ['a', 'aa'] });
    const cost = (units: number) => {
      const input = `${'a'.repeat(units)}!`;
      return Math.min(...Array.from({ length: 5 }, () => timeOf(() => lookup(input))));
    };
    cost(2000);
    // Quadratic would be 256 times as long.
    expect(cost(160_000)).toBeLessThan(64 * Math.max(cost(10_000), 0.05));
  });
});

/** The parts of an entry as a search that tries everything. */
function isOf(entry: CatalogText, input: string): boolean {
  if (typeof entry === 'string') return entry === input;
  const [first = '', ...rest] = entry;
  if (!input.startsWith(first)) return false;
  const tail = input.slice(first.length);
  if (rest.length === 0) return tail === '';
  return Array.from({ length: tail.length + 1 }, (_, at) => tail.slice(at)).some((from) => isOf(rest, from));
}

function shownOf(entry: CatalogText): string {
  if (typeof entry === 'string') return entry;
  return entry.filter((part, index) => part !== '' || index === 0 || index === entry.length - 1).join('…');
}

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
