import { expect, it } from 'vitest';
import { createUnfinished } from './unfinished.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (line: Uint8Array) => new TextDecoder().decode(line);

it('joins the parts of a line and ends it with a line feed', () => {
  const unfinished = createUnfinished();
  for (const part of ['{"a"', ':', '1}']) unfinished.add(bytes(part), 100);
  expect(unfinished.length()).toBe(7);
  expect(text(unfinished.takeLine(100))).toBe('{"a":1}\n');
  expect(unfinished.length()).toBe(0);
});

it('keeps no more than the limit of a line that never ends', () => {
  const unfinished = createUnfinished();
  for (let part = 0; part < 1000; part++) unfinished.add(bytes('xxxx'), 10);
  expect(unfinished.length()).toBe(10);
  expect(text(unfinished.takeLine(10))).toBe(`${'x'.repeat(10)}\n`);
});

it('keeps to a limit that became lower in between', () => {
  const unfinished = createUnfinished();
  unfinished.add(bytes('123456'), 10);
  unfinished.add(bytes('789'), 3);
  expect(text(unfinished.takeLine(3))).toBe('123\n');
});
