import { describe, expect, it } from 'vitest';
import { createGate } from './gate.js';

describe('createGate', () => {
  it('is open for a character or a word, in whatever case', () => {
    const gate = createGate(['@', ']', '-', '^', 'eyJ', '</', '--']);
    for (const text of ['a@b', 'x]', 'a^', 'EYJ', 'a</b', 'a-b']) expect(gate(text)).toBe(true);
    for (const text of ['', 'request completed', 'ey J', '<a>', '\\']) expect(gate(text)).toBe(false);
  });

  it('is open for what a range holds', () => {
    const gate = createGate(['@'], '\u0080-\uffff');
    expect(gate('a\u200bb')).toBe(true);
    expect(gate('ab')).toBe(false);
    expect(gate('a@b')).toBe(true);
  });

  it('works with characters alone and with words alone', () => {
    expect(createGate(['@'])('a@b')).toBe(true);
    expect(createGate(['@'])('ab')).toBe(false);
    expect(createGate(['bearer'])('Bearer x')).toBe(true);
    expect(createGate(['bearer'])('bear')).toBe(false);
    expect(createGate([])('anything')).toBe(false);
  });
});
