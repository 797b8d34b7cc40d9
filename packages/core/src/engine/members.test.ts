import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import type { PolicyDocument } from '../policy/policy.js';
import { createRedactor } from '../redactor.js';

type Fields = PolicyDocument['fields'] & object;

const redactorFor = (fields: Fields, more: Partial<PolicyDocument> = {}) =>
  createRedactor(compilePolicy(parsePolicy({ logsieve: 1, extends: [], fields, ...more })));

/** What comes out, and the counts that are not zero. */
function redacted(fields: Fields, record: object, more?: Partial<PolicyDocument>) {
  const redactor = redactorFor(fields, more);
  const line = redactor.stringify(record);
  const counts = Object.entries(redactor.counters()).filter(
    ([name, count]) => name !== 'records' && count > 0,
  );
  return [line, Object.fromEntries(counts)];
}

const number = { keep: 'number' } as const;
const string = { keep: 'string' } as const;
const getter = (of: object, name: string): object =>
  Object.defineProperty(of, name, { enumerable: true, get: () => expect.fail('was read') });

describe('members are taken', () => {
  it('where they are the own ones of the record and of what is in it', () => {
    const inherited = Object.create({ a: 1, b: 1 }) as object;
    const fields = { a: number, 'c.b': number };
    expect(redacted(fields, inherited)).toEqual(['{}', {}]);
    expect(redacted(fields, { c: inherited })).toEqual(['{}', {}]);
  });

  it('in the last of several spellings, the others counted as removed', () => {
    const fields = { id: { keep: 'token', caseInsensitive: true }, ID: { keep: 'token' } } as const;
    expect(redacted({ id: fields.id }, { ID: 'a', Id: 'b', id: 'c' })).toEqual([
      '{"id":"c"}',
      { kept: 1, removed: 2 },
    ]);
    expect(redacted(fields, { ID: 'a', Id: 'b' })).toEqual(['{"id":"b","ID":"a"}', { kept: 2 }]);
  });

  it('unread where a rule removes or replaces them', () => {
    const fields = { a: { replace: '[a]' }, 'c.p': number, d: number } as const;
    const guarded = { ...fields, '**.q': 'remove', 'c.q.x': number } as const;
    expect(redacted(fields, getter({ d: 1 }, 'a'))).toEqual(['{"a":"[a]","d":1}', { replaced: 1, kept: 1 }]);
    expect(() => redacted(guarded, {})).toThrow('can never take effect');
    const profiles = { p: { fields: { '**.p': 'remove' } } } as const;
    const policy = parsePolicy({ logsieve: 1, extends: [], fields, profiles });
    const redactor = createRedactor(compilePolicy(policy, { profile: 'p' }));
    expect(redactor.stringify({ c: getter({}, 'p') })).toBe('{}');
    expect(redactor.counters()).toMatchObject({ removed: 1, faults: 0 });
  });
});

describe('a value comes out', () => {
  it.each([
    ['null at a leaf', { a: null }, '{"a":null}', { kept: 1 }],
    ['null under a mask', { m: null }, '{"m":null}', { kept: 1 }],
    ['nothing for a function', { a: () => 1 }, '{}', {}],
    ['nothing for what is undefined', { a: undefined }, '{}', {}],
    ['nothing for a text in place of an object', { c: 'secret' }, '{}', { removed: 1 }],
    ['nothing for null in place of an object', { c: null }, '{}', { removed: 1 }],
    ['nothing for bytes in place of an object', { c: new Uint8Array([1, 2]) }, '{}', { removed: 1 }],
    ['nothing for an array in place of an object', { c: ['secret'] }, '{}', { removed: 1 }],
    ['elements in place of elements', { l: [1, 'x', 2] }, '{"l":[1,2]}', { kept: 2, removed: 1 }],
    ['nothing for an object in place of elements', { l: { 0: 1 } }, '{}', { unlisted: 1 }],
  ])('%s', (_, record, line, counts) => {
    const fields = {
      a: number,
      m: { mask: { last: 2 } },
      'c.0': string,
      'c.length': number,
      'l.*': number,
    } as const;
    expect(redacted(fields, record)).toEqual([line, counts]);
  });

  it('up to limits.properties, elements that are none included', () => {
    const fields = { 'l.*': number, z: number };
    const limits = { properties: 4 };
    expect(redacted(fields, { l: [1, 2], z: 3 }, { limits })).toEqual(['{"l":[1,2],"z":3}', { kept: 3 }]);
    expect(redacted(fields, { l: [1, 2, 3], z: 4 }, { limits })).toEqual([
      '{"l":[1,2,3]}',
      { kept: 3, removed: 1 },
    ]);
    expect(redacted(fields, { l: Object.assign([1], { 4: 5 }) }, { limits })[0]).toBe('{"l":[1]}');
  });
});

describe('a message repeats an error', () => {
  const text = 'no such customer';
  const msgOf = (fields: Fields, record: object, msg = text) =>
    redactorFor(fields).redact({ ...record, msg })['msg'];

  it('that stands where a rule replaces it, or in bindings at any depth', () => {
    expect(msgOf({ err: { replace: '[err]' } }, { err: new RangeError(text) })).toBe('RangeError');
    const redactor = redactorFor({});
    const bindings = redactor.bind({ x: { y: new RangeError(text) } });
    expect(redactor.redact({ msg: text }, { bindings })).toEqual({ msg: 'RangeError' });
  });

  it('whose type comes out only where the rule of its place keeps errors', () => {
    const err = { type: 'Ada', message: text, stack: '' };
    expect(msgOf({ err: { keep: 'error' } }, { err })).toBe('Ada');
    for (const rule of [string, { mask: 'email' }, { truncate: { max: 9 } }] as const) {
      expect(msgOf({ err: rule }, { err })).toBe('Error');
    }
    expect(msgOf({ 'err.code': string }, { err })).toBe('Error');
  });
});

describe('bindings', () => {
  it('are serialized, without the message and what throws, and count', () => {
    const redactor = redactorFor({ a: string, b: string });
    const serialize = (key: string, value: unknown) =>
      key === 'b' ? expect.fail('secret') : `${String(value)}!`;
    const bindings = redactor.bind({ a: 'x', b: 'y', msg: 'm', z: 1 }, undefined, serialize);
    expect(redactor.stringify({}, { bindings })).toBe('{"a":"x!"}');
    expect(bindings.counts).toMatchObject({ kept: 1, removed: 1, faults: 1, unlisted: 1 });
  });

  it('are empty where they cannot be read', () => {
    const redactor = redactorFor({ a: string });
    const bindings = redactor.bind(new Proxy({}, { ownKeys: () => expect.fail('secret') }));
    expect(redactor.stringify({ a: 'x' }, { bindings })).toBe('{"a":"x"}');
    expect(redactor.stringify({}, { bindings })).toBe('{}');
    expect(bindings.counts.faults).toBe(1);
  });

  it('and a head have no message', () => {
    const redactor = redactorFor({ a: string }, { remarks: 'counts' });
    const { _logsieve } = redactor.redact({}, { head: { a: 'x', msg: 'm' } });
    expect(_logsieve).not.toHaveProperty('unlisted');
  });
});
