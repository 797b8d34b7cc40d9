import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../detectors/registry.js';
import { compilePolicy, createRedactor, parsePolicy } from '../index.js';
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
    { numRuns: Number(process.env['SIGNS_RUNS'] ?? 300) },
  );
});

it('are few: not every detector asks to see a text with a path, a colon or digits', () => {
  const all = signsOf(DETECTORS.map(({ id }) => id)) ?? [];
  expect(all).toHaveLength(DETECTORS.length);
  expect(all.flatMap(({ characters = [] }) => characters)).not.toContain('/');
});
