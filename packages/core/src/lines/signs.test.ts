import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../detectors/registry.js';
import { compilePolicy, createRedactor, parsePolicy } from '../index.js';
import type { DetectorDefinition } from '../policy/policy.js';
import { signsOf } from './signs.js';

const examples = DETECTORS.flatMap(({ examples, counterExamples }) => [
  ...examples.map(({ text }) => text),
  ...counterExamples,
]);
// What stands at the edge of a text, and what is written in escapes.
const texts = examples.flatMap((text, at) => [
  text,
  `${examples[(at + 7) % examples.length]} ${text}`,
  `"${text}"\n\t${text}`,
  `caf\u00e9 ${text.toUpperCase()}`,
  `${text.slice(0, text.length >> 1)}`,
  text.replaceAll(' ', '\t'),
  ...(at % 3 === 0 ? carriersOf(text) : []),
]);

/** The text in base64 and in hexadecimal digits, at the edge of a text and within. */
function carriersOf(text: string): string[] {
  const runs = (['base64', 'base64url', 'hex'] as const).map((encoding) =>
    Buffer.from(text).toString(encoding),
  );
  return [...runs, ...runs.map((run) => `x ${run}`), ...runs.map((run) => `/${run}"\n${run}`)];
}

const lines = texts.map((note) => JSON.stringify({ level: 30, note, msg: note }));

describe.each([...DETECTORS.map(({ id }) => id), 'default'])('the signs of %s', (id) => {
  it('are in every text in which it finds something', () => {
    const fields = { note: { keep: 'string', max: 2000 } } as const;
    const redactor = createRedactor(compilePolicy(parsePolicy({ logsieve: 1, detectors: [id], fields })));
    const stream = redactor.lines({ engine: 'wasm' });
    expect(stream.engine()).toBe('wasm');
    const got = new TextDecoder().decode(stream.push(new TextEncoder().encode(`${lines.join('\n')}\n`)));
    const differing = got
      .split('\n')
      .filter((line, at) => at < lines.length && line !== redactor.redactLine(lines[at]!));
    expect(differing).toHaveLength(0);
  });
});

/** Digits in groups, after words that tell and after letters. */
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 12 });
const between = fc.constantFrom(
  ...[' ', '-', '.', '/', ') ', ' (', '\t', '\u00a0', ' - ', '\u2011', ',', '\n', '', ''],
);
const before = fc.constantFrom(
  ...[
    '',
    '+',
    '+1 ',
    '+49 (0) ',
    '(',
    '00',
    'phone ',
    'call ',
    'tel:',
    'order ',
    'nhs ',
    'SIN ',
    'tax id ',
    'cpf: ',
  ],
  ...['tel: 0 00.', 'NIR 2 55 08 2A ', 'nir 2', 'NIE X', 'nino: ab ', 'phone no. is ', 'dni '],
  ...['DE', 'n AB', 'iban', 'AB ', 'RSSMRA', 'at ', '0', '07', '1-'],
);
const after = fc.constantFrom(
  '',
  'A',
  ' C',
  '-Z',
  '2A 168 025',
  ' B',
  ' ms',
  'T10A562S',
  '-Z',
  'x12',
  ' ext 4',
);
const rows = fc
  .tuple(before, fc.array(fc.tuple(digits, between), { minLength: 1, maxLength: 6 }), after)
  .map(([first, groups, last]) => `${first}${groups.flat().join('').trimEnd()}${last}`);

it('are in every row of digits in which any detector finds something', () => {
  const fields = { note: { keep: 'string', max: 2000 } } as const;
  const redactor = createRedactor(compilePolicy(parsePolicy({ logsieve: 1, detectors: ['all'], fields })));
  const byDefault = createRedactor(compilePolicy(parsePolicy({ logsieve: 1, fields })));
  fc.assert(
    fc.property(fc.array(rows, { minLength: 20, maxLength: 40 }), (notes) => {
      const chunk = notes.map((note) => `${JSON.stringify({ note })}\n`);
      for (const one of [redactor, byDefault]) {
        const got = new TextDecoder().decode(
          one.lines({ engine: 'wasm' }).push(new TextEncoder().encode(chunk.join(''))),
        );
        expect(got.trimEnd().split('\n')).toEqual(chunk.map((line) => one.redactLine(line.trimEnd())));
      }
    }),
    { numRuns: Number(process.env['SIGNS_RUNS'] ?? 50) },
  );
});

it('are few: not every detector asks to see a text with a path, a colon or digits', () => {
  const all = signsOf(DETECTORS.map(({ id }) => id)) ?? [];
  expect(all).toHaveLength(DETECTORS.length);
  expect(all.flatMap(({ characters = [] }) => characters)).not.toContain('/');
});

const OWN: readonly (readonly [string, DetectorDefinition, string[]])[] = [
  ['a beginning', { pattern: 'TCK-[0-9]{6}' }, ['TCK-123456', 'tck-123456', 'TCK-12']],
  ['a beginning in any case', { pattern: '(?i)(?:t)ck-?[0-9]{2}' }, ['TCK-12', 'tCk12']],
  ['digits', { pattern: '[0-9]{3}-X' }, ['123-X', '1234-X']],
  ['a sign', { pattern: '#/[0-9]{2}' }, ['#/12', 'a#/12', '#\n12']],
  ['no beginning', { pattern: '[a-z]{2}|[0-9]{2}' }, ['ab', '12', 'abc', '-', '"ab"']],
  ['words', { words: ['project falcon', 'bluebird', 'r2d2=x'] }, ['project  falcon', 'BlueBird', 'R2D2=X']],
  ['short words', { words: ['ab'] }, ['ab', 'AB', 'abc']],
  ['words beyond ASCII', { words: ['\u00fcber', '\u5317\u4eac'] }, ['\u00dcber', '\u5317\u4eac', 'uber']],
  [
    'many words',
    { words: Array.from({ length: 500 }, (_, at) => `word${at}x`) },
    ['word17x', 'word499x', 'word'],
  ],
];

it.each(OWN)(
  'of a detector of the policy are in every text in which it finds something: %s',
  (_, own, notes) => {
    const fields = { note: { keep: 'string', max: 2000 } } as const;
    for (const detectors of [['own'], ['default']]) {
      const document = { logsieve: 1, define: { own }, detectors, fields } as const;
      const redactor = createRedactor(compilePolicy(parsePolicy(document)));
      const stream = redactor.lines({ engine: 'wasm' });
      expect(stream.engine()).toBe('wasm');
      const around = notes.flatMap((note) => [
        note,
        `caf\u00e9 ${note}.`,
        `a\n${note}\t`,
        note.replace('c', '%63'),
      ]);
      const written = around.map((note) => JSON.stringify({ note, msg: note }));
      // As a program in another language may write it.
      const escaped = written.map((line) =>
        line.replaceAll(/[ck]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
      );
      const chunk = [...written, ...escaped];
      const got = new TextDecoder().decode(stream.push(new TextEncoder().encode(`${chunk.join('\n')}\n`)));
      expect(got.trimEnd().split('\n')).toEqual(chunk.map((line) => redactor.redactLine(line)));
      expect(got).toContain('[own]');
    }
  },
);

it('of a detector of the policy are how what it finds begins, if that is one text', () => {
  const own = (definition: DetectorDefinition) => signsOf(['own'], { own: definition });
  expect(own({ pattern: 'TCK-[0-9]{6}' })).toEqual([{ words: ['tck-0000'] }]);
  expect(own({ pattern: '(?:AB|C)D' })).toEqual([{ anything: true }]);
  expect(own({ words: ['Project Falcon', 'bluebird'] })).toEqual([{ words: ['project', 'bluebird'] }]);
  const alike = Array.from({ length: 500 }, (_, at) => `codename-${at}`);
  expect(own({ words: alike })).toEqual([{ words: ['codename'] }]);
});
