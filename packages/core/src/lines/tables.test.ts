import { describe, expect, it } from 'vitest';
import { compilePolicy, createRedactor, parsePolicy, type PolicyDocument } from '../index.js';
import { hashOf } from './names.js';
import { createTables } from './tables.js';

const compile = (document: Partial<PolicyDocument>) =>
  compilePolicy(parsePolicy({ logsieve: 1, ...document }));

/** The line through the engine in WebAssembly, and whether it needed the reference. */
function through(document: Partial<PolicyDocument>, line: string) {
  const redactor = createRedactor(compile(document));
  const stream = redactor.lines({ engine: 'wasm' });
  expect(stream.engine()).toBe('wasm');
  const got = new TextDecoder().decode(stream.push(new TextEncoder().encode(`${line}\n`)));
  expect(got).toBe(`${redactor.redactLine(line)}\n`);
  return got.trimEnd();
}

describe('tables', () => {
  it('have a leaf for each path that a rule decides', () => {
    const tables = createTables(
      compile({ extends: [], fields: { a: { keep: 'token' }, 'b.c': { mask: 'email' } } }),
    );
    expect(tables?.leaves.map(({ rule }) => rule.pattern)).toEqual(['a', 'b.c']);
  });

  it('cannot hold a name that bytes which are no UTF-8 would match', () => {
    expect(createTables(compile({ fields: { 'a\ufffd': { keep: 'token' } } }))).toBeUndefined();
    expect(createTables(compile({ fields: { 'x.a\ud800': { keep: 'token' } } }))).toBeUndefined();
  });

  it('are not used where a line is to say what was done', () => {
    expect(
      createRedactor(compile({ remarks: 'counts' }))
        .lines()
        .engine(),
    ).toBe('js');
    expect(
      createRedactor(compile({ limits: { lineBytes: 2 ** 24 } }))
        .lines()
        .engine(),
    ).toBe('wasm');
  });

  it('find names of every length', () => {
    const names = Array.from({ length: 70 }, (_, at) => 'n'.repeat(at + 1));
    const fields = Object.fromEntries(names.map((name) => [name, { keep: 'integer' } as const]));
    const record = Object.fromEntries([...names].reverse().map((name, at) => [name, at]));
    const strange = { ...record, [`${'n'.repeat(69)}m`]: 1, [`m${'n'.repeat(69)}`]: 1, '': 1 };
    expect(through({ extends: [], fields }, JSON.stringify(strange))).toContain(`"${'n'.repeat(70)}":0`);
  });

  it('hold a thousand rules', () => {
    const fields = Object.fromEntries(
      Array.from({ length: 1000 }, (_, at) => [`field${at}.id`, { keep: 'token' } as const]),
    );
    expect(
      through({ extends: [], fields }, '{"field999":{"id":"z"},"field0":{"id":"a"},"field1":{"x":1}}'),
    ).toBe('{"field0":{"id":"a"},"field999":{"id":"z"}}');
  });

  it('do not let more values out than a record may have', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const fields = Object.fromEntries(names.map((name) => [name, { keep: 'integer' } as const]));
    const line = JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])));
    expect(through({ extends: [], fields, limits: { properties: 5 } }, line)).toBe(
      '{"a":1,"b":1,"c":1,"d":1,"e":1}',
    );
  });

  it.each([
    ['a longer form than needed', [0xe0, 0x9f, 0xbf]],
    ['a longer form of a letter', [0xe0, 0x83, 0xa9]],
    ['half a pair', [0xed, 0xa0, 0x80]],
    ['a character that is cut off', [0xe4, 0xbd]],
    ['a byte of its own', [0xbf]],
    ['a control', [0xc2, 0x85]],
    ['a separator', [0xe2, 0x80, 0xa8]],
    ['a pictograph that is cut off', [0xf0, 0x9f, 0x98]],
  ])('do not have %s copied', (_what, odd) => {
    const redactor = createRedactor(compile({ fields: { note: { keep: 'string' } } }));
    const line = Buffer.concat([Buffer.from('{"note":"a'), Buffer.from(odd), Buffer.from('b"}\n')]);
    // As bytes: reading them as text would hide what is none.
    const got = Buffer.from(redactor.lines().push(line));
    expect(got).toEqual(Buffer.from(`${redactor.redactLine(line.subarray(0, -1))}\n`));
  });

  it('hash names apart that differ in one place', () => {
    const hashes = Array.from({ length: 40 }, (_, at) => {
      const bytes = new Uint8Array(40).fill(97);
      bytes[at] = 98;
      return hashOf(bytes);
    });
    // Of long names the first 16 bytes and the last count.
    expect(new Set(hashes.filter((_, at) => at < 16 || at >= 24)).size).toBe(32);
  });
});
