import { describe, expect, it } from 'vitest';
import { buildPolicy } from '../policy/compile/compile.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { Rewrite } from '../policy/compile/compile-options.js';
import { parsePolicy } from '../policy/parse.js';
import type { PolicyDocument } from '../policy/policy.js';
import { createLinePasses } from './line-passes.js';
import type { Recognized, Recognizer } from './recognizer.js';
import { createLineRedactor } from './redact-line.js';

/** Finds Ada and Bob, and remembers what it was shown. */
function names(shown: string[] = [], confidence = 1): Recognizer {
  return {
    id: 'names',
    placeholder: '[name]',
    recognize: async (text) => {
      shown.push(text);
      await Promise.resolve();
      return Array.from(text.matchAll(/Ada|Bob/g), ({ index }) => ({
        start: index,
        end: index + 3,
        confidence,
      }));
    },
  };
}

const returning = (recognize: Recognizer['recognize']): Recognizer => ({ ...names(), recognize });

function redactorOf(document: Omit<PolicyDocument, 'logsieve'>, recognizer: Recognizer, timeout?: number) {
  const policy = parsePolicy({ logsieve: 1, ...document });
  const compile = (rewrite: Rewrite) => buildPolicy(policy, {}, () => undefined, rewrite) as CompiledPolicy;
  return createLineRedactor(compile, { recognizers: [recognizer], timeout });
}

const bytesOf = (record: unknown) => new TextEncoder().encode(JSON.stringify(record));

async function redacted(document: Omit<PolicyDocument, 'logsieve'>, record: unknown, shown: string[] = []) {
  const line = await redactorOf(document, names(shown)).redactLine(bytesOf(record));
  return JSON.parse(line) as unknown;
}

const TEXT = { keep: 'string', max: 200 } as const;

describe('recognizers of a line', () => {
  it('read messages, each time that one comes', async () => {
    const redactor = redactorOf({}, names());
    for (let time = 0; time < 3; time++)
      expect(await redactor.redactLine(bytesOf({ msg: 'Ada called' }))).toBe('{"msg":"[name] called"}');
    expect(redactor.counters()).toMatchObject({ records: 3, recognized: 3, unread: 0 });
  });

  it.each<[string, Omit<PolicyDocument, 'logsieve'>, unknown, unknown]>([
    ['kept free text', { fields: { a: TEXT } }, { a: 'for Ada, "quoted"' }, { a: 'for [name], "quoted"' }],
    ['text that is cut', { fields: { a: { truncate: { max: 10 } } } }, { a: 'by Ada and Bob' }, undefined],
    ['lists', { fields: { 'a.*': TEXT } }, { a: ['Ada', 'x', 'Bob'] }, { a: ['[name]', 'x', '[name]'] }],
    [
      'the query of a URL',
      { fields: { a: { keep: 'url', query: ['q'] } } },
      { a: '/search?q=Ada&x=1' },
      undefined,
    ],
    [
      'strings in strings',
      { fields: { a: { parse: 'json' }, 'a.b': TEXT } },
      { a: '{"b":"Ada"}' },
      { a: '{"b":"[name]"}' },
    ],
    [
      'values of maps',
      { fields: { a: { map: { keys: 'uuid', value: TEXT } } } },
      { a: { '0f9619ff-8b86-4011-b42d-00c04fc964ff': 'Ada' } },
      { a: { '0f9619ff-8b86-4011-b42d-00c04fc964ff': '[name]' } },
    ],
  ])('read %s', async (_, document, record, expected) => {
    const output = await redacted({ extends: [], ...document }, record);
    if (expected !== undefined) expect(output).toEqual(expected);
    expect(JSON.stringify(output)).toMatch(/name/);
    expect(JSON.stringify(output)).not.toMatch(/Ada|Bob|redacted/);
  });

  it('see no enum, no number, no pseudonym, and nothing that does not leave', async () => {
    const shown: string[] = [];
    const fields = { a: { keep: 'string', enum: ['Ada'] }, n: { keep: 'integer' }, t: TEXT } as const;
    const record = { a: 'Ada', n: 1, t: 'Bob (bob@example.com)', secret: 'Ada' };
    expect(await redacted({ extends: [], fields }, record, shown)).toEqual({
      a: 'Ada',
      n: 1,
      t: '[name] ([email])',
    });
    expect(shown).toEqual(['Bob ([email])']);
  });

  it('have to be as sure as the rule says', async () => {
    const fields = { a: { ...TEXT, confidence: 0.9 }, b: TEXT };
    const redactor = redactorOf({ extends: [], fields, confidence: 0.5 }, names([], 0.7));
    expect(await redactor.redactLine(bytesOf({ a: 'Ada', b: 'Ada' }))).toBe('{"a":"Ada","b":"[name]"}');
  });

  it('read short texts once in which they find nothing, others anew', async () => {
    const shown: string[] = [];
    const redactor = redactorOf({}, names(shown));
    for (const msg of ['started', 'started', 'by Ada', 'by Ada', 'x'.repeat(200), 'x'.repeat(200)])
      await redactor.redactLine(bytesOf({ msg }));
    expect(shown.map(({ length }) => length)).toEqual([7, 6, 6, 200, 200]);
  });

  it('leave no text in which detectors find more than before', async () => {
    expect(await redacted({}, { msg: 'Ada+4930123456789' })).toEqual({ msg: '[name][phone]' });
  });

  it('go through what is no JSON as it is', async () => {
    const redactor = redactorOf({}, names());
    expect(await redactor.redactLine(new TextEncoder().encode('Ada'))).toContain('ERR_LOGSIEVE_NOT_JSON');
    expect(redactor.counters()).toMatchObject({ records: 1, notJson: 1 });
  });

  it('keep lines apart that are at work at a time', async () => {
    const slow = returning(async (text) => {
      await new Promise((resolve) => setTimeout(resolve, text.includes('Ada') ? 20 : 1));
      return names().recognize(text, { signal: new AbortController().signal });
    });
    const redactor = redactorOf({}, slow);
    const lines = ['Ada 1', 'Bob 2', 'x 3', 'Ada 4', 'Ada 1'].map((msg) =>
      redactor.redactLine(bytesOf({ msg })),
    );
    expect(await Promise.all(lines)).toEqual(
      ['[name] 1', '[name] 2', 'x 3', '[name] 4', '[name] 1'].map((msg) => JSON.stringify({ msg })),
    );
  });
});

describe('the passes over a line', () => {
  it('let out no text that there is no answer for', () => {
    const policy = parsePolicy({ logsieve: 1 });
    const compile = (rewrite: Rewrite) => buildPolicy(policy, {}, () => undefined, rewrite) as CompiledPolicy;
    const { ask, write } = createLinePasses(compile);
    const line = bytesOf({ msg: 'RAW' });
    expect(write(line, new Map())).toEqual({ line: '{"msg":"[redacted]"}', unread: 1 });
    const [key] = ask(line, new Map()).keys();
    expect(write(line, new Map([[key!, 'read']]))).toEqual({ line: '{"msg":"read"}', unread: 0 });
  });
});

describe('a recognizer of lines that fails', () => {
  const failing: [string, Recognizer['recognize']][] = [
    [
      'throws',
      (text) => {
        throw new Error(text);
      },
    ],
    ['rejects', (text) => Promise.reject(new Error(text))],
    ['gives nothing', () => undefined as never],
    ['gives a part beyond the text', () => [{ start: 0, end: 1000 }] as readonly Recognized[]],
    ['never ends', () => new Promise(() => undefined)],
  ];
  it.each(failing)('and %s costs the text, and the rest of the line comes out', async (_, recognize) => {
    const redactor = redactorOf(
      { extends: [], fields: { a: TEXT, n: { keep: 'integer' } } },
      returning(recognize),
      20,
    );
    expect(await redactor.redactLine(bytesOf({ a: 'RAW', n: 1 }))).toBe('{"a":"[redacted]","n":1}');
    expect(redactor.counters()).toMatchObject({ recognized: 0, unread: 1 });
  });

  it('makes no text wait for more than its line', async () => {
    let calls = 0;
    const hanging = returning(() => (calls++ === 0 ? new Promise(() => undefined) : []));
    const redactor = redactorOf({ extends: [], fields: { a: TEXT, b: TEXT } }, hanging, 20);
    expect(await redactor.redactLine(bytesOf({ a: 'one', b: 'two' }))).toBe(
      '{"a":"[redacted]","b":"[redacted]"}',
    );
    expect(await redactor.redactLine(bytesOf({ a: 'one', b: 'two' }))).toBe('{"a":"one","b":"two"}');
    expect(redactor.counters().unread).toBe(2);
  });

  it('is told where nobody waits any more', async () => {
    const signals: AbortSignal[] = [];
    const hanging = returning((_, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const redactor = redactorOf({}, hanging, 60_000);
    const pending = redactor.redactLine(bytesOf({ msg: 'RAW' }));
    redactor.close();
    expect(await pending).toBe('{"msg":"[redacted]"}');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
