import { describe, expect, it } from 'vitest';
import { createPlaceholderSearch, widen } from './placeholders.js';

const search = createPlaceholderSearch(['[email]', '[card]']);
const text = 'to [email], with [card]!';

describe('createPlaceholderSearch', () => {
  it('finds placeholders in order and nothing else in brackets', () => {
    expect(search(text)).toEqual([
      { start: 3, end: 10 },
      { start: 17, end: 23 },
    ]);
    expect(search('[emai] email [x]')).toEqual([]);
  });
});

describe('widen', () => {
  const widened = (start: number, end: number) => widen(text, { start, end }, search(text));

  it('leaves spans alone that touch no placeholder', () => {
    expect(widened(0, 3)).toEqual({ start: 0, end: 3 });
    expect(widened(12, 17)).toEqual({ start: 12, end: 17 });
  });

  it('widens spans that cut through a placeholder', () => {
    expect(widened(0, 5)).toEqual({ start: 0, end: 10 });
    expect(widened(8, 19)).toEqual({ start: 3, end: 23 });
  });

  it('drops spans of nothing but placeholders and punctuation', () => {
    expect(widened(3, 10)).toBeUndefined();
    expect(widened(4, 9)).toBeUndefined();
    expect(widened(17, 24)).toBeUndefined();
  });
});
