import { describe, expect, test } from 'vitest';
import { leafOf, nonZero } from '../../test/action-context.js';
import { createRun } from '../run/run.js';
import { narrowsRule } from './index.js';
import { createScanner } from '../detectors/scan.js';
import { DETECTORS } from '../detectors/registry.js';
import { truncate, truncateText } from './truncate.js';

test('gives the first UTF-16 units of a string', () => {
  const leaf = leafOf({ truncate: { max: 3 } });
  expect([leaf(''), leaf('abc'), leaf('abcd'), leaf('a\nbc')]).toEqual(['""', '"abc"', '"abc"', '"a\\nb"']);
});

test('runs the detectors over the whole string before it cuts', () => {
  const run = createRun(10);
  expect(leafOf({ truncate: { max: 10 } })('abcdefgSECRET', run)).toBe('"abcdefg"');
  expect(nonZero(run.counts)).toEqual({ findings: 1 });
});

test.each([
  ['ab😀', 3, 'ab'],
  ['ab😀', 4, 'ab😀'],
  ['a\ud83db', 2, 'a\ud83d'],
  ['a\ud800\udc00', 2, 'a'],
  ['a\udbff\udfff', 2, 'a'],
  ['a\ud83d\ue000', 2, 'a\ud83d'],
  ['ab\udc00', 2, 'ab'],
  ['a\ud7ff\udc00', 2, 'a\ud7ff'],
  ['a\udc00\udc00', 2, 'a\udc00'],
  ['abc[email]', 2, 'ab'],
  [`${'x'.repeat(40)}[email]`, 42, 'x'.repeat(40)],
  ['ab[email]cd', 2, 'ab'],
  ['ab[email]cd', 3, 'ab'],
  ['ab[email]cd', 8, 'ab'],
  ['ab[email]cd', 9, 'ab[email]'],
  ['[email]', 6, ''],
  ['[a][email]', 5, '[a]'],
  ['a[no placeholder', 5, 'a[no '],
  ['a[0,1,2]', 5, 'a[0,1'],
])('cuts %j at %i to %j', (text, max, out) => {
  expect(truncateText(text, max)).toBe(out);
});

test.each([[5], [true], [{}], [['a']]])('removes %s', (value) => {
  expect(leafOf({ truncate: { max: 3 } })(value)).toBeUndefined();
});

test('reads a string of just limits.stringLength', () => {
  expect(leafOf({ truncate: { max: 3 } })('x'.repeat(1000))).toBe('"xxx"');
});

describe('a string over limits.stringLength', () => {
  const limits = { depth: 16, properties: 1000, stringLength: 1000, lineBytes: 1_000_000 };
  const cut = (value: string, max: number, length = 1000) =>
    leafOf({ truncate: { max } }, { limits: { ...limits, stringLength: length } })(value);

  test('gives its first units, and stays short of what nobody looked at', () => {
    const text = 'plain words '.repeat(100);
    expect(cut(text, 20)).toBe(JSON.stringify(text.slice(0, 20)));
    expect(cut(text, 1000)).toBe(JSON.stringify(text.slice(0, 488)));
  });

  test('gives nothing where so little is looked at that all of it may go on as a finding', () => {
    expect(cut('plain words '.repeat(100), 20, 512)).toBeUndefined();
    expect(cut('plain words '.repeat(100), 20, 513)).toBe('"p"');
    expect(cut('x'.repeat(1200), 20)).toBeUndefined();
    expect(cut(`"${'x'.repeat(1200)}`, 20)).toBe('"\\""');
    expect(cut('x'.repeat(9000), 20, 8192)).toBe(`"${'x'.repeat(20)}"`);
  });

  const ids = DETECTORS.map(({ id }) => id);
  const scanner = createScanner(ids);
  const leaf = truncate.compile({ truncate: { max: 2000 } }, {
    limits: { ...limits, stringLength: 2000 },
    scan: (text: string) => scanner(text).text,
  } as never);
  const filler = 'some plain words of a text\n'.repeat(80);
  const long = [
    `https://ada:${'p4ss'.repeat(250)}@db.example.com/x`,
    `-----BEGIN PRIVATE KEY-----\n${`${'MIIEvQ'.repeat(10)}\n`.repeat(20)}-----END PRIVATE KEY-----`,
    `password=${'hunter2'.repeat(150)}`,
    `Authorization: Bearer ${'a1B2c3'.repeat(200)}`,
    `{"token":"${'a1B2c3'.repeat(200)}"}`,
  ];
  const secrets = [...DETECTORS.flatMap(({ examples }) => examples.map(({ text }) => text)), ...long];

  test.each([7, 30, 513, 600, 900])(
    'gives nothing that the detectors would find in the whole, wherever in it the cut is: %i',
    (before) => {
      for (const secret of secrets) {
        const text = `${filler.slice(0, 2000 - before)}${secret}\n${filler.slice(0, 600)}`;
        const out = JSON.parse(leaf(text, createRun(1)) ?? '""') as string;
        const whole = scanner(text).text;
        if (!whole.startsWith(out))
          expect(out.slice(-100), secret).toBe(whole.slice(out.length - 100, out.length));
      }
    },
  );
});

test('is narrower with a lower max', () => {
  expect(narrowsRule({ truncate: { max: 3 } }, { truncate: { max: 3 } })).toBe(true);
  expect(narrowsRule({ truncate: { max: 3 } }, { truncate: { max: 4 } })).toBe(false);
});
