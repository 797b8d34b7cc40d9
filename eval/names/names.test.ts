import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesOf, SET_NAMES } from './lines.js';
import { scoreLines, sharesOf } from './score.js';

interface Line {
  readonly set: string;
  readonly kind?: string;
  readonly text: string;
  readonly values: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}

const all = SET_NAMES.flatMap((set) => linesOf(set)) as Line[];
const perfect = (text: string) =>
  [...all.find((line) => line.text === text)!.values]
    .reverse()
    .reduce((left, { start, end }) => `${left.slice(0, start)}~${left.slice(end)}`, text);

describe('texts with names and places', () => {
  it('are as many as docs/conversations.md says, most of them held out', () => {
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(all.filter(({ kind }) => kind !== undefined).length).toBeGreaterThanOrEqual(80);
    const heldOut = all.filter(({ set }) => set === 'held-out').length;
    expect(heldOut).toBeGreaterThan(all.length / 2);
  });

  it('have every value where they say it is, and no mark left', () => {
    for (const { text, values, kind } of all) {
      expect(values.length > 0).toBe(kind === undefined);
      for (const { text: value, start, end } of values) expect(text.slice(start, end) === value).toBe(true);
      expect(/\{\{|\}\}/.test(text)).toBe(false);
    }
  });

  it('are in one set only, and the held-out file says that it is only to score with', () => {
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
    const values = (set: string) => all.filter((line) => line.set === set).flatMap((line) => line.values);
    const seen = new Set(values('seen').map(({ text }) => text));
    expect(values('held-out').filter(({ text }) => seen.has(text)).length).toBe(0);
    const file = readFileSync(new URL('lines/held-out.js', import.meta.url), 'utf8');
    expect(file.slice(0, 60)).toContain('HELD OUT: only to score with.');
  });
});

describe('the score of names and places', () => {
  it('sees what is found and what is altered', async () => {
    for (const [redact, recall, altered] of [
      [(text: string) => text, 0, 0],
      [() => '', 1, 1],
      [perfect, 1, 0],
    ] as const) {
      const shares = sharesOf(await scoreLines(redact, all));
      expect(shares.slice(0, -2).every(([, share, count]) => share === recall && count > 5)).toBe(true);
      expect(shares.at(-2)![1]).toBe(altered);
    }
  });
});
