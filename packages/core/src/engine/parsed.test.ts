import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import type { PolicyDocument } from '../policy/policy.js';
import { createRedactor, type Redactor } from '../redactor.js';
import type { Discovered } from './discovery.js';

type Fields = PolicyDocument['fields'] & object;

const compile = (fields: Fields, more: Partial<PolicyDocument> = {}) =>
  compilePolicy(parsePolicy({ logsieve: 1, extends: [], fields, ...more }));
const redactorFor = (fields: Fields, more: Partial<PolicyDocument> = {}, options = {}) =>
  createRedactor(compile(fields, more), options);

const json = { parse: 'json' } as const;
const integer = { keep: 'integer' } as const;
const token = { keep: 'token' } as const;
const text = JSON.stringify;

/** The line through every path, which have to agree in bytes and in counts. */
function throughAll(make: () => Redactor, line: string): string {
  const [plain, ...others] = [
    (redactor: Redactor) => redactor.stringify(JSON.parse(line) as object),
    (redactor: Redactor) => redactor.redactLine(line),
    ...(['wasm', 'js'] as const).map((engine) => (redactor: Redactor) => {
      const stream = redactor.lines({ engine });
      expect(stream.engine()).toBe(engine);
      return new TextDecoder().decode(stream.push(new TextEncoder().encode(`${line}\n`))).slice(0, -1);
    }),
  ].map((path) => {
    const redactor = make();
    return { out: path(redactor), counters: redactor.counters() };
  });
  for (const other of others) expect(other).toEqual(plain);
  return plain!.out;
}

describe('a text that is read', () => {
  const fields: Fields = { body: json, 'body.a': integer, 'body.in': json, 'body.in.b': token, c: integer };
  const make = () => redactorFor(fields);

  it.each([
    ['of members that are listed', { body: '{"a":1,"x":2}' }, { body: '{"a":1}' }],
    ['in a text', { body: text({ in: text({ b: 'ok', x: 1 }) }) }, { body: text({ in: '{"b":"ok"}' }) }],
    ['with nothing listed', { body: '{"x":1}', c: 1 }, { c: 1 }],
    ['that is cut off', { body: '{"a":1,"x"', c: 1 }, { c: 1 }],
    ['with a byte order mark', { body: '\ufeff{"a":1}', c: 1 }, { c: 1 }],
    ['of single quotes', { body: "{'a':1}", c: 1 }, { c: 1 }],
    ['that is an array', { body: '[{"a":1}]', c: 1 }, { c: 1 }],
    ['that is empty', { body: '', c: 1 }, { c: 1 }],
    ['where an object is', { body: { a: 1 }, c: 1 }, { c: 1 }],
    ['where an array is', { body: ['{"a":1}'], c: 1 }, { c: 1 }],
    ['where a number is', { body: 1, c: 1 }, { c: 1 }],
    [
      'with names that objects have',
      { body: '{"__proto__":{"a":1},"constructor":1,"toJSON":1}', c: 1 },
      { c: 1 },
    ],
    ['with a lone surrogate', { body: '{"a":1,"in":"\\"\\ud800\\""}' }, { body: '{"a":1}' }],
  ])('comes out the same on every path: %s', (_, record, expected) => {
    expect(throughAll(make, text(record))).toBe(text(expected));
  });

  it('of an application is a boxed string or what toJSON gives, too', () => {
    expect(make().stringify({ body: new String('{"a":1}') })).toBe('{"body":"{\\"a\\":1}"}');
    expect(make().stringify({ body: { toJSON: () => '{"a":1}' } })).toBe('{"body":"{\\"a\\":1}"}');
    expect(make().stringify({ body: Buffer.from('{"a":1}') })).toBe('{}');
  });

  it('costs no more than its length, however it is nested and whatever the limit', () => {
    const deep = redactorFor({ body: json, 'body.*.*.a': integer }, { limits: { stringLength: 1_048_576 } });
    const many = 500_000;
    const began = performance.now();
    for (const body of [
      '['.repeat(many) + ']'.repeat(many),
      '{"a":'.repeat(many / 5),
      '"\\u'.repeat(many / 4),
      `{${Array.from({ length: many / 10 }, () => '"a":1').join()}}`,
      `[[{"a":1,"x":"${'\\u0000'.repeat(many / 8)}"}]]`,
    ]) {
      expect(deep.stringify({ body }).length).toBeLessThan(100);
    }
    expect(performance.now() - began).toBeLessThan(2000);
    expect(deep.stringify({ body: '[[{"a":1,"x":2}]]' })).toBe(text({ body: '[[{"a":1}]]' }));
  });

  it('is not searched for errors that the message repeats', () => {
    const err = { name: 'TypeError', message: 'no 7 for X', stack: 'TypeError: no 7 for X' };
    const line = text({ body: text({ in: err, a: 1 }), msg: 'no 7 for X' });
    expect(throughAll(make, line)).toBe(text({ body: '{"a":1}', msg: 'no 7 for X' }));
    expect(throughAll(make, text({ body: { err }, msg: 'no 7 for X' }))).toBe('{"msg":"Error"}');
  });

  it('is explained member by member', () => {
    const rule = { pattern: 'body.a', source: 'policy' };
    const whole = { pattern: 'body', source: 'policy' };
    expect(make().explain({ body: '{"a":1,"x":2}' })).toEqual([
      { path: 'body.x', outcome: 'unlisted', rule: undefined, type: 'number' },
      { path: 'body.a', outcome: 'kept', rule, type: 'number' },
    ]);
    expect(make().explain({ body: 'x' })).toEqual([
      { path: 'body', outcome: 'removed', rule: whole, type: 'string', reason: 'form' },
    ]);
    expect(make().explain({ body: null })).toEqual([
      { path: 'body', outcome: 'kept', rule: whole, type: 'null' },
    ]);
  });

  it('is discovered member by member', () => {
    const found: string[] = [];
    const redactor = redactorFor(
      fields,
      {},
      { onDiscovered: ({ advice }: Discovered) => found.push(advice) },
    );
    redactor.stringify({ body: text({ in: '{"x":"secret"}', flag: true }) });
    expect(found).toEqual([
      'to keep it: "body.flag": { "keep": "boolean" }',
      'to keep it: "body.in.x": { "keep": "string", "max": 64 }',
    ]);
  });

  it('has its members counted only where it comes out', () => {
    const redactor = redactorFor({ a: json, 'a.b': { keep: 'string' } }, { limits: { stringLength: 20 } });
    expect(redactor.stringify({ a: '{"b":"\u2028\u2028\u2028\u2028"}' })).toBe('{}');
    expect(redactor.counters()).toMatchObject({ kept: 0, removed: 1 });
  });
});

describe('inherited bindings', () => {
  const fields: Fields = {
    body: json,
    'body.a': integer,
    'body.in': json,
    'body.in.b': token,
    'body.in.c': token,
    'list.*': json,
    'list.*.a': integer,
    'list.*.b': integer,
  };
  const bindings = { body: text({ a: 1, in: text({ b: 'x', c: 'y' }) }), list: ['{"a":1,"b":2}', '{"a":3}'] };

  it.each([
    [['body.a'], { body: text({ in: '{"b":"x","c":"y"}' }), list: ['{"a":1,"b":2}', '{"a":3}'] }],
    [['body.in.b'], { body: text({ a: 1, in: '{"c":"y"}' }), list: ['{"a":1,"b":2}', '{"a":3}'] }],
    [['**.b'], { body: text({ a: 1, in: '{"c":"y"}' }), list: ['{"a":1}', '{"a":3}'] }],
    [['**.c', '**.b', '**.a'], {}],
    [['list.*.a'], { body: bindings.body, list: ['{"b":2}'] }],
    [['body'], { list: ['{"a":1,"b":2}', '{"a":3}'] }],
  ])('lose what a child removes within their texts: %s', (patterns, expected) => {
    const parent = redactorFor(fields);
    const child = parent.tighten(patterns);
    const context = { bindings: child.bind({}, parent.bind(bindings)) };
    expect(child.redact({}, context)).toEqual(expected);
  });

  it('keep a text under another policy only where all of its rules are the same', () => {
    const redactor = redactorFor({ ...fields, other: integer });
    const bound = redactor.bind({ body: bindings.body, other: 1 });
    redactor.replacePolicy(compile({ ...fields, other: token }));
    expect(redactor.redact({}, { bindings: bound })).toEqual({ body: bindings.body, other: 1 });
    redactor.replacePolicy(compile({ ...fields, 'body.in.b': integer }));
    expect(redactor.redact({}, { bindings: bound })).toEqual({});
  });
});
