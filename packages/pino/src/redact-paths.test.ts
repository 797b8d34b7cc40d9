import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { type Host, symbolsOf } from './host.js';
import { compiledRedactPatterns, redactPatterns } from './redact-paths.js';

function readBack(
  redact: string[] | { paths: string[]; censor?: never; remove?: boolean },
  nestedKey?: string,
) {
  const logger = pino(
    { redact, ...(nestedKey === undefined ? {} : { nestedKey }) },
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

  it('is refused where its censor looks at the values, since that cannot be followed', () => {
    const censor = ((value: string) => value.slice(-4)) as never;
    expect(() => readBack({ paths: ['card'], censor })).toThrow('cannot be read back');
  });

  it('is empty where there is none', () => {
    expect(readBack([])).toEqual([]);
  });
});
