import { describe, expect, it } from 'vitest';
import type { CatalogText, HoleRule, MessageSetting, Rule } from '../policy.js';
import { isTighter, isTighterMessage } from './strength.js';

const remove: Rule = { remove: true };
const replace: Rule = { replace: '[x]' };
const keep: Rule = { keep: 'string', max: 20 };
const pseudonymize: Rule = { pseudonymize: { key: 'k' } };
const generalize: Rule = { generalize: 'ip' };
const mask: Rule = { mask: { last: 2 } };
const truncate: Rule = { truncate: { max: 20 } };
const map: Rule = { map: { keys: 'uuid', value: { keep: 'integer' } } };
const parse: Rule = { parse: 'json' };
const encrypt: Rule = { encrypt: { to: 'dpo' } };
const all = { remove, replace, keep, encrypt, pseudonymize, generalize, mask, truncate, map, parse };
const braces = { encrypt, pseudonymize, generalize, mask, truncate };

describe('holes of a catalog', () => {
  const catalog = { messages: [['a ', ' b ', '']] };
  const setting = (...rules: (HoleRule | null)[]) => ({ catalog, holes: { 'a … b …': rules } });
  const wide = setting({ keep: 'integer' }, null);

  it.each<[string, MessageSetting, boolean]>([
    ['the same', wide, true],
    ['none', { catalog }, true],
    ['fewer', setting(null, null), true],
    ['narrower', setting({ keep: 'integer', max: 9 }, null), true],
    ['another type', setting({ keep: 'uuid' }, null), false],
    ['another hole', setting({ keep: 'integer' }, { keep: 'integer' }), false],
    ['a wider range', setting({ keep: 'number' }, null), false],
  ])('%s: %#', (_, to, expected) => {
    expect(isTighterMessage(wide, to)).toBe(expected);
    expect(isTighterMessage({ catalog }, wide)).toBe(false);
  });
});

it('the id of unknown messages may be left out, and not be added', () => {
  const catalog = { messages: ['a'] };
  const named = (key: string): MessageSetting => ({ catalog, unknown: { pseudonymize: { key } } });
  expect(isTighterMessage(named('k'), named('k'))).toBe(true);
  expect(isTighterMessage(named('k'), { catalog })).toBe(true);
  expect(isTighterMessage(named('k'), 'remove')).toBe(true);
  for (const from of [named('l'), { catalog }, 'template', 'scan'] as const)
    expect(isTighterMessage(from, named('k'))).toBe(false);
});

describe('isTighter', () => {
  it.each(Object.entries(all))('lets remove stand in place of %s, and of what is not listed', (_, from) => {
    expect(isTighter(from, remove)).toBe(true);
    expect(isTighter(undefined, remove)).toBe(true);
  });

  it.each(Object.entries(all).filter(([name]) => name !== 'remove'))(
    'never lets %s stand in place of remove',
    (_, to) => {
      expect(isTighter(remove, to)).toBe(false);
      expect(isTighter(undefined, to)).toBe(false);
    },
  );

  it.each(Object.entries({ keep, map, parse, ...braces }))(
    'lets replace stand in place of %s, not the other way',
    (_, rule) => {
      expect(isTighter(rule, replace)).toBe(true);
      expect(isTighter(replace, rule)).toBe(false);
    },
  );

  it.each(Object.entries(braces))('lets %s stand in place of keep, not the other way', (_, rule) => {
    expect(isTighter(keep, rule)).toBe(true);
    expect(isTighter(rule, keep)).toBe(false);
  });

  it('knows no order between the five in the middle', () => {
    for (const [from, to] of Object.values(braces).flatMap((a) =>
      Object.values(braces).map((b) => [a, b] as const),
    )) {
      if (from !== to) expect(isTighter(from, to)).toBe(false);
    }
  });

  it.each([
    [keep, { keep: 'string', max: 10 }, true],
    [keep, { keep: 'string', max: 30 }, false],
    [{ keep: 'number' }, { keep: 'integer', min: 0 }, true],
    [{ keep: 'integer' }, { keep: 'number' }, false],
    [map, { map: { keys: 'uuid', max: 5, value: { keep: 'integer', min: 0 } } }, true],
    [map, { map: { keys: 'token', value: { keep: 'integer' } } }, false],
    [map, mask, false],
    [parse, parse, true],
    [parse, pseudonymize, false],
    [parse, keep, false],
    [keep, parse, false],
    [map, parse, false],
    [replace, { replace: '[y]' }, false],
    [replace, replace, true],
  ] as [Rule, Rule, boolean][])('from %j to %j is %j', (from, to, expected) => {
    expect(isTighter(from, to)).toBe(expected);
  });
});

it('orders the modes of messages: scan, template, a catalog, remove', () => {
  const modes = ['scan', 'template', { catalog: { messages: ['a'] } }, 'remove'] as const;
  for (const [i, from] of modes.entries()) {
    for (const [j, to] of modes.entries()) expect(isTighterMessage(from, to)).toBe(j >= i);
  }
});

it('takes a catalog for tighter where all of it is in the other', () => {
  const of = (messages: CatalogText[], prefixes?: string[]) => ({
    catalog: prefixes === undefined ? { messages } : { messages, prefixes },
  });
  expect(isTighterMessage(of(['a', ['b', '']]), of([['b', '']]))).toBe(true);
  expect(isTighterMessage(of(['a']), of(['a', 'b']))).toBe(false);
  expect(isTighterMessage(of(['a b']), of([['a', 'b']]))).toBe(false);
  expect(isTighterMessage(of(['a'], ['p']), of(['a']))).toBe(true);
  expect(isTighterMessage(of(['a']), of(['a'], ['p']))).toBe(false);
});
