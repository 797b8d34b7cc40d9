import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createErrorSearch } from '../json/error-messages.js';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import type { MessageDocument } from '../policy/policy.js';
import { createRun } from '../run/run.js';
import { createRedactor } from '../redactor.js';
import { isPlainWords, type Message, messageText, writeMessage } from './message.js';

describe('a text of plain words', () => {
  it.each(['request completed', 'Request completed', 'a', 'user, logged-in. ok', 'a_b'])('is %j', (text) => {
    expect(isPlainWords(text)).toBe(true);
  });

  it.each(['', ' request', 'a B', 'a 1', 'a: b', 'a\n', '1 a', 'ü', "it's", '(a'])('is not %j', (text) => {
    expect(isPlainWords(text)).toBe(false);
  });
});

it.each([
  ['x', 'x'],
  ['', ''],
  [5, '5'],
  [5n, '5'],
  [false, 'false'],
  [null, undefined],
  [undefined, undefined],
  [{}, undefined],
  [Symbol('x'), undefined],
  [() => 'x', undefined],
])('the text of a message: %#', (value, text) => {
  expect(messageText(value)).toBe(text);
});

describe('a message is written', () => {
  const write = (
    mode: MessageDocument,
    message: Message,
    change: Partial<ReturnType<typeof createErrorSearch>> = {},
  ) => {
    const policy = parsePolicy({ logsieve: 1, extends: [], message: mode, limits: { stringLength: 40 } });
    const errors = { ...createErrorSearch(true), ...change };
    const text = writeMessage(compilePolicy(policy), message, createRun(10, errors));
    return text === undefined ? undefined : `"${text}"`;
  };
  const template = 'user %s of %s';
  const interpolate = () => 'user Ada of x';

  it('as a text of the catalog, whatever its values, or as a placeholder', () => {
    const catalog = { messages: ['done', ['user ', ' of ', '']] };
    expect(write({ catalog }, { template, interpolate })).toBe('"user … of …"');
    expect(write({ catalog }, { template: 'done' })).toBe('"done"');
    expect(write({ catalog }, { template: 'done, Ada' })).toBe('"[message]"');
    expect(write({ catalog }, { template: 'Ada', error: new TypeError('Ada') })).toBe('"[message]"');
    expect(write({ catalog }, { template: 'done' }, { incomplete: true })).toBe('"done"');
    expect(write({ catalog }, { template: `user ${'x'.repeat(40)} of y` })).toBeUndefined();
  });

  it('as a placeholder with an id where the catalog does not have it, and not at all where that fails', () => {
    const policy = parsePolicy({
      logsieve: 1,
      message: { catalog: { messages: ['done'] }, unknown: { pseudonymize: { key: 'messages' } } },
      keys: { messages: { active: 'k1', ring: { k1: { env: 'KEY' } } } },
    });
    let hashed = '';
    const compile = (hmac: () => string) =>
      compilePolicy(policy, {
        readKey: () => new Uint8Array(32),
        createHmac: () => (data) => {
          hashed = new TextDecoder().decode(data);
          return hmac();
        },
      });
    const named = compile(() => 'A'.repeat(43));
    const run = createRun(10);
    expect(writeMessage(named, { template: 'login of Ada, 17' }, run)).toBe(
      `[message:p1:k1:${'A'.repeat(22)}]`,
    );
    expect(hashed).toBe('\0\0\0\u0007messagelogin of Ada, …');
    writeMessage(named, { template: 'x', error: new RangeError('x') }, run);
    expect(run.counts).toMatchObject({ kept: 0, replaced: 0, pseudonymized: 2, missed: 1 });
    expect(() => compilePolicy(policy)).toThrow(/key "k1" cannot be read/);
    expect(() => compilePolicy(policy, { readKey: () => new Uint8Array(32) })).toThrow(/no HMAC function/);
    const failing = createRedactor(
      compile(() => {
        throw new Error('no more');
      }),
    );
    expect(failing.stringify({ msg: 'login of Ada' })).toBe('{}');
    expect(failing.stringify({ msg: 'done' })).toBe('{"msg":"done"}');
    expect(failing.counters()).toMatchObject({ faults: 1, removed: 1, kept: 1, missed: 0 });
  });

  it('as its template, or with its values under scan', () => {
    expect(write('template', { template, interpolate })).toBe('"user %s of %s"');
    expect(write('scan', { template, interpolate })).toBe('"user Ada of x"');
    expect(write('scan', { template })).toBe('"user %s of %s"');
    expect(write('remove', { template, interpolate })).toBeUndefined();
  });

  it('as the type of its error, never as the text', () => {
    expect(write('scan', { template, error: new RangeError('x') })).toBe('"RangeError"');
    for (const error of ['x', 5, null, {}, { name: 'Ada' }]) {
      expect(write('template', { template, error })).toBe('"Error"');
    }
    expect(write('remove', { template, error: new RangeError('x') })).toBeUndefined();
  });

  it('up to the limit of strings, detectors or not', () => {
    expect(write('template', { template: 'x'.repeat(40) })).toBe(`"${'x'.repeat(40)}"`);
    expect(write('template', { template: 'x'.repeat(41) })).toBeUndefined();
  });

  it('not at all where the search for errors did not end', () => {
    expect(write('template', { template }, { incomplete: true })).toBeUndefined();
    expect(write('template', { template, error: new RangeError('x') }, { incomplete: true })).toBe(
      '"RangeError"',
    );
  });

  it('as the type of the first error that it repeats', () => {
    const messages = [
      { message: 'nothing', type: 'A', whole: false },
      { message: 'of %s', type: 'B', whole: false },
      { message: 'user', type: 'C', whole: false },
    ];
    expect(write('template', { template }, { messages })).toBe('"B"');
    expect(write('template', { template: 'other' }, { messages })).toBe('"other"');
  });
});

it('is known again, but not with the larger string that it is part of', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const compiled = compilePolicy(parsePolicy({ logsieve: 1, extends: [] }));
  const letters = (n: number) => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
  const used = () => (collect(), process.memoryUsage().heapUsed);
  const before = used();
  for (let n = 0; n < 100; n++) {
    const template = `${'x'.repeat(500_000)} reading ${letters(n)} completed`.slice(-20);
    expect(writeMessage(compiled, { template }, createRun(10, createErrorSearch(true)))).toBe(template);
  }
  expect(used() - before).toBeLessThan(20_000_000);
});
