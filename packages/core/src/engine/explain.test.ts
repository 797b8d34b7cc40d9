import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import type { PolicyDocument } from '../policy/policy.js';
import { createRedactor, type RedactorOptions } from '../redactor.js';

function redactorFor(fields: PolicyDocument['fields'] & object, options?: RedactorOptions) {
  return createRedactor(compilePolicy(parsePolicy({ logsieve: 1, extends: [], fields })), options);
}

describe('an explanation', () => {
  const explain = (fields: PolicyDocument['fields'] & object, record: object) =>
    redactorFor(fields)
      .explain(record)
      .map(({ path, outcome, type, rule }) => `${path} ${outcome} ${type} ${rule?.pattern ?? '-'}`);

  it.each([
    [{ keep: 'number' }, 1, 'kept number'],
    [{ keep: 'number' }, null, 'kept null'],
    [{ keep: 'number' }, 'x', 'removed string'],
    [{ keep: 'number' }, true, 'removed boolean'],
    [{ keep: 'number' }, [1], 'removed array'],
    [{ keep: 'number' }, { b: 1 }, 'removed object'],
    [{ keep: 'error' }, new Error('x'), 'kept object'],
    [{ replace: 'x' }, 1, 'replaced other'],
    [{ mask: { last: 2 } }, 'abcdefgh', 'masked string'],
    [{ generalize: 'route' }, '/a/1', 'generalized string'],
    [{ truncate: { max: 1 } }, 'abc', 'truncated string'],
  ] as const)('of the rule %j for %j: %s', (rule, a, outcome) => {
    expect(explain({ a: rule as never }, { a })).toEqual([`a ${outcome} a`]);
  });

  it('gives what a rule says of a map without an outcome of its own', () => {
    const fields = { m: { map: { keys: 'token', value: { keep: 'integer' } } } } as const;
    expect(explain(fields, { m: { a: 1 } })).toEqual(['m kept object m']);
  });

  it('tells the type of what is unlisted, of a getter without calling it', () => {
    const getter = { enumerable: true, get: () => expect.fail('was called') };
    const record = Object.defineProperty({ s: '', n: 1, o: {}, l: [], z: null, f: () => 1 }, 'g', getter);
    expect(explain({}, record)).toEqual([
      's unlisted string -',
      'n unlisted number -',
      'o unlisted object -',
      'l unlisted array -',
      'z unlisted null -',
      'f unlisted other -',
      'g unlisted other -',
    ]);
  });

  it('gives the path as a pattern, whatever the names are', () => {
    const fields = { 'a\\.b.c': { keep: 'number' }, 'l.*.x': { keep: 'number' } } as const;
    expect(explain(fields, { 'a.b': { c: 1, '*': 2 }, l: [{ x: 1 }, { y: 2 }] })).toEqual([
      'a\\.b.\\* unlisted number -',
      'a\\.b.c kept number a\\.b.c',
      'l.0.x kept number l.*.x',
      'l.1.y unlisted number -',
    ]);
  });

  it('says where the rule was written', () => {
    const [explanation] = redactorFor({ a: { keep: 'number' } }).explain({ a: 1 });
    expect(explanation?.rule).toEqual({ pattern: 'a', source: 'policy' });
  });

  it('goes on at the right place behind a container that throws', () => {
    const broken = new Proxy({}, { ownKeys: () => expect.fail('secret') });
    const fields = { 'a.x': { keep: 'number' }, b: { keep: 'number' } } as const;
    expect(explain(fields, { a: broken, b: 1 })).toEqual(['a removed other -', 'b kept number b']);
  });

  it('tells what became of the message', () => {
    expect(explain({}, { msg: 'hello' })).toEqual(['msg message string -']);
    expect(explain({}, { msg: {} })).toEqual(['msg removed string -']);
  });
});

describe('discovery', () => {
  const discover = (record: object) => {
    const told: string[] = [];
    redactorFor({ 'c.d': { keep: 'number' } }, { onUnlisted: ({ rule }) => told.push(rule) }).stringify(
      record,
    );
    return told;
  };

  it('tells the rule that would keep what is unlisted', () => {
    expect(discover({ s: 'x', n: 1, b: true, l: [1], o: { x: 1 }, z: null, 'a.b': 1, c: { e: 1 } })).toEqual([
      '"s": { "keep": "string", "max": 64 }',
      '"n": { "keep": "number" }',
      '"b": { "keep": "boolean" }',
      '"l.*": { "keep": … }',
      '"o.…": { "keep": … }',
      '"z": { "keep": … }',
      '"a\\\\.b": { "keep": "number" }',
      '"c.e": { "keep": "number" }',
    ]);
  });

  it('takes names of digits alone for one path, and no others', () => {
    expect(discover({ 17: 1, 18: 1, a17: 1, '17a': 1, '*': 1 })).toEqual([
      '"*": { "keep": "number" }',
      '"a17": { "keep": "number" }',
      '"17a": { "keep": "number" }',
      '"\\\\*": { "keep": "number" }',
    ]);
  });

  it('says nothing of what has a rule', () => {
    expect(discover({ c: { d: 'wrong' }, msg: 'hello' })).toEqual([]);
  });

  it('ends after a thousand paths', () => {
    const record = (from: number) =>
      Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`k${from + index}`, 1]));
    expect(discover({ ...record(0), ...record(600) })).toHaveLength(1000);
  });

  it('tells the paths of a record that is logged while another is read', () => {
    const told: string[] = [];
    const redactor = redactorFor(
      { 'c.d': { keep: 'number' } },
      { onUnlisted: ({ path }) => told.push(path) },
    );
    const outer = {
      get d() {
        redactor.stringify({ inner: 1 });
        return 1;
      },
      outer: 1,
    };
    redactor.stringify({ c: outer });
    expect(told).toEqual(['inner', 'c.outer']);
  });

  it('tells what bindings are made of', () => {
    const told: string[] = [];
    const redactor = redactorFor(
      { 'c.d': { keep: 'number' } },
      { onUnlisted: ({ path }) => told.push(path) },
    );
    const inherited = redactor.bind({ x: 1, c: { y: 1 } });
    redactor.bind({ x: 1, z: 1 }, inherited);
    redactor.tighten(['q']).bind({ q: 1, w: 1 });
    expect(told).toEqual(['x', 'c.y', 'z', 'w']);
  });

  it('goes on where the one who listens throws, and so does the record', () => {
    const told: string[] = [];
    const redactor = redactorFor(
      { a: { keep: 'number' } },
      {
        onUnlisted: ({ path }) => {
          told.push(path);
          throw new Error('secret');
        },
      },
    );
    expect(redactor.stringify({ x: 1, y: 2, a: 3 })).toBe('{"a":3}');
    expect(told).toEqual(['x', 'y']);
  });
});
