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
]);

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

it('are few: not every detector asks to see a text with a path, a colon or digits', () => {
  const all = signsOf(DETECTORS.map(({ id }) => id)) ?? [];
  expect(all).toHaveLength(DETECTORS.length);
  expect(all.flatMap(({ characters = [] }) => characters)).not.toContain('/');
});
