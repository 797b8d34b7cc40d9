import { describe, expect, it } from 'vitest';
import { createRun } from '../../run/run.js';
import type { Container, Node } from './compiled-policy.js';
import { parsePathPattern } from '../path-pattern.js';
import type { PolicyRule, Rule } from '../policy.js';
import { buildTree } from './tree.js';

const KEEP: Rule = { keep: 'number' };
const REMOVE: Rule = { remove: true };

function rule(pattern: string, body: Rule = KEEP): PolicyRule {
  const parsed = parsePathPattern(pattern, body.caseInsensitive === true);
  if (!('segments' in parsed)) throw new Error(parsed.fault);
  return { pattern, segments: parsed.segments, rule: body, origin: { source: 'test', path: [pattern] } };
}

function build(rules: Record<string, Rule>, guards: Record<string, Rule> = {}) {
  const conflicts: string[] = [];
  const note = (kind: string) => (a: PolicyRule, b: PolicyRule) => {
    conflicts.push(`${kind} ${a.pattern} ${b.pattern}`);
  };
  const list = (from: Record<string, Rule>) =>
    Object.entries(from).map(([pattern, body]) => rule(pattern, body));
  const root = buildTree(list(rules), list(guards), {
    compileLeaf: () => ({
      leaf: (value) => ('pruned' in Object(value) ? '{"x":1,"y":2}' : '1'),
      outcome: 'kept',
    }),
    nested: note('nested'),
    ambiguous: note('ambiguous'),
    shadowed: note('shadowed'),
  });
  return { root, conflicts };
}

/** The pattern of the rule that decides a path: `#` leads to an array element. */
function decider(root: Container, path: string): string | undefined {
  let node: Node | undefined = root;
  for (const name of path.split('.')) {
    if (node?.kind !== 'container') return undefined;
    node =
      name === '#'
        ? node.element
        : (node.byName.get(name) ?? node.byFoldedName?.get(name.toLowerCase()))?.node;
  }
  if (node === undefined || node.kind === 'container') return undefined;
  return `${node.kind} ${node.rule?.pattern ?? ''}`;
}

describe('buildTree', () => {
  it('lists exactly the paths that rules name', () => {
    const { root } = build({ a: KEEP, 'b.c': KEEP });
    expect(decider(root, 'a')).toBe('leaf a');
    expect(decider(root, 'b.c')).toBe('leaf b.c');
    expect(decider(root, 'b')).toBeUndefined();
    expect(decider(root, 'c')).toBeUndefined();
  });

  it('keeps the order of the policy, whatever the nesting', () => {
    const { root } = build({ z: KEEP, 'b.y': KEEP, a: KEEP, 'b.x': KEEP });
    expect(root.fields.map((field) => field.name)).toEqual(['z', 'b', 'a']);
    expect(root.fields.map((field) => field.index)).toEqual([0, 1, 2]);
  });

  it('prefers exact over case-insensitive, and leaves elements to *', () => {
    const rules = {
      'a.*': KEEP,
      'a.0': { keep: 'string' },
      'h.X': { ...KEEP, caseInsensitive: true },
      'h.x': KEEP,
    } as const;
    const { root, conflicts } = build(rules);
    expect(decider(root, 'a.0')).toBe('leaf a.0');
    expect(decider(root, 'a.#')).toBe('leaf a.*');
    expect(decider(root, 'h.x')).toBe('leaf h.x');
    expect(decider(root, 'h.X')).toBe('leaf h.X');
    expect(conflicts).toEqual([]);
  });

  it('decides from the left: an exact first segment beats one in any case', () => {
    const ci = { ...KEEP, caseInsensitive: true } as const;
    const { root, conflicts } = build({ 'A.b': ci, 'a.B': KEEP });
    expect(decider(root, 'a.B')).toBe('leaf a.B');
    expect(decider(root, 'a.b')).toBe('leaf A.b');
    expect(decider(root, 'A.B')).toBe('leaf A.b');
    expect(conflicts).toEqual([]);
  });

  it('does not let * of a keep rule match the name of a member', () => {
    const { root } = build({ 'a.*.c': KEEP, 'a.b.d': KEEP });
    expect(decider(root, 'a.b.c')).toBeUndefined();
  });

  it('reports a rule below a rule of the same path', () => {
    expect(build({ a: KEEP, 'a.b': KEEP }).conflicts).toEqual(['nested a a.b']);
    expect(build({ 'a.b.c': KEEP, 'a.b': KEEP }).conflicts).toEqual(['nested a.b a.b.c']);
    expect(build({ a: KEEP, 'a.b': REMOVE }).conflicts).toEqual(['nested a a.b']);
  });

  it('lets a removal lie below a map or an error', () => {
    const { conflicts, root } = build({ err: { keep: 'error' }, 'err.code': REMOVE });
    expect(conflicts).toEqual([]);
    expect(decider(root, 'err')).toBe('leaf err');
  });

  it('prunes with an upper removal what is not more specific', () => {
    const { root } = build({ 'a.*': REMOVE, 'a.*.b': KEEP, 'a.x.b': KEEP });
    expect(decider(root, 'a.#')).toBe('remove a.*');
    expect(decider(root, 'a.x.b')).toBe('leaf a.x.b');
  });

  it('reports two rules of equal specificity for one path', () => {
    const ci = { ...KEEP, caseInsensitive: true } as const;
    expect(build({ 'A.x': ci, 'a.X': ci }).conflicts).toEqual(['ambiguous A.x a.X']);
  });

  it('lets a guard win over every rule it meets, at any depth', () => {
    const { root, conflicts } = build(
      { password: KEEP, 'a.b.password': KEEP, 'a.b.c': KEEP },
      { '**.password': REMOVE },
    );
    expect(decider(root, 'password')).toBe('remove **.password');
    expect(decider(root, 'a.b.password')).toBe('remove **.password');
    expect(decider(root, 'a.b.c')).toBe('leaf a.b.c');
    expect(conflicts).toEqual(['shadowed **.password password', 'shadowed **.password a.b.password']);
  });

  it('lets a guard that removes win over one that replaces', () => {
    const { root } = build({ 'a.b': KEEP }, { '**.b': { replace: 'x' }, 'a.b': REMOVE });
    expect(decider(root, 'a.b')).toBe('remove a.b');
  });

  it('lets a guard that replaces remove members of a map, which have no rule to be replaced under', () => {
    const { root } = build(
      { m: { map: { keys: 'token', value: { keep: 'string' } } } },
      { '**.x': { replace: '-' } },
    );
    const m = root.byName.get('m')?.node;
    expect(m?.kind === 'leaf' && m.leaf({}, createRun(9))).toBe('1');
    expect(m?.kind === 'leaf' && m.leaf({ pruned: true }, createRun(9))).toBe('{"y":2}');
  });

  it('lists nothing for a guard alone', () => {
    const { root } = build({ 'a.b': KEEP }, { '**.x': { replace: '-' }, 'q.r': REMOVE });
    expect(decider(root, 'a.x')).toBe('replace **.x');
    expect(decider(root, 'other.x')).toBeUndefined();
    expect(decider(root, 'q')).toBeUndefined();
  });

  it('gives two spellings of one output name one place', () => {
    const { root } = build({ 'h.A': { ...KEEP, caseInsensitive: true }, 'h.A.x': KEEP });
    const h = root.byName.get('h')?.node as Container;
    expect(new Set(h.fields.map((field) => field.index)).size).toBe(h.fields.length);
  });
});
