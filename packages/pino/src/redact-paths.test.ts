import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { type Host, symbolsOf } from './host.js';
import { compiledRedactPatterns } from './redact-compiled.js';
import { redactPatterns } from './redact-paths.js';

function readBack(
  redact: string[] | { paths: string[]; censor?: never; remove?: boolean },
  nestedKey?: string,
) {
  const logger = pino(
    { base: null, redact, ...(nestedKey === undefined ? {} : { nestedKey }) },
    { write: () => undefined },
  );
  return compiledRedactPatterns(logger as unknown as Host, symbolsOf(logger)).sort();
}

const PATHS: readonly (readonly [string, string])[] = [
  ['a', 'a'],
  ['a.b', 'a.b'],
  ['a.b[*].c', 'a.b.*.c'],
  ['a[*].b[*].c', 'a.*.b.*.c'],
  ['a.*', 'a.*'],
  ['*.p', '*.p'],
  ['*', '*'],
  ['["x-y"].z', 'x-y.z'],
  ['["x.y"].z', 'x\\.y.z'],
  ['a["b.c"]', 'a.b\\.c'],
  ['a[0].b', 'a.*.b'],
  ['req.headers.authorization', 'req.headers.authorization'],
];

describe('the redact option of a child', () => {
  it.each(PATHS)('%s removes %s', (path, pattern) => {
    expect(redactPatterns([path], null)).toEqual([pattern]);
    expect(redactPatterns({ paths: [path], censor: 'x' }, null)).toEqual([pattern]);
  });

  it('names fields below nestedKey and bindings beside it', () => {
    expect(redactPatterns(['a.b'], 'x.y')).toEqual(['a.b', 'x\\.y.a.b']);
  });

  it('leaves out what never comes out: the reserved field, names that no policy can list', () => {
    const paths = ['_logsieve', '_logsieve.a', 'a._logsieve', '[""]', '[""].a'];
    expect(redactPatterns(paths, '_logsieve')).toEqual([]);
  });

  it('removes the whole field where no pattern can say the path', () => {
    expect(redactPatterns(['a[""]'], null)).toEqual(['a']);
    expect(redactPatterns(['b.c[""].d'], 'p')).toEqual(['b', 'p.b']);
    expect(redactPatterns([`a${'.b'.repeat(64)}`, `c.${'d'.repeat(1024)}`], null)).toEqual(['a', 'c']);
    expect(redactPatterns([`a${'.b'.repeat(63)}`], 'p')).toEqual([`a${'.b'.repeat(63)}`, 'p.a']);
    expect(redactPatterns(['d'.repeat(1025)], null)).toEqual([]);
    expect(redactPatterns(['*[""]'], null)).toEqual(['*']);
  });

  it('is read as pino reads it: quotes and brackets of any shape', () => {
    expect(redactPatterns(['a["x][y"]'], null)).toEqual(['a.x.y']);
    expect(redactPatterns(['a["x]y"]'], null)).toEqual(['a.x.y"\\]']);
    expect(redactPatterns(["a['b.c'].d"], null)).toEqual(['a.b\\.c.d']);
    expect(redactPatterns(['[`x.y`].z'], null)).toEqual(['`x\\.y`.z', 'x\\.y.z']);
    expect(redactPatterns([`a["b'c"]`], null)).toEqual(["a.b'c"]);
  });

  it('is nothing where it is no such option', () => {
    for (const redact of [undefined, null, 'a', {}, { paths: 'a' }])
      expect(redactPatterns(redact, null)).toEqual([]);
  });
});

describe('the redact option of a root', () => {
  it.each(PATHS)('%s is read back as %s, censored or removed', (path, pattern) => {
    expect(readBack([path])).toEqual([pattern]);
    expect(readBack({ paths: [path], remove: true })).toEqual([pattern]);
    expect(readBack({ paths: [path], censor: (() => 'x') as never })).toEqual([pattern]);
  });

  it('is read back with all its paths together', () => {
    const paths = PATHS.filter(([path]) => !['a', 'a.b', 'a.*', '*'].includes(path));
    expect(readBack(paths.map(([path]) => path))).toEqual(paths.map(([, pattern]) => pattern).sort());
  });

  it('keeps a path whose members are named too', () => {
    expect(readBack(['a.b', 'a.b.c', 'd', 'd.e'])).toEqual(['a.b', 'd']);
    expect(readBack({ paths: ['a.b.c', 'a.b', 'd.e', 'd'], remove: true })).toEqual(['a.b', 'd']);
  });

  it.each<readonly [string, (value: string) => string]>([
    ['upper case', (value) => value.toUpperCase()],
    ['a part', (value) => `${'*'.repeat(value.length - 4)}${value.slice(-4)}`],
    ['parts', (value) => value.split('@')[1]!.replace(/^./, '*')],
    ['text of any value', (value) => `<${String(value)}${value + ''}${JSON.stringify(value)}>`],
    ['characters', (value) => [...value].map(() => '*').join('')],
  ])('is read back with a censor that expects strings: %s', (_, censor) => {
    for (const [path, pattern] of PATHS)
      expect(readBack({ paths: [path], censor: censor as never })).toEqual([pattern]);
    expect(readBack({ paths: ['b.c', 'card', 'd[*].e'], censor: censor as never })).toEqual([
      'b.c',
      'card',
      'd.*.e',
    ]);
  });

  it('is read back or refused, never in part, where names of paths are those of string methods', () => {
    const censor = ((value: string) => value.toUpperCase()) as never;
    const paths = ['link.slice', 'a.search', 'a.at.length'];
    expect(readBack({ paths, censor })).toEqual(['a.at.length', 'a.search', 'link.slice']);
    expect(readBack({ paths: ['card', 'a.link.*'] })).toEqual(['a.link.*', 'card']);
    for (const path of ['a.link.*', 'a[*].link', 'a.length.*.b'])
      expect(() => readBack({ paths: ['card', path], censor })).toThrow('cannot be read back');
  });

  it('is refused where its censor wants more of a value than a string has, since that cannot be followed', () => {
    const censor = ((value: { name: () => string }) => value.name()) as never;
    expect(() => readBack({ paths: ['card'], censor })).toThrow('cannot be read back');
  });

  it('leaves out what never comes out, and removes the whole field where no pattern can say the path', () => {
    expect(readBack(['_logsieve', 'a[""]', 'c["x][y"]', 'd'])).toEqual(['a', 'c.x.y', 'd']);
  });

  it('is empty where there is none', () => {
    expect(readBack([])).toEqual([]);
  });
});
