import { Transform } from 'node:stream';
import { expect, it } from 'vitest';
import { capLines } from './cap-lines.js';

function run(limit: number, chunks: readonly string[]): string {
  let passed = '';
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.toString();
      done();
    },
  });
  capLines(stream, () => limit);
  for (const chunk of chunks) stream.write(chunk);
  return passed;
}

it('passes lines within the limit unchanged, however they are cut', () => {
  expect(run(5, ['ab', 'cde\nfg', 'hij', '\n', '12345\n'])).toBe('abcde\nfghij\n12345\n');
});

it('passes one byte beyond the limit, so that a reader sees the line was too long', () => {
  expect(run(5, ['123456789\nab\n'])).toBe('123456\nab\n');
  expect(run(5, ['1234', '5678', '9', '\nab\n'])).toBe('123456\nab\n');
});

it('holds no more than the limit of a line that never ends', () => {
  expect(run(5, new Array<string>(1000).fill('xxxx'))).toBe('xxxxxx');
});
