import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { leafOf } from '../../test/action-context.js';
import { createRun } from '../run/run.js';
import { encrypt, longestEncrypted, paddedLength } from './encrypt.js';

const rule = { encrypt: { to: 'dpo' } };
/** Hides nothing, so that it shows what is given to be encrypted. */
const open = (plaintext: Uint8Array) => Buffer.from(plaintext).toString('base64');
const cipher = (list: string) => (list === 'dpo' ? open : undefined);
const leaf = leafOf(rule, { cipher });
const plaintext = (value: unknown) => {
  const text = leaf(value);
  return text === undefined ? undefined : Buffer.from(JSON.parse(text) as string, 'base64').toString();
};

describe('encrypt', () => {
  it.each<[unknown, string]>([
    ['hunter2', '"hunter2"'],
    ['a "b"\n\u00e9\ud800', '"a \\"b\\"\\n\u00e9\\ud800"'],
    [17, '17'],
    [-0, '0'],
    [17n, '17'],
    [true, 'true'],
    [['a', 1, null, undefined], '["a",1,null,null]'],
    [{ a: { b: 'c' }, f: () => 1 }, '{"a":{"b":"c"}}'],
    [Object.create(null), '{}'],
    [JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
    [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  ])('takes the JSON text of %#', (value, json) => {
    expect(plaintext(value)?.trimEnd()).toBe(json);
  });

  it.each([
    [NaN],
    [2 ** 53],
    [2n ** 53n],
    [new Error('x')],
    [new Map([['a', 'x']])],
    [new Set(['x'])],
    [new (class Card {})()],
    [new Uint8Array(3)],
    ['x'.repeat(8001)],
    ['"'.repeat(4000)],
    [{ a: 'x'.repeat(8001) }],
    [Array(1000).fill('x'.repeat(8))],
  ])('removes %s', (value) => {
    expect(leaf(value)).toBeUndefined();
  });

  it('takes a text eight times as long as limits.stringLength, quotes included', () => {
    expect(plaintext('x'.repeat(7998))).toMatch(/^"x{7998}" *$/);
    expect(leaf('x'.repeat(7999))).toBeUndefined();
    expect(leaf({ a: 'x'.repeat(7000), b: 'x'.repeat(1000) })).toBeUndefined();
  });

  it.each([
    [{ stringLength: 8192, lineBytes: 1_048_576 }, 65_536],
    [{ stringLength: 8192, lineBytes: 100_000 }, 12_500],
    [{ stringLength: 8192, lineBytes: 1000 }, 8192],
  ])('leaves room in a line of %j', (limits, longest) => {
    expect(longestEncrypted({ depth: 16, properties: 1000, ...limits })).toBe(longest);
  });

  it('takes as many members as limits.properties, and does not go on behind them', () => {
    const limits = { depth: 16, properties: 3, stringLength: 1000, lineBytes: 1000 };
    const few = leafOf(rule, { cipher, limits });
    expect(few([1, [2]])).toBeDefined();
    expect(few([1, [2, 3]])).toBeUndefined();
    let read = 0;
    const endless = (): object => ({
      get a() {
        read++;
        return [endless(), endless()];
      },
    });
    expect(few(endless())).toBeUndefined();
    expect(few(new Array(100_000_000))).toBeUndefined();
    expect(read).toBeLessThan(4);
  });

  it('throws what a value throws, for the engine to count', () => {
    const own = new Error('own');
    const thrower = {
      get a() {
        throw own;
      },
    };
    expect(() => leaf(thrower)).toThrow(own);
    const cycle: unknown[] = [];
    cycle.push([cycle]);
    expect(() => leaf(cycle)).toThrow(TypeError);
    expect(() => leaf([1n])).toThrow(TypeError);
  });

  it('lets nothing out without a cipher, and nothing but what the cipher gives', () => {
    expect(leafOf({ encrypt: { to: 'absent' } }, { cipher })('x')).toBeUndefined();
    expect(leafOf(rule, { cipher: () => () => 'sealed' })('hunter2')).toBe('"sealed"');
    const broken = leafOf(rule, {
      cipher: () => () => {
        throw new Error('no entropy');
      },
    });
    expect(() => broken('hunter2')).toThrow('no entropy');
  });

  it('has one text for strings with and without quotes', () => {
    const context = { cipher, limits: { depth: 1, properties: 1, stringLength: 20, lineBytes: 1 } };
    const text = encrypt.compileText?.(rule, context as never);
    for (const value of ['', 'x', 'x'.repeat(18), 'x'.repeat(19)]) {
      const content = text?.(value, createRun(1));
      expect(leafOf(rule, context)(value)).toBe(content === undefined ? undefined : `"${content}"`);
    }
  });

  it('may be narrowed to nobody else', () => {
    expect(encrypt.narrows(rule, { encrypt: { to: 'dpo' } })).toBe(true);
    expect(encrypt.narrows(rule, { encrypt: { to: 'audit' } })).toBe(false);
  });
});

describe('of the length of a value', () => {
  it.each([
    [0, 32],
    [32, 32],
    [33, 36],
    [100, 104],
    [1000, 1024],
    [1_000_001, 1_015_808],
  ])('%i bytes show as %i', (length, padded) => {
    expect(paddedLength(length)).toBe(padded);
  });

  test('no value is longer than what it shows as, which is at most 12 % more, and the same again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 2 ** 21 }), (length) => {
        const padded = paddedLength(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded).toBeLessThan(length * 1.12);
        expect(paddedLength(padded)).toBe(padded);
      }),
    );
  });

  test('values of up to 30 characters look alike', () => {
    expect(new Set(['', 'yes', 'x'.repeat(30), 7, true].map((value) => leaf(value)?.length))).toEqual(
      new Set([46]),
    );
  });
});
