import { describe, expect, test } from 'vitest';
import { leafOf } from '../../test/action-context.js';
import { faultsOf, narrowsRule } from './index.js';

describe('mask email', () => {
  const leaf = leafOf({ mask: 'email' });

  test.each([
    ['alice@example.com', 'a****@e****.com'],
    ['alice.b+tag@mail.example.co', 'a****@m****.co'],
    ['al@example.com', '****@e****.com'],
    ['alice@ex.example', '****@****'],
    ['longlocal@ex.com', 'l****@****.com'],
    ['abc@abc.com', '****@****'],
    ['a@b.co', '****@****'],
    ['longlocal@example.xn--p1ai', 'l****@e****'],
    ['😀😀😀longlocal@example.com', undefined],
    ['žluťoučký@example.com', 'ž****@e****.com'],
  ])('shows %s as %s', (value, out) => {
    expect(leaf(value)).toBe(out === undefined ? undefined : JSON.stringify(out));
    // A log that is redacted once more stays as it is.
    if (out !== undefined) expect(leaf(out)).toBe(JSON.stringify(out));
  });

  test.each([
    ['ab****@e****.com'],
    ['a****@e****.co.uk'],
    ['a*****@e****.com'],
    ['a****@e****.c0m'],
    ['a ****@e****.com'],
    ['a****@e****.com '],
    ['alice'],
    ['alice@localhost'],
    ['@example.com'],
    ['alice@'],
    ['a@b@c.example'],
    ['Alice <alice@example.com>'],
    ['"a b"@example.com'],
    ['a b@example.com'],
    ['alice@-x.com'],
    ['alice@x..com'],
    ['alice@127.0.0.1'],
    [`${'a'.repeat(65)}@example.com`],
    [`a@${'b.'.repeat(126)}com`],
    [17],
  ])('removes %s', (value) => {
    expect(leaf(value)).toBeUndefined();
  });
});

describe('mask first and last', () => {
  test.each([
    [{ last: 4 }, '4111111111111111', '****1111'],
    [{ last: 4 }, 4111111111111111, '****1111'],
    [{ last: 4 }, 12345678n, '****5678'],
    [{ last: 4 }, '1234567', '****'],
    [{ last: 4 }, '', '****'],
    [{ first: 2, last: 2 }, 'abcdefgh', 'ab****gh'],
    [{ first: 2 }, 'abcd', 'ab****'],
    [{ first: 1, last: 1 }, '😀b😀😀', '😀****😀'],
    [{ last: 1 }, '"\n', '****\n'],
  ])('%j shows %s as %s', (mask, value, out) => {
    expect(leafOf({ mask })(value)).toBe(JSON.stringify(out));
  });

  test('hides the length of the value', () => {
    const leaf = leafOf({ mask: { last: 1 } });
    expect(leaf('abcX')).toBe(leaf('abcdefghijklmnopX'));
  });

  test.each([[1.5], [2 ** 53], [true], [{}], [['abcdefgh']], ['x'.repeat(1001)]])('removes %s', (value) => {
    expect(leafOf({ mask: { last: 1 } })(value)).toBeUndefined();
  });

  test.each([
    [{}, [['mask']]],
    [{ first: 0, last: 0 }, [['mask']]],
    [{ first: 9 }, [['mask', 'first']]],
    [{ last: 9 }, [['mask', 'last']]],
    [{ first: -1, last: 1 }, [['mask', 'first']]],
    [{ first: 1, last: 1.5 }, [['mask', 'last']]],
    [{ first: 0, last: 8 }, []],
    [
      { first: 9, last: 9 },
      [
        ['mask', 'first'],
        ['mask', 'last'],
      ],
    ],
    [{ first: 8, last: 8 }, []],
  ])('%j has its faults at %j', (mask, paths) => {
    expect(faultsOf({ mask }).map(({ path }) => path)).toEqual(paths);
  });
});

test.each([
  ['email', 'email', true],
  ['email', { first: 1 }, false],
  ['email', { first: 0 }, false],
  [{ first: 0 }, 'email', false],
  [{ first: 1, last: 4 }, { last: 4 }, false],
  [{ first: 1, last: 4 }, { first: 1 }, false],
  [{ first: 0, last: 4 }, { last: 4 }, true],
  [{ first: 1 }, { first: 1, last: 0 }, true],
  [{ last: 4 }, { first: 0, last: 4 }, true],
  [{ last: 4 }, { last: 2 }, false],
] as const)('from %j to %j is narrower: %s', (from, to, narrower) => {
  expect(narrowsRule({ mask: from }, { mask: to })).toBe(narrower);
});

test('says of each fault what is wrong and what to write', () => {
  const hint = 'write whole numbers from 0 to 8, not both 0';
  expect(faultsOf({ mask: { last: 9 } })).toEqual([
    { path: ['mask', 'last'], message: 'last is out of range', hint },
  ]);
  expect(faultsOf({ mask: {} })).toEqual([
    { path: ['mask'], message: 'the mask shows nothing', hint: `${hint}; or use replace` },
  ]);
});

test('masks a string of just limits.stringLength', () => {
  expect(leafOf({ mask: { last: 1 } })('x'.repeat(1000))).toBe('"****x"');
});

test('showing fewer characters is not narrower, since shorter values begin to show', () => {
  expect(leafOf({ mask: { last: 4 } })('1234')).toBe('"****"');
  expect(leafOf({ mask: { last: 2 } })('1234')).toBe('"****34"');
});
