import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import type { PolicyDocument } from '../policy/policy.js';
import { createRedactor } from '../redactor.js';

const number = { keep: 'number' } as const;
const redactorFor = (policy: Omit<PolicyDocument, 'logsieve'>) =>
  createRedactor(compilePolicy(parsePolicy({ logsieve: 1, extends: [], ...policy })));

describe('a record under a nested key', () => {
  const fields = { 'n.a': number, 'n.b': number, c: number } as const;
  const redactor = redactorFor({ fields });
  const serialize = (_key: string, value: unknown) => value;

  it.each([
    ['with serializers', serialize],
    ['without', undefined],
  ])('has its fields there and nowhere else, %s', (_, serialize) => {
    const context = { nestedKey: 'n', serialize };
    expect(redactor.stringify({ a: 1, c: 2, x: 3 }, context)).toBe('{"n":{"a":1}}');
    expect(redactor.stringify({ c: 2 }, context)).toBe('{}');
  });

  it.each([
    ['with serializers', serialize],
    ['without', undefined],
  ])('displaces that field of its bindings and leaves the others, %s', (_, serialize) => {
    const bindings = redactor.bind({ n: { b: 1 }, c: 2 });
    const context = { nestedKey: 'n', serialize, bindings };
    expect(redactor.stringify({ a: 3 }, context)).toBe('{"n":{"a":3},"c":2}');
    expect(redactor.stringify({}, { bindings })).toBe('{"n":{"b":1},"c":2}');
  });

  it('has no message of its own, but that of the call', () => {
    const message = { template: 'hello' };
    expect(redactor.stringify({ msg: 'own', a: 1 }, { nestedKey: 'n' })).toBe('{"n":{"a":1}}');
    expect(redactor.stringify({ a: 1 }, { nestedKey: 'n', message })).toBe('{"n":{"a":1},"msg":"hello"}');
  });

  it('is gone where the policy lists no container under the key', () => {
    expect(redactor.stringify({ a: 1 }, { nestedKey: 'c', serialize })).toBe('{}');
    expect(redactor.stringify({ a: 1 }, { nestedKey: 'x', serialize })).toBe('{}');
    expect(redactor.counters().faults).toBe(0);
  });
});

describe('remarks', () => {
  const fields = { a: number, b: { keep: 'string' } } as const;
  const remarksOf = (record: object, context = {}) => {
    const line = redactorFor({ fields, remarks: 'counts' }).stringify(record, context);
    return line.replace(/"policy":"[0-9a-f]{16}"/, '"policy":"…"');
  };

  it.each([
    [{}, '{"_logsieve":{"policy":"…"}}'],
    [{ a: 1 }, '{"a":1,"_logsieve":{"policy":"…","kept":1}}'],
    [{ msg: 'hi' }, '{"msg":"hi","_logsieve":{"policy":"…","kept":1}}'],
    [{ a: 'x', x: 1, y: 2 }, '{"_logsieve":{"policy":"…","removed":1,"unlisted":2}}'],
    [{ b: 'a@example.com' }, '{"b":"[email]","_logsieve":{"policy":"…","kept":1,"findings":1}}'],
    [{ msg: {} }, '{"_logsieve":{"policy":"…","removed":1}}'],
  ])('of %j have what is not zero, in order', (record, line) => {
    expect(remarksOf(record)).toBe(line);
  });

  it('count what bindings had, and what the head displaces once', () => {
    const redactor = redactorFor({ fields, remarks: 'counts' });
    const bindings = redactor.bind({ a: 1, x: 1 });
    const { _logsieve } = redactor.redact({ z: 1 }, { bindings: redactor.bind({ b: 'x' }, bindings) });
    expect(_logsieve).toMatchObject({ kept: 2, unlisted: 2 });
    expect(remarksOf({ a: 1, x: 2, h: 3 }, { head: { a: 5, h: 4 } })).toBe(
      '{"a":5,"_logsieve":{"policy":"…","kept":1,"unlisted":2}}',
    );
  });
});

describe('the message of a record', () => {
  const redactor = redactorFor({ fields: { a: number } });

  it('stands behind the fields, alone where there are none', () => {
    expect(redactor.stringify({ msg: 'x', a: 1 })).toBe('{"a":1,"msg":"x"}');
    expect(redactor.stringify({ msg: 'x' })).toBe('{"msg":"x"}');
  });

  it('is its own, not inherited, and is serialized', () => {
    expect(redactor.stringify(Object.create({ msg: 'x' }) as object)).toBe('{}');
    const serialize = (key: string, value: unknown) => (key === 'msg' ? `${String(value)}!` : value);
    expect(redactor.stringify({ msg: 'x', a: 1 }, { serialize })).toBe('{"a":1,"msg":"x!"}');
  });

  it('is nothing that counts where it is undefined, and removed where it throws', () => {
    const { removed, faults } = redactor.counters();
    expect(redactor.stringify({ msg: undefined })).toBe('{}');
    expect(redactor.counters()).toMatchObject({ removed, faults });
    const throwing = {
      get msg() {
        return expect.fail('secret');
      },
      a: 1,
    };
    expect(redactor.stringify(throwing)).toBe('{"a":1}');
    expect(redactor.counters()).toMatchObject({ removed: removed + 1 });
  });

  it('is looked for in the deep only where it could be data', () => {
    const record = { x: { y: new RangeError('the text') } };
    expect(redactor.redact({ ...record, msg: 'the text' })).toEqual({ msg: 'the text' });
    expect(redactor.redact({ ...record, msg: 'on: the text' })).toEqual({ msg: 'RangeError' });
    const message = { template: 'the text', interpolate: () => 'the text' };
    expect(redactor.redact(record, { message })).toEqual({ msg: 'the text' });
    const scanning = redactorFor({ message: 'scan' });
    expect(scanning.redact(record, { message })).toEqual({ msg: 'RangeError' });
    expect(scanning.redact(record, { message: { template: 'the text' } })).toEqual({ msg: 'the text' });
  });
});

it('a line as long as it may be is no stub', () => {
  const redactor = redactorFor({ fields: { a: { keep: 'string', max: 500 } }, limits: { lineBytes: 300 } });
  expect(redactor.stringify({ a: 'x'.repeat(292) })).toHaveLength(300);
  expect(redactor.stringify({ a: 'x'.repeat(293) })).toContain('LINE_TOO_LONG');
});
