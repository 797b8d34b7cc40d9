import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readObject, readText } from './document.js';
import type { Issue } from './issue.js';

function text(source: string) {
  const issues: Issue[] = [];
  const document = readText(source, 'p.json', (issue) => issues.push(issue));
  return { document, issues };
}

function object(value: unknown) {
  const issues: Issue[] = [];
  const document = readObject(value, 'policy', (issue) => issues.push(issue));
  return { document, issues };
}

describe('readText', () => {
  it('reads comments and a byte order mark', () => {
    const { document, issues } = text('\uFEFF// why\n{ "a": [1, /* two */ 2], "b": null, "c": true }');
    expect(document?.value).toEqual({ a: [1, 2], b: null, c: true });
    expect(issues).toEqual([]);
  });

  it('knows where a path was written, or the longest part of it that was', () => {
    const { document } = text('{\n  "a": {\n    "b": [\n      1,\n      2 ] } }');
    expect(document?.positionOf(['a', 'b', 1])).toEqual({ line: 5, column: 7 });
    expect(document?.positionOf(['a', 'b'])).toEqual({ line: 3, column: 5 });
    expect(document?.positionOf(['a', 'missing'])).toEqual({ line: 2, column: 3 });
    expect(document?.positionOf([])).toEqual({ line: 1, column: 1 });
  });

  it.each([
    ['nothing', '', 1, 1],
    ['a trailing comma', '{\n "a": 1,\n}', 3, 1],
    ['bare words', '{ "a": NaN }', 1, 8],
    ['two values', '{}\n{}', 2, 1],
  ])('gives one issue with its place for %s', (_, source, line, column) => {
    const { document, issues } = text(source);
    expect(document).toBeUndefined();
    expect(issues).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_SYNTAX', position: { line, column } }]);
  });

  it('quotes nothing of a text that is no policy', () => {
    const { issues } = text('c2VjcmV0LWtleS1tYXRlcmlhbA');
    expect(JSON.stringify(issues)).not.toContain('c2Vj');
  });

  it('gives an issue at the second of two equal keys, however they are escaped', () => {
    const { issues } = text('{ "a": 1,\n  "\\u0061": 2 }');
    expect(issues).toMatchObject([
      { code: 'ERR_LOGSIEVE_POLICY_DUPLICATE_KEY', path: ['a'], position: { line: 2, column: 3 } },
    ]);
  });

  it('reads each kind of value, with null for null', () => {
    const source = '{ "s": "x", "n": -1.5, "t": true, "f": false, "z": null, "l": [[], {}], "o": { "": 0 } }';
    expect(text(source).document?.value).toEqual(JSON.parse(source));
  });

  it('gives the last of two equal keys, its place too', () => {
    const { document } = text('{ "a": 1,\n  "a": [2] }');
    expect(document?.value).toEqual({ a: [2] });
    expect(document?.positionOf(['a'])).toEqual({ line: 2, column: 3 });
  });

  it('knows the place of the container where a path leads into what is none', () => {
    const { document } = text('{ "a":\n [ 1 ],\n "b": 2 }');
    expect(document?.positionOf(['a', 'x'])).toEqual({ line: 1, column: 3 });
    expect(document?.positionOf(['a', 5])).toEqual({ line: 1, column: 3 });
    expect(document?.positionOf(['a', 0, 'x'])).toEqual({ line: 2, column: 4 });
    expect(document?.positionOf(['b', 0])).toEqual({ line: 3, column: 2 });
  });

  it('takes what is as deep as it may be', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      expect(text(`${open.repeat(64)}1${close.repeat(64)}`).issues).toEqual([]);
      expect(text(`${open.repeat(65)}1${close.repeat(65)}`).issues).toHaveLength(1);
    }
  });

  it('finds what is nested too deep behind what is not', () => {
    const deep = `${'['.repeat(65)}1${']'.repeat(65)}`;
    for (const source of [`[[], ${deep}]`, `{ "a": {}, "b": ${deep} }`]) {
      expect(text(source).issues).toMatchObject([{ message: 'the text is nested too deep' }]);
    }
  });

  it('refuses a number that is too large to be one', () => {
    expect(text('[{ "a": [0, 1e999] }]').issues).toMatchObject([{ path: [0, 'a', 1] }]);
    expect(text('{ "a": 1e999 }').issues).toMatchObject([
      { code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE', path: ['a'] },
    ]);
  });

  it.each([100, 100_000])('refuses %d levels of nesting without an overflow', (levels) => {
    const { document, issues } = text('['.repeat(levels) + ']'.repeat(levels));
    expect(document).toBeUndefined();
    expect(issues).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_SYNTAX' }]);
  });

  it('makes __proto__ a property like any other', () => {
    const value = text('{ "__proto__": { "polluted": true } }').document?.value as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect('polluted' in value).toBe(false);
  });
});

describe('readObject', () => {
  it('copies plain data, so that later changes do not reach it', () => {
    const given = { a: [{ b: 1 }], c: undefined };
    const { document, issues } = object(given);
    given.a.push({ b: 2 });
    expect(document.value).toEqual({ a: [{ b: 1 }] });
    expect(Object.keys(document.value as object)).toEqual(['a']);
    expect(issues).toEqual([]);
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  it.each([
    ['a cycle', cycle, ['self']],
    ['a function', { a: () => 1 }, ['a']],
    ['a getter', Object.defineProperty({}, 'a', { get: () => 1, enumerable: true }), ['a']],
    ['a class instance', { a: new Map() }, ['a']],
    ['NaN', { a: [0, NaN] }, ['a', 1]],
    ['a bigint', { a: 1n }, ['a']],
    ['a hole', { a: Array(2) }, ['a', 0]],
    ['an endless array', { a: Array(2 ** 32 - 1) }, ['a']],
    ['a symbol', { [Symbol('s')]: 1 }, []],
    [
      'a Proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('canary');
          },
        },
      ),
      [],
    ],
  ])('refuses %s', (_, value, path) => {
    const { issues } = object(value);
    expect(issues[0]).toMatchObject({ code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE', path });
    expect(JSON.stringify(issues)).not.toContain('canary');
  });

  it('takes what is as deep and as long as it may be, and what another realm made', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    const given = {
      deep: nested(64),
      long: new Array(100_000).fill(0),
      bare: Object.assign(Object.create(null) as object, { a: 1 }),
      other: runInNewContext('({ a: [1] })') as unknown,
    };
    const { document, issues } = object(given);
    expect(issues).toEqual([]);
    expect(document.value).toEqual({ ...given, bare: { a: 1 }, other: { a: [1] } });
  });

  it('takes one object in two places for no cycle', () => {
    const shared = { a: 1 };
    expect(object({ b: shared, c: [shared, shared] }).issues).toEqual([]);
  });

  it('leaves out what is not enumerable, and nothing else beside it', () => {
    const hidden = Object.defineProperty({ a: 1 }, 'b', { value: () => 1 });
    const { document, issues } = object(Object.defineProperty(hidden, Symbol('c'), { value: 1 }));
    expect(document.value).toEqual({ a: 1 });
    expect(issues).toEqual([]);
  });

  it('puts null where an element of an array is refused', () => {
    const { document, issues } = object({ a: [undefined, 1], b: 2 });
    expect(document.value).toEqual({ a: [null, 1], b: 2 });
    expect(issues).toMatchObject([{ path: ['a', 0], message: 'a undefined is not JSON' }]);
  });

  it('knows no positions', () => {
    expect(object({ a: 1 }).document.positionOf(['a'])).toBeUndefined();
  });

  it('runs no getter', () => {
    let runs = 0;
    object({
      get a() {
        return ++runs;
      },
    });
    expect(runs).toBe(0);
  });
});
