import { expect, it } from 'vitest';
import { type Block, createBlocks, memoryOf } from './blocks.js';

/** The blocks of a text that comes in chunks of `length` bytes. The memory of each is used again at once. */
function blocksOf(text: string, length: number, lineBytes = 20, size = 16): string[] {
  const memories = [1, 2].map(() => new Uint8Array(memoryOf(lineBytes, size)));
  const free = [...memories.keys()];
  const blocks = createBlocks(memories, () => free.pop()!, lineBytes, size);
  const take = ({ memory, length: used }: Block) => {
    const bytes = memories[memory]!;
    const taken = Buffer.from(bytes.subarray(0, used)).toString();
    bytes.fill(0x21);
    free.push(memory);
    return taken;
  };
  const chunk = new Uint8Array(length);
  const bytes = Buffer.from(text);
  const found: string[] = [];
  for (let at = 0; at < bytes.length; at += length) {
    const part = bytes.subarray(at, at + length);
    chunk.set(part);
    for (const block of blocks.push(chunk.subarray(0, part.length))) found.push(take(block));
    chunk.fill(0x21);
  }
  const last = blocks.end();
  if (last !== undefined) found.push(take(last));
  return found;
}

const TEXT = 'one\ntwo\n\nthree and more\nfour\nfive hundred and six\nseven\nlast';

it('gives all bytes back in order, whatever the chunks', () => {
  for (let length = 1; length <= TEXT.length; length++) expect(blocksOf(TEXT, length).join('')).toBe(TEXT);
});

it('ends every block but the last with a line feed', () => {
  for (let length = 1; length <= TEXT.length; length++) {
    for (const block of blocksOf(TEXT, length).slice(0, -1)) expect(block.endsWith('\n')).toBe(true);
  }
});

it('makes more than one block of more than one block of bytes', () => {
  expect(blocksOf('0123456\n'.repeat(40), 64).length).toBeGreaterThan(5);
});

it('lets two bytes more than the limit through of a line that fits into no block, and goes on after it', () => {
  const long = 'x'.repeat(500);
  for (const length of [1, 7, 16, 64, 1000]) {
    const lines = blocksOf(`a\n${long}\nb\n${long}`, length).join('').split('\n');
    expect([lines[0], lines[2]]).toEqual(['a', 'b']);
    for (const line of [lines[1], lines[3]]) expect(line?.length).toBeGreaterThan(20);
    for (const line of [lines[1], lines[3]]) expect(line?.length).toBeLessThanOrEqual(20 + 16 + 2);
  }
});

it('has nothing of nothing', () => {
  expect(blocksOf('', 1)).toEqual([]);
});
