import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTriggerSearch, partsOf, type Trigger } from './triggers.js';

const triggersOf = (triggers: readonly Trigger[]) => {
  const search = createTriggerSearch(triggers.map((trigger) => [trigger]));
  return (text: string) =>
    triggers.filter((trigger) => (search.traitsOf(text) & search.traitOf([trigger])) !== 0);
};

describe('createTriggerSearch', () => {
  it('tells which characters a text holds', () => {
    const found = triggersOf(['@', ']', '-', '^']);
    expect(found('a@b^')).toEqual(['@', '^']);
    expect(found('x]')).toEqual([']']);
    expect(found('request completed')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it('finds words in whatever case, also where one begins in another', () => {
    const found = triggersOf(['eyJ', '</', 'pass', 'assert', 'as']);
    expect(found('EYJ')).toEqual(['eyJ']);
    expect(found('a</b')).toEqual(['</']);
    expect(found('pAsSeRt')).toEqual(['pass', 'assert', 'as']);
    expect(found('papass')).toEqual(['pass', 'as']);
    for (const text of ['ey J', '<a>', 'ey', 'pas']) expect(found(text)).not.toContain('eyJ');
  });

  it('takes digits of any kind, as many as there are to be', () => {
    const found = triggersOf(['\\d', '\\d\\d\\d\\d', '\\d.\\d\\d.\\d', ':\\x:']);
    expect(found('10_15 and 537.36')).toEqual(['\\d']);
    for (const text of ['1234', 'a99999', 'x-2026']) expect(found(text)).toEqual(['\\d', '\\d\\d\\d\\d']);
    expect(found('4.15.1')).toEqual(['\\d', '\\d.\\d\\d.\\d']);
    expect(found(':F:')).toEqual([':\\x:']);
    expect(found(':g:')).toEqual([]);
  });

  it('takes all beyond ASCII for one character, and all controls', () => {
    const found = triggersOf(['\\u', '\\c', '@', '\\\\']);
    for (const text of ['a\u2192', 'é', '\u200b', '\ud835\udc00', '\u0080'])
      expect(found(text)).toEqual(['\\u']);
    for (const text of ['\0', '\t', '\u001f', 'a\u007fb']) expect(found(text)).toEqual(['\\c']);
    expect(found('a\\u')).toEqual(['\\\\']);
  });

  it('knows what may stand between groups of digits', () => {
    const found = triggersOf(['1\\b2', '\\d\\g\\d']);
    for (const between of [' ', '\t', '\r', '\n', '-', '.', '+', '\u00a0', '\u2011', '\u202f'])
      expect(found(`1${between}2`)).toEqual(['1\\b2', '\\d\\g\\d']);
    for (const between of ['x', '/', '_', ',']) expect(found(`1${between}2`)).toEqual([]);
    expect(found('192')).toEqual(['\\d\\g\\d']);
  });

  it('misses nothing that a regular expression finds, and finds no more', () => {
    const triggers = ['aab', 'ab', 'ba', '\\d\\d', '\\da', 'b\\g\\x', '--', '-\\u', '\\\\a', '\\c\\d'];
    const found = triggersOf(triggers);
    const patterns = triggers.map(
      (trigger) =>
        new RegExp(
          partsOf(trigger)
            .map((part) => part.source)
            .join(''),
          'i',
        ),
    );
    const texts = fc.string({ unit: fc.constantFrom(...'abAB12f- \\\té'), maxLength: 12 });
    fc.assert(
      fc.property(texts, (text) => {
        expect(found(text)).toEqual(triggers.filter((_, at) => patterns[at]?.test(text)));
      }),
      { numRuns: 2000 },
    );
  });

  it('knows how text looks in base64 and in hexadecimal digits, at the beginning of a word', () => {
    const found = triggersOf(['\\k\\1\\2\\3\\4\\1\\2\\3\\4', '\\k\\p\\x\\p\\x\\p\\x']);
    for (const before of ['', 'a ', '/', '"']) {
      expect(found(`${before}eyJhIjox`)).toHaveLength(1);
      expect(found(`${before}616263`)).toHaveLength(1);
    }
    for (const text of ['aeyJhIjox', '1616263', 'EYJHIJOX', 'database', '816263'])
      expect(found(text)).toEqual([]);
  });

  it('misses none of more groups than there are bits', () => {
    const many = Array.from('!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~ghijkl');
    const found = triggersOf(many);
    for (const character of many) expect(found(`${character} `)).toContain(character);
  });
});
