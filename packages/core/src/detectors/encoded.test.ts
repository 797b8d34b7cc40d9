import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, ENCODED_TRIGGERS, isEncoded, isEncodedUnit } from './encoded.js';
import { createTriggerSearch } from './triggers.js';

describe('decodeText', () => {
  it.each([
    ['a%40b', 'a@b'],
    ['a\\u0040b\\x40\\n\\"\\\\\\/', 'a@b@\n"\\/'],
    ['&quot;&amp;&#64;&#x40;&LT;', '"&@@<'],
    ['a&commat;b&period;c&plus;&excl;&#44;&unknown;', 'a@b.c+!,&unknown;'],
    ['100% of %s &c \\q %4', '100% of %s &c \\q %4'],
    ['%2540', '%40'],
    ['ann@exa\u200bmple.com', 'ann@example.com'],
    ['\u212aelvin lon\u017f', 'Kelvin lons'],
    ['ann\uff20ex\ud835\udc1ample\u2024com', 'ann@example.com'],
    ['\u0664\u06f5\u0969 \u0e52\uabf9', '453 29'],
    ['Müller e\u0301 \ufb01 \u2026 日本', 'Müller e\u0301 \ufb01 \u2026 日本'],
  ])('makes of %j the text %j', (source, text) => {
    expect(decodeText(source).text).toBe(text);
  });

  it('turns all digits of 16 bits into ASCII', () => {
    const all = Array.from({ length: 0xd800 }, (_, code) => String.fromCharCode(code));
    const digits = all.filter((character) => /^\p{Nd}$/u.test(character));
    expect(digits.length).toBeGreaterThan(300);
    expect(digits.filter((digit) => !/^\d$/.test(decodeText(digit).text))).toEqual([]);
    for (let at = 0; at < digits.length; at += 10)
      expect(decodeText(digits.slice(at, at + 10).join('')).text).toBe('0123456789');
  });

  it('knows where every unit comes from', () => {
    expect([...decodeText('a%40b\\n').offsets]).toEqual([0, 1, 4, 5, 7]);
  });

  it('has an offset for each unit and the end, in order', () => {
    const parts = fc.constantFrom(
      '%40',
      '%',
      '\\n',
      '\\',
      '&amp;',
      '&#x1F600;',
      '&#9999999;',
      'a',
      '\ud83d',
      'é',
      '\u200b',
      '\uff20',
      '\ud835\udc1a',
    );
    const search = createTriggerSearch([ENCODED_TRIGGERS]);
    fc.assert(
      fc.property(fc.array(parts), (all) => {
        const source = all.join('');
        const { text, offsets } = decodeText(source);
        expect(offsets.length).toBe(text.length + 1);
        expect(offsets[text.length]).toBe(source.length);
        expect([...offsets]).toEqual([...offsets].sort((a, b) => a - b));
        expect(isEncoded(source)).toBe(text !== source);
        if (isEncoded(source)) expect(search.traitsOf(source)).not.toBe(0);
      }),
    );
  });

  it('has a trigger for every unit beyond ASCII that is encoded, and for no other', () => {
    const units = Array.from({ length: 0x10000 - 128 }, (_, at) => 128 + at);
    const isHalf = (unit: number) => unit === 0xd835;
    const differing = units.filter(
      (unit) => isEncodedUnit(unit) !== (isHalf(unit) || isEncoded(String.fromCharCode(unit))),
    );
    expect(differing).toEqual([]);
    expect(units.filter(isEncodedUnit).length).toBeGreaterThan(500);
  });
});
