import { describe, expect, it } from 'vitest';
import { unitsOf } from './unit-sets.js';

describe('unitsOf', () => {
  it('gives the units beyond ASCII of which what it is told is true, one by one', () => {
    const units = unitsOf((text) => !/[A-Z\u00c0-\u00c2\u0430\uffff]/.test(text));
    const others = Array.from(units.entries(), ([unit, found]) => (found === 0 ? unit : -1)).filter(
      (unit) => unit >= 128 && !(unit >= 0xd800 && unit < 0xe000),
    );
    expect(others).toEqual([0xc0, 0xc1, 0xc2, 0x430, 0xffff]);
  });

  it('says nothing of ASCII and of surrogates', () => {
    const units = unitsOf(() => true);
    expect(units.subarray(0, 128)).toEqual(new Uint8Array(128));
    expect(units.subarray(0xd800, 0xe000)).toEqual(new Uint8Array(0x800));
    expect(units[128]).toBe(1);
  });
});
