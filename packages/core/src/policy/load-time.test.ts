import { expect, it } from 'vitest';
import { compilePolicy } from './compile/compile.js';
import { PolicyError } from './issue.js';
import { parsePolicy } from './parse.js';
import type { PolicyDocument, RuleDocument } from './policy.js';

/** Milliseconds of processor time: what other programs do meanwhile is not ours. */
function timeOf(fields: Readonly<Record<string, RuleDocument>>, more: Partial<PolicyDocument> = {}): number {
  const text = JSON.stringify({ logsieve: 1, fields, ...more });
  const before = process.cpuUsage();
  compilePolicy(parsePolicy(text));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const many = <T>(make: (index: number) => T): T[] =>
  Array.from({ length: 20_000 }, (_, index) => make(index));

it('loads 20,000 fields in a few seconds', { timeout: 60_000 }, () => {
  expect(timeOf(Object.fromEntries(many((i) => [`f${i}`, { keep: 'number' }])))).toBeLessThan(10_000);
  expect(timeOf(Object.fromEntries(many((i) => [`a.b${i % 150}.c${i}`, { keep: 'token' }])))).toBeLessThan(
    10_000,
  );
});

it(
  'loads 20,000 fields that match in any case, and 10,000 with a removal for each in a profile',
  { timeout: 60_000 },
  () => {
    const rule = { keep: 'number', caseInsensitive: true } as const;
    expect(timeOf(Object.fromEntries(many((i) => [`F${i}`, rule])))).toBeLessThan(10_000);
    const half = many((i) => `f${i}`).slice(0, 10_000);
    const removals = Object.fromEntries(half.map((name) => [name, 'remove'] as const));
    expect(
      timeOf(Object.fromEntries(half.map((name) => [name, { keep: 'number' }])), {
        profiles: { p: { fields: removals } },
      }),
    ).toBeLessThan(10_000);
  },
);

it('takes patterns with many ** in its stride', { timeout: 60_000 }, () => {
  const deep = Array.from({ length: 16 }, () => 'a').join('.');
  const guard = `${'**.a.'.repeat(31)}b`;
  expect(
    timeOf(
      { [deep]: { keep: 'number' }, [guard]: 'remove', [`${'**.'.repeat(60)}c`]: 'remove' },
      { limits: { depth: 64 } },
    ),
  ).toBeLessThan(2000);
});

it.each([
  ['5,000 segments', Array.from({ length: 5000 }, () => 'a').join('.')],
  ['65 segments', Array.from({ length: 65 }, () => 'a').join('.')],
  ['1,025 characters', 'a'.repeat(1025)],
])('refuses a pattern of %s', (_, pattern) => {
  expect(() => timeOf({ [pattern]: 'remove' })).toThrow(PolicyError);
});
