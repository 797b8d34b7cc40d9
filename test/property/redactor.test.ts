import { createRedactor, type PolicyDocument, PolicyError, type Redactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPolicy, jsonRecord, maplessPolicy, NAMES, steadyPolicy } from './arbitrary.js';
import { hostileRecord } from './hostile.js';

const RUNS = { numRuns: 3_000 };
const env = { K1: Buffer.alloc(32, 7).toString('base64') };

/** Undefined where the generated rules contradict each other. */
function redactorFor(policy: PolicyDocument): Redactor | undefined {
  try {
    return createRedactor(loadPolicy(policy, { env }));
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** Redactors of generated policies, as many as there is time to compile; each run picks one by its index. */
function pool(policies: fc.Arbitrary<PolicyDocument>): readonly Redactor[] {
  const redactors = fc.sample(policies, 600).flatMap((policy) => redactorFor(policy) ?? []);
  expect(redactors.length).toBeGreaterThan(300);
  return redactors;
}

/** A property over policies and records. */
function holds<Value>(
  policies: fc.Arbitrary<PolicyDocument>,
  values: fc.Arbitrary<Value>,
  check: (redactor: Redactor, value: Value) => void,
) {
  const redactors = pool(policies);
  const property = fc.property(fc.nat(redactors.length - 1), values, (index, value) => {
    const redactor = redactors[index]!;
    try {
      check(redactor, value);
    } catch (error) {
      const { rules } = redactor.compiled.policy;
      const own = rules
        .filter(({ origin }) => origin.source === 'policy')
        .map(({ pattern, rule }) => [pattern, rule]);
      throw new Error(`under ${JSON.stringify(own)}`, { cause: error });
    }
  });
  fc.assert(property, RUNS);
}

const hasLineBreak = /[\n\r\u2028\u2029\u0085]/;

describe('every policy and record', () => {
  it('gives one line of valid JSON in canonical form', () => {
    holds(anyPolicy, jsonRecord, (redactor, record) => {
      const line = redactor.stringify(record);
      expect(line).not.toMatch(hasLineBreak);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/u);
      expect(redactor.redact(record)).toEqual(JSON.parse(line));
    });
  });

  it('gives the same bytes for a line as for the record that the line holds', () => {
    holds(anyPolicy, jsonRecord, (redactor, record) => {
      const line = JSON.stringify(record);
      const spaced = JSON.stringify(record, null, 1).replaceAll('\n', ' ');
      const expected = redactor.stringify(record);
      expect(redactor.redactLine(line)).toBe(expected);
      expect(redactor.redactLine(spaced)).toBe(expected);
      expect(redactor.redactLine(new TextEncoder().encode(line))).toBe(
        redactor.stringify(JSON.parse(new TextDecoder().decode(new TextEncoder().encode(line))) as object),
      );
    });
  });

  it('leaves its input as it was', () => {
    holds(anyPolicy, jsonRecord, (redactor, record) => {
      const before = structuredClone(record);
      deepFreeze(record);
      redactor.stringify(record);
      redactor.explain(record);
      redactor.bind(record);
      expect(record).toEqual(before);
    });
  });

  it('gives the same bytes again for keep, remove, replace and map', () => {
    holds(steadyPolicy, jsonRecord, (redactor, record) => {
      const once = redactor.stringify(record);
      expect(redactor.redactLine(once)).toBe(once);
    });
  });

  it('never reveals more when it redacts again', () => {
    holds(anyPolicy, jsonRecord, (redactor, record) => {
      const once = redactor.redact(record);
      const again = redactor.redact(once);
      const known = new Set(leaves(once));
      for (const path of paths(again)) expect(paths(once)).toContain(path);
      // A coarser form may be new; the text of the record behind the first form may not.
      const hidden = leaves(record).filter(
        (leaf) => leaf.length > 3 && !known.has(leaf) && ![...known].some((text) => text.includes(leaf)),
      );
      for (const leaf of leaves(again)) expect(hidden).not.toContain(leaf);
    });
  });
});

describe('non-interference', () => {
  it('gives the same bytes whatever stands under names that no rule lists', () => {
    const noise = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 5 }).map((text) => `extra${text}`),
      fc.anything(),
      { maxKeys: 4 },
    );
    const silent = maplessPolicy.map((policy): PolicyDocument => ({ ...policy, message: 'remove' }));
    holds(silent, fc.tuple(jsonRecord, noise, noise), (redactor, [record, first, second]) => {
      const expected = redactor.stringify(record);
      expect(redactor.stringify(withNoise(record, first) as object)).toBe(expected);
      expect(redactor.stringify(withNoise(record, second) as object)).toBe(expected);
    });
  });

  it('gives the same bytes whatever stands at names of the policy in places that it does not list', () => {
    const policy: PolicyDocument = {
      logsieve: 1,
      extends: [],
      message: 'remove',
      fields: { 'a.b': { keep: 'number' }, 'c.*.a': { keep: 'string' }, err: { keep: 'error' } },
    };
    const redactor = redactorFor(policy)!;
    fc.assert(
      fc.property(jsonRecord, jsonRecord, jsonRecord, (allowed, first, second) => {
        const a = redactor.stringify(underUnlisted(allowed, first));
        expect(redactor.stringify(underUnlisted(allowed, second))).toBe(a);
      }),
      RUNS,
    );
  });
});

describe('hostile records', () => {
  it('never throw, whatever they do, and give one line of valid JSON', () => {
    holds(anyPolicy, hostileRecord(NAMES), (redactor, make) => {
      const record = make();
      const line = redactor.stringify(record);
      expect(line).not.toMatch(hasLineBreak);
      expect(typeof JSON.parse(line)).toBe('object');
      redactor.explain(record);
      redactor.bind(record);
    });
  });

  it('never throw as lines either', () => {
    const redactor = redactorFor({ logsieve: 1, fields: { a: { keep: 'string' } } })!;
    const lines = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.tuple(jsonRecord, fc.nat(60)).map(([record, cut]) => JSON.stringify(record).slice(0, cut)),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(lines, (line) => {
        const out = redactor.redactLine(line);
        expect(out).not.toMatch(hasLineBreak);
        expect(typeof JSON.parse(out)).toBe('object');
      }),
      RUNS,
    );
  });
});

/** The value with the noise in every object of it, before and after what is there. */
function withNoise(value: unknown, noise: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((element) => withNoise(element, noise));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withNoise(member, noise)]);
  const extra = Object.entries(noise);
  return Object.fromEntries([...extra.slice(0, 2), ...members, ...extra.slice(2)]);
}

function underUnlisted(
  allowed: Record<string, unknown>,
  noise: Record<string, unknown>,
): Record<string, unknown> {
  return {
    a: { b: allowed['a'], a: noise, c: noise },
    c: [{ a: allowed['b'], b: noise, level: noise }],
    err: { type: 'TypeError', code: 'E1', message: JSON.stringify(noise), stack: noise['a'], config: noise },
    b: noise,
    level: noise,
    msg: 'text',
  };
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
}

function leaves(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return [String(value)];
}

function paths(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix];
  return Object.entries(value).flatMap(([name, member]) =>
    paths(member, `${prefix}/${Array.isArray(value) ? '*' : name}`),
  );
}
