import { describe, expect, it } from 'vitest';
import { createRedactor } from '../redactor.js';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import { clearBit, createBits, hasBit, setBit } from './members.js';

const FIELDS = Object.fromEntries(
  Array.from({ length: 70 }, (_, index) => [`f${index}`, { keep: 'string' as const }]),
);
const compiled = () =>
  compilePolicy(
    parsePolicy(
      { logsieve: 1, extends: [], fields: { ...FIELDS, 'a.b': { keep: 'string' } } },
      { source: 'test' },
    ),
  );

describe('the room that records share', () => {
  it('is left by a record whose getters log another one', () => {
    const redactor = createRedactor(compiled());
    let inner = '';
    const record = {
      f1: 'outer',
      get f2() {
        inner = redactor.stringify({ f1: 'inner', f3: 'x', a: { b: 'y' } });
        return 'read';
      },
      a: {
        get b() {
          return redactor.stringify({ a: { b: 'z' } });
        },
      },
    };
    expect(redactor.stringify(record)).toBe(
      String.raw`{"f1":"outer","f2":"read","a":{"b":"{\"a\":{\"b\":\"z\"}}"}}`,
    );
    expect(inner).toBe('{"f1":"inner","f3":"x","a":{"b":"y"}}');
  });

  it('is fit for the next record after one that could not be read', () => {
    const redactor = createRedactor(compiled());
    const broken = new Proxy(
      { f1: 'x' },
      {
        ownKeys() {
          throw new Error('unreadable');
        },
      },
    );
    redactor.stringify(broken);
    redactor.stringify({ a: broken, f2: 'x' });
    expect(redactor.stringify({ f3: 'y' })).toBe('{"f3":"y"}');
  });

  it('holds nothing of a record that is written', () => {
    const policy = compiled();
    const redactor = createRedactor(policy);
    redactor.stringify({ f1: 'x', F1: 'y', f69: {}, a: { b: 'y' } }, { head: { f1: 'z', f2: 1 } });
    redactor.bind({ f1: 'x', f4: 'y' });
    const nodes = [policy.root, policy.root.byName.get('a')?.node];
    for (const node of nodes) {
      const free = node?.kind === 'container' ? node.room.free : undefined;
      expect(free?.values.every((value) => value === undefined)).toBe(true);
      expect(free?.present.every((word) => word === 0)).toBe(true);
    }
  });
});

describe('bits', () => {
  it.each([1, 31, 32, 33, 64, 70])('stand for each of %i indexes by itself', (length) => {
    for (let index = 0; index < length; index++) {
      const bits = createBits(length);
      setBit(bits, index);
      const set = Array.from({ length }, (_, other) => other).filter((other) => hasBit(bits, other));
      expect(set).toEqual([index]);
      clearBit(bits, index);
      expect(hasBit(bits, index)).toBe(false);
    }
  });
});
