import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import type { PolicyDocument } from '../policy/policy.js';
import { createRedactor } from '../redactor.js';

function redactorFor(fields: PolicyDocument['fields'] & object) {
  return createRedactor(compilePolicy(parsePolicy({ logsieve: 1, extends: [], fields })));
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
    [{ keep: 'error' }, new Error('x'), 'kept error'],
    [{ keep: 'timestamp' }, new Date(0), 'kept date'],
    [{ keep: 'timestamp' }, new Date(NaN), 'kept null'],
    [{ keep: 'url' }, new URL('https://a.example/b'), 'kept url'],
    [{ keep: 'integer' }, new Date(0), 'removed date'],
    [{ keep: 'string' }, new String('x'), 'kept string'],
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
    const record = Object.defineProperty(
      { s: '', n: 1, o: {}, l: [], z: null, f: () => 1, d: new Date() },
      'g',
      getter,
    );
    expect(explain({}, record)).toEqual([
      's unlisted string -',
      'n unlisted number -',
      'o unlisted object -',
      'l unlisted array -',
      'z unlisted null -',
      'f unlisted other -',
      'd unlisted date -',
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

  it('says why something was removed, and nothing of why where it was not', () => {
    const fields = {
      a: { keep: 'integer', max: 9 },
      'l.*': { keep: 'token' },
      '**.p': 'remove',
    } as const;
    const explained = redactorFor(fields).explain({ a: 10, l: ['x', 'a b', 1.5], p: 1, x: 1, msg: {} });
    expect(explained.map(({ path, reason }) => [path, reason])).toEqual([
      ['x', undefined],
      ['a', 'range'],
      ['l.0', undefined],
      ['l.1', 'form'],
      ['l.2', 'form'],
      ['p', 'rule'],
      ['msg', 'type'],
    ]);
    expect(explained.filter((one) => 'reason' in one)).toHaveLength(5);
  });

  it('goes on at the right place behind a container that throws', () => {
    const broken = new Proxy({}, { ownKeys: () => expect.fail('secret') });
    const fields = { 'a.x': { keep: 'number' }, b: { keep: 'number' } } as const;
    expect(explain(fields, { a: broken, b: 1 })).toEqual(['a removed other -', 'b kept number b']);
  });

  it('tells what became of the message', () => {
    expect(explain({}, { msg: 'hello' })).toEqual(['msg message string -']);
    expect(explain({}, { msg: {} })).toEqual(['msg removed other -']);
  });
});
