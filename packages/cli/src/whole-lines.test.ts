import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeLines } from './whole-lines.js';

async function* chunks(...parts: readonly string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

async function blocksOf(...parts: readonly string[]): Promise<string[]> {
  const blocks: string[] = [];
  for await (const block of wholeLines(chunks(...parts))) blocks.push(block.toString());
  return blocks;
}

describe('blocks of whole lines', () => {
  it('are the bytes that came, and end with a line each, but for the last', async () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const blocks = await blocksOf(...parts);
        expect(blocks.join('')).toBe(parts.join(''));
        for (const block of blocks.slice(0, -1)) expect(block.endsWith('\n')).toBe(true);
      }),
    );
  });

  it('hold of a line without an end as much as tells that it is too long', async () => {
    const megabyte = 'x'.repeat(1_000_000);
    const [first = '', second] = await blocksOf(...Array.from({ length: 40 }, () => megabyte), 'x\n', 'y\n');
    expect(first.length).toBeGreaterThan(4 * 1024 * 1024);
    expect(first.length).toBeLessThan(6_000_000);
    expect(first.endsWith('\n')).toBe(true);
    expect(second).toBe('y\n');
  });
});
