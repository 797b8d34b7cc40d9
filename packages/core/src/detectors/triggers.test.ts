import { describe, expect, it } from 'vitest';
import { createTriggerSearch, FOUR_DIGITS } from './triggers.js';

const triggersOf = (triggers: readonly string[]) => {
  const search = createTriggerSearch(triggers);
  return (text: string) =>
    triggers.filter((trigger) => (search.traitsOf(text) & search.anyOf([trigger])) !== 0);
};

describe('createTriggerSearch', () => {
  it('tells which characters a text holds', () => {
    const found = triggersOf(['@', ']', '-', '^']);
    expect(found('a@b^')).toEqual(['@', '^']);
    expect(found('x]')).toEqual([']']);
    expect(found('request completed')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it('takes words for one trigger, in whatever case', () => {
    const found = triggersOf(['eyJ', '</', '@']);
    for (const text of ['EYJ', 'a</b']) expect(found(text)).toEqual(['eyJ', '</']);
    for (const text of ['ey J', '<a>']) expect(found(text)).toEqual([]);
  });

  it('takes digits for one trigger, and four in a row for another', () => {
    const found = triggersOf(['0', FOUR_DIGITS]);
    expect(found('10_15 and 537.36')).toEqual(['0']);
    for (const text of ['1234', 'a99999', 'x-2026']) expect(found(text)).toEqual(['0', FOUR_DIGITS]);
    expect(found('none')).toEqual([]);
  });

  it('takes all beyond ASCII for one trigger', () => {
    const found = triggersOf(['\u2192', '@']);
    for (const text of ['a\u2192', 'é', '\u200b', '\ud835\udc00']) expect(found(text)).toEqual(['\u2192']);
    expect(found('a\u007f@')).toEqual(['@']);
  });

  it('misses none of more characters than there are bits', () => {
    const many = Array.from('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');
    const found = triggersOf(many);
    for (const character of many) expect(found(`a${character}`)).toContain(character);
  });
});
