import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, createRedactor, parsePolicy, type PolicyDocument } from '../index.js';
import type { CatalogText } from '../policy/policy.js';
import type { EngineName } from './line-engine.js';

const KEYS = { keys: { k: { active: 'k1', ring: { k1: { env: 'KEY' } } } } };

const redactorOf = (document: Partial<PolicyDocument>) =>
  createRedactor(
    compilePolicy(parsePolicy({ logsieve: 1, extends: [], ...document }), {
      profile: document.profiles === undefined ? undefined : 'narrow',
      readKey: () => new Uint8Array(32),
      // Stands for an HMAC: tells texts apart, and is made of 16 bytes and more.
      createHmac: () => (data) => data.slice(-32).fill(65, 0, Math.max(0, 32 - data.length)),
    }),
  );

const ENGINES: readonly EngineName[] = ['wasm', 'js'];

/** Compares both engines with `redactLine`; gives the lines that came out, and what was counted of all so far. */
function comparison(document: Partial<PolicyDocument>) {
  const reference = redactorOf(document);
  const engines = ENGINES.map((engine) => {
    const redactor = redactorOf(document);
    const stream = redactor.lines({ engine });
    expect(stream.engine()).toBe(engine);
    return { redactor, stream };
  });
  return (lines: readonly string[]) => {
    const wanted = lines.map((line) => `${reference.redactLine(line)}\n`).join('');
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    for (const { redactor, stream } of engines) {
      expect(Buffer.from(stream.push(bytes)).toString()).toBe(wanted);
      expect(redactor.counters()).toEqual(reference.counters());
    }
    return { lines: wanted.trimEnd().split('\n'), counters: reference.counters() };
  };
}

const compare = (document: Partial<PolicyDocument>, lines: readonly string[]) =>
  comparison(document)(lines).lines;

const texts: CatalogText[] = [
  'up',
  'request completed',
  'a constant that is longer than sixteen bytes, and than thirty-two',
  'Zürich is up',
  'say "hi"',
  'tab\tin it',
  '[message]',
  'user none',
  ['user ', ''],
  ['took ', ' ms for ', ''],
  ['', ' failed'],
];
const catalog = { messages: texts, prefixes: ['[a] ', 'u'] };
const holes = {
  'took … ms for …': [
    { keep: 'integer', max: 999 },
    { keep: 'string', enum: ['a"b', 'é'] },
  ],
} as const;

describe('lines under a catalog come out of every engine as redactLine has them', () => {
  const word = fc.constantFrom(
    ...[
      'up',
      'request completed',
      'user ',
      'user none',
      'none',
      'took ',
      '12',
      '1234',
      ' ms for ',
      'a"b',
      'é',
    ],
    ...['[a] ', 'u', ' failed', '…', '[message]', 'x', '\t', '\u2028', '\ud83d', '😀', '\\', ''],
  );
  const message = fc.oneof(
    fc.constantFrom(...texts.map((text) => (typeof text === 'string' ? text : text.join('12')))),
    fc.array(word, { maxLength: 5 }).map((words) => words.join('')),
    fc.constantFrom(5, -0, 1e21, true, null, {}, ['up'], { message: 'up', stack: 'Error: up' }),
  );
  const line = fc.tuple(message, fc.nat(7)).map(([msg, bits]) => {
    const [isEscaped, isTwice, hasError] = [1, 2, 4].map((bit) => (bits & bit) !== 0);
    const json = JSON.stringify(msg);
    const written = isEscaped === true && typeof msg === 'string' && msg !== '' ? escaped(json) : json;
    const first = isTwice === true ? '"msg":"up",' : '';
    const error = hasError === true ? '"err":{"message":"up","stack":"x"},' : '';
    return `{${first}${error}"msg":${written},"n":1}`;
  });
  const settings: PolicyDocument['message'][] = [
    { catalog },
    { catalog, holes },
    { catalog, holes, unknown: { pseudonymize: { key: 'k' } } },
    { catalog: { messages: [] } },
  ];

  const cases = settings.flatMap((setting) =>
    [8192, 17].map((stringLength) => [setting, stringLength] as const),
  );
  it.each(cases)('%#', (setting, stringLength) => {
    const fields = { n: { keep: 'integer' } } as const;
    const compareLines = comparison({ ...KEYS, fields, message: setting as never, limits: { stringLength } });
    const check = (lines: readonly string[]) => void compareLines(lines);
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), check), { numRuns: 150 });
  });
});

it('under a profile its own catalog counts', () => {
  const profiles = { narrow: { message: { catalog: { messages: ['up'] } } } };
  const lines = ['{"msg":"up"}', '{"msg":"request completed"}'];
  expect(compare({ message: { catalog }, profiles }, lines)).toEqual(['{"msg":"up"}', '{"msg":"[message]"}']);
  expect(compare({ message: 'scan', profiles }, lines)).toEqual(['{"msg":"up"}', '{"msg":"[message]"}']);
});

it('a constant over the limit of strings goes, and the placeholder is none, whatever the catalog says', () => {
  const message = { catalog: { messages: ['up and running', '[message]'] } };
  const lines = ['{"msg":"up and running"}', '{"msg":"[message]"}'];
  expect(compare({ message, limits: { stringLength: 9 } }, lines)).toEqual(['{}', '{"msg":"[message]"}']);
  const { counters } = comparison({ message })(lines);
  expect(counters).toMatchObject({ records: 2, kept: 1, replaced: 1, missed: 0 });
});

it('thousands of texts are found', () => {
  const messages = Array.from({ length: 5000 }, (_, at) => `text ${'of '.repeat(at % 40)}${at}`);
  const lines = messages.flatMap((text) => [
    JSON.stringify({ msg: text }),
    JSON.stringify({ msg: `${text}!` }),
  ]);
  const wanted = lines.map((one, at) => (at % 2 === 0 ? one : '{"msg":"[message]"}'));
  expect(compare({ message: { catalog: { messages } } }, lines)).toEqual(wanted);
});

it('no text that only a message in WebAssembly would take for plain comes out', () => {
  const lines = ['{"msg":"Ada"}', '{"msg":"upp"}', '{"msg":"u"}', '{"msg":""}', '{"msg":"up\\u0000"}'];
  for (const out of compare({ message: { catalog: { messages: ['up'] } } }, lines)) {
    expect(out).toBe('{"msg":"[message]"}');
  }
});

/** The same text, its first character written as an escape. */
function escaped(json: string): string {
  const code = (JSON.parse(json) as string).charCodeAt(0);
  const rest = JSON.stringify((JSON.parse(json) as string).slice(1)).slice(1);
  return `"\\u${code.toString(16).padStart(4, '0')}${rest}`;
}
