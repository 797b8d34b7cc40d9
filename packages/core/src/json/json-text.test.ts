import { describe, expect, it } from 'vitest';
import { exceedsBytes, jsonText, quote } from './json-text.js';

/** All that the canonical form escapes and JSON does not, from one to the next that it does not. */
const ESCAPED: [number, number][] = [
  [0x7f, 0x9f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
  [0xfeff, 0xfeff],
];
const escaped = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`;

describe.each([
  ['alone', (text: string) => text],
  ['in a long text', (text: string) => `${'x'.repeat(20)}${text}`],
])('a character %s', (_, place) => {
  it.each(ESCAPED)('is escaped from %i to %i', (from, to) => {
    for (let code = from; code <= to; code++) {
      const text = place(String.fromCharCode(code));
      expect(quote(text)).toBe(`"${place(escaped(code))}"`);
      expect(jsonText([text])).toBe(`["${place(escaped(code))}"]`);
    }
  });

  it.each([0x20, 0x7e, 0xa0, 0x2027, 0x202f, 0x2065, 0x206a, 0xfefe, 0xff00, 0xd7ff, 0xe000, 0x1f600])(
    'is not escaped: %i',
    (code) => {
      const text = place(String.fromCodePoint(code));
      expect(quote(text)).toBe(`"${text}"`);
      expect(jsonText([text])).toBe(`["${text}"]`);
    },
  );

  it.each([...Array.from({ length: 32 }).keys(), 34, 92, 0xd800, 0xdbff, 0xdc00, 0xdfff])(
    'is escaped as JSON does: %i',
    (code) => {
      const text = place(String.fromCharCode(code));
      expect(quote(text)).toBe(JSON.stringify(text));
      expect(JSON.parse(quote(text))).toBe(text);
    },
  );
});

it('escapes each of several', () => {
  expect(quote('\u2028\u2029')).toBe('"\\u2028\\u2029"');
});

it.each([
  ['', 0, false],
  ['abc', 3, false],
  ['abc', 2, true],
  ['üü', 4, false],
  ['üü', 3, true],
  ['€€', 6, false],
  ['€€', 5, true],
  ['😀', 4, false],
  ['😀', 3, true],
])('%j takes more than %i bytes: %s', (text, limit, exceeds) => {
  expect(exceedsBytes(text, limit)).toBe(exceeds);
});
