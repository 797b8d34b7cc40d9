import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { leafOf, nonZero } from '../../test/action-context.js';
import { createRun } from '../run/run.js';
import type { MapRule } from '../policy/policy.js';
import { faultsOf, narrowsRule } from './index.js';

const rule = (map: Partial<MapRule['map']> = {}): MapRule => ({
  map: { keys: 'token', value: { keep: 'integer' }, ...map },
});
const UUID = '0b9f2c1e-5a7d-4c3b-8e21-9d6f0a1b2c3d';

/** Text and counts of one call. */
function write(map: Partial<MapRule['map']>, value: unknown, budget = 1000) {
  const run = createRun(budget);
  return { text: leafOf(rule(map))(value, run), counts: nonZero(run.counts), budget: run.budget };
}

describe('the members of a map', () => {
  test('come out in the order of the input', () => {
    expect(write({}, { b: 1, a: 2, 'x.y': 3 }).text).toBe('{"b":1,"a":2,"x.y":3}');
  });

  test.each([
    ['uuid', [UUID, UUID.toUpperCase()], ['x', `${UUID}0`]],
    ['token', ['a', '__proto__', 'x'.repeat(64)], ['', 'a b', 'x'.repeat(65), 'é']],
    [
      'integer',
      ['0', '17', '-17', '9007199254740991'],
      ['017', '1.5', '-0', '1e3', '9007199254740992', 'a', '', 'NaN'],
    ],
    [{ enum: ['a', 'a b', '"'] }, ['a', 'a b', '"'], ['b', 'constructor']],
  ] as const)('have keys of type %j', (keys, right, wrong) => {
    const entries = [...right, ...wrong].map((key) => [key, 1] as const);
    const { text, counts } = write({ keys }, Object.fromEntries(entries));
    expect(Object.keys(JSON.parse(text ?? '') as object).sort()).toEqual([...right].sort());
    expect(counts).toEqual({ kept: right.length, unlisted: wrong.length });
  });

  test('have values under the one rule, each counted by its own outcome', () => {
    const { text, counts } = write({}, { a: 1, b: 'secret', c: null, d: 1.5 });
    expect(text).toBe('{"a":1,"c":null}');
    expect(counts).toEqual({ kept: 2, removed: 2 });
    expect(write({ value: { mask: { last: 1 } } }, { a: 'secret' })).toMatchObject({
      text: '{"a":"****t"}',
      counts: { masked: 1 },
    });
  });

  test('are never named _logsieve', () => {
    expect(write({}, { _logsieve: 1 })).toMatchObject({ text: undefined, counts: { unlisted: 1 } });
    expect(write({ keys: { enum: ['_logsieve'] } }, { _logsieve: 1 }).text).toBeUndefined();
  });

  test('are resolved as JSON would: toJSON and boxed values', () => {
    const toJSON = () => 5;
    expect(write({}, { a: { toJSON }, b: Object(6) as unknown, c: () => 7, d: undefined })).toMatchObject({
      text: '{"a":5,"b":6}',
      counts: { kept: 2 },
    });
  });

  test('come out up to max; further ones are removed unread', () => {
    let reads = 0;
    const value = {
      a: 'wrong',
      b: 1,
      get c() {
        return ++reads;
      },
      get d() {
        return ++reads;
      },
    };
    expect(write({ max: 2 }, value)).toMatchObject({
      text: '{"b":1,"c":1}',
      counts: { kept: 2, removed: 2 },
    });
    expect(reads).toBe(1);
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`k${index}`, index]));
    expect(write({}, many).counts).toEqual({ kept: 100, removed: 50 });
  });

  test('use up the budget, unlisted ones do not', () => {
    expect(write({}, { 'not a token': 1, a: 1, b: 2, c: 3 }, 2)).toEqual({
      text: '{"a":1,"b":2}',
      counts: { kept: 2, removed: 1, unlisted: 1 },
      budget: 0,
    });
  });

  test('that throw are removed, and the others come out', () => {
    const value = {
      get a() {
        throw new Error('secret');
      },
      b: {
        toJSON() {
          throw new Error('secret');
        },
      },
      c: 1,
    };
    expect(write({}, value)).toMatchObject({ text: '{"c":1}', counts: { kept: 1, removed: 2, faults: 2 } });
  });

  test('are read once, unlisted ones never', () => {
    const reads: PropertyKey[] = [];
    const value = new Proxy(
      { a: 1, 'b c': 2 },
      { get: (target, key) => (reads.push(key), Reflect.get(target, key) as unknown) },
    );
    expect(write({}, value).text).toBe('{"a":1}');
    expect(reads).toEqual(['a']);
  });

  test('are not read at all under replace', () => {
    const value = {
      get a() {
        throw new Error('secret');
      },
      b: null,
    };
    expect(write({ value: { replace: 'x' } }, value)).toMatchObject({
      text: '{"a":"x","b":"x"}',
      counts: { replaced: 2 },
    });
  });

  test('are own and enumerable', () => {
    const value = Object.defineProperty({ a: 1 }, 'hidden', { value: 2 });
    expect(write({}, value)).toMatchObject({ text: '{"a":1}', counts: { kept: 1 } });
  });
});

test('a map is a plain object of any realm', () => {
  expect(write({}, Object.assign(Object.create(null), { a: 1 })).text).toBe('{"a":1}');
  expect(write({}, runInNewContext('({ a: 1 })')).text).toBe('{"a":1}');
  class Instance {
    a = 1;
  }
  for (const value of [
    'a',
    5,
    [1],
    new Instance(),
    Object.create({ a: 1 }),
    new Map([['a', 1]]),
    new Error('x'),
    Buffer.from('x'),
  ]) {
    expect(write({}, value)).toMatchObject({ text: undefined, counts: {} });
  }
});

test('a map without members that come out is left out', () => {
  expect(write({}, {}).text).toBeUndefined();
  expect(write({}, { a: 'secret' }).text).toBeUndefined();
});

test('a map has the faults of its value rule and of its keys', () => {
  expect(faultsOf(rule({ value: { keep: 'number', min: 2, max: 1 } }))).toMatchObject([
    { path: ['map', 'value', 'min'] },
  ]);
  expect(faultsOf(rule({ keys: { enum: ['a', '_logsieve'] } }))).toMatchObject([
    { path: ['map', 'keys', 'enum', 1] },
  ]);
  expect(faultsOf(rule())).toEqual([]);
});

test.each([
  [{}, { max: 100 }, true],
  [{ max: 5 }, {}, false],
  [{}, { keys: 'uuid' }, false],
  [{ keys: { enum: ['a', 'b'] } }, { keys: { enum: ['b'] } }, true],
  [{ keys: { enum: ['a'] } }, { keys: { enum: ['a', 'b'] } }, false],
  [{ keys: { enum: ['a'] } }, {}, false],
  [{}, { keys: { enum: ['a'] } }, false],
  [{}, { value: { keep: 'integer', min: 0 } }, true],
  [{ value: { keep: 'integer', min: 0 } }, {}, false],
  [{}, { value: { replace: 'x' } }, false],
] as const)('from %j to %j is narrower: %s', (from, to, narrower) => {
  expect(narrowsRule(rule(from), rule(to))).toBe(narrower);
});

test('a map shows no inherited member of an object that has no class', () => {
  const root = Object.assign(Object.create(null), { inherited: 1 }) as object;
  expect(write({}, Object.assign(Object.create(root), { own: 2 }))).toMatchObject({
    text: '{"own":2}',
    counts: { kept: 1 },
  });
});

test('a member that JSON would not have is not even removed', () => {
  const seen: unknown[] = [];
  const compileValue = () => (value: unknown) => (seen.push(value), undefined);
  const run = createRun(10);
  expect(leafOf(rule(), { compileValue })({ a: undefined, b: () => 1 }, run)).toBeUndefined();
  expect([seen, nonZero(run.counts)]).toEqual([[], {}]);
});
