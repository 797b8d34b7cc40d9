import { expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import { parseLine } from './line.js';

const compiled = compilePolicy(parsePolicy({ logsieve: 1, limits: { lineBytes: 300 } }));
const parse = (line: string | Uint8Array) => parseLine(compiled, line);
const bytes = (text: string) => new TextEncoder().encode(text);
const line = (length: number, unit = 'x') => `{"a":"${unit.repeat(length)}"}`;
const tooLong = { fault: 'ERR_LOGSIEVE_LINE_TOO_LONG' };
const notJson = { fault: 'ERR_LOGSIEVE_NOT_JSON' };

it.each([
  ['characters', line(292), line(293)],
  ['bytes of characters of two', line(146, 'ü'), line(147, 'ü')],
])('a line is read up to the limit in %s, as text and as bytes', (_, within, beyond) => {
  for (const form of [(text: string) => text, bytes]) {
    expect(parse(form(within))).toEqual({ record: JSON.parse(within) as unknown });
    expect(parse(form(beyond))).toEqual(tooLong);
  }
});

it.each(['\ufeff{}', '', 'text', '[]', 'null', '1', '"x"', '{"a":1'])('%j is no record', (text) => {
  expect(parse(text)).toEqual(notJson);
  expect(parse(bytes(text))).toEqual(notJson);
});

it('bytes that are no UTF-8 are read as U+FFFD', () => {
  const broken = Uint8Array.from([...bytes('{"a":"'), 0xff, ...bytes('"}')]);
  expect(parse(broken)).toEqual({ record: { a: '\ufffd' } });
});

it('what is neither text nor bytes is no record', () => {
  for (const given of [undefined, null, 5, {}]) expect(parse(given as never)).toEqual(notJson);
});
