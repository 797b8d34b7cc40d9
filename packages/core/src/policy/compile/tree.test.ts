import { describe, expect, it } from 'vitest';
import { createRun } from '../../run/run.js';
import type { Container, Node } from './compiled-policy.js';
import { parsePathPattern } from '../path-pattern.js';
import type { PolicyRule, Rule } from '../policy.js';
import { buildTree } from './tree.js';

const KEEP: Rule = { keep: 'number' };
const REMOVE: Rule = { remove: true };
const PARSE: Rule = { parse: 'json' };

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
      text: undefined,
      outcome: 'kept',
    }),
    nested: note('nested'),
    ambiguous: note('ambiguous'),
    shadowed: note('shadowed'),
    tooDeep: (a) => conflicts.push(`tooDeep ${a.pattern}`),
    misplaced: (a, hint) => conflicts.push(`misplaced ${a.pattern}: ${hint}`),
    stringLength: 1000,
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

/** What is below a text that is read. */
function belowText(root: Container | undefined, name: string): Container | undefined {
  const node = (root?.byName.get(name) ?? root?.byFoldedName?.get(name.toLowerCase()))?.node;
  return node?.kind === 'parsed' ? node.below : undefined;
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

  it('lists under an exact name what rules of any case list there, and not the other way', () => {
    const { root, conflicts } = build({ 'h.x.a': KEEP, 'H.X.b': { ...KEEP, caseInsensitive: true } });
    expect(['h.x.a', 'h.x.b', 'H.x.b', 'h.X.b'].map((path) => decider(root, path))).toEqual([
      'leaf h.x.a',
      'leaf H.X.b',
      'leaf H.X.b',
      'leaf H.X.b',
    ]);
    expect(['H.x.a', 'h.X.a', 'h.x.B.c'].map((path) => decider(root, path))).toEqual(
      Array(3).fill(undefined),
    );
    expect(conflicts).toEqual([]);
  });

  it('spells a name of any case as the first rule does', () => {
    const ci = { ...KEEP, caseInsensitive: true } as const;
    const { root } = build({ 'Head.X-Id.a': ci, 'HEAD.x-id.b': ci });
    const head = root.byFoldedName?.get('head');
    expect(head?.name).toBe('Head');
    expect((head?.node as Container).fields.map(({ name }) => name)).toEqual(['X-Id']);
    expect(decider(root, 'head.x-id.b')).toBe('leaf HEAD.x-id.b');
  });

  it('has no elements and no names of any case where no rule has', () => {
    const { root } = build({ a: KEEP, 'b.*': KEEP });
    expect(root).toMatchObject({ element: undefined, byFoldedName: undefined });
    expect(root.byName.get('b')?.node).toMatchObject({ element: { kind: 'leaf' }, fields: [] });
  });

  it('has the text of each name and replacement ready', () => {
    const { root } = build({ 'a"': { replace: '"x"' } });
    expect(root.fields).toMatchObject([
      { name: 'a"', prefix: '"a\\"":', node: { kind: 'replace', text: '"\\"x\\""' } },
    ]);
  });

  it('keeps what is more specific than a removal of any member', () => {
    const rules = {
      'a.b': KEEP,
      'C.b': { ...KEEP, caseInsensitive: true },
      'l.*': KEEP,
      '*.b': REMOVE,
    } as const;
    const { root, conflicts } = build(rules);
    expect(['a.b', 'c.b', 'l.#'].map((path) => decider(root, path))).toEqual([
      'leaf a.b',
      'leaf C.b',
      'leaf l.*',
    ]);
    expect(conflicts).toEqual([]);
  });

  it('prunes the members of a map or an error that a removal names, and nothing of other values', () => {
    const map: Rule = { map: { keys: 'token', value: { keep: 'string' } } };
    const leafText = (rules: Record<string, Rule>, guards = {}) => {
      const node = build(rules, guards).root.byName.get('m')?.node;
      return node?.kind === 'leaf' ? node.leaf({ pruned: true }, createRun(9)) : node?.kind;
    };
    expect(leafText({ m: map })).toBe('{"x":1,"y":2}');
    expect(leafText({ m: map, 'm.x': REMOVE })).toBe('{"y":2}');
    expect(leafText({ m: map, 'm.*': REMOVE })).toBeUndefined();
    expect(leafText({ m: { keep: 'error' }, 'm.x': REMOVE })).toBe('{"y":2}');
    expect(leafText({ m: map }, { 'm.x': REMOVE, 'm.y': REMOVE })).toBeUndefined();
    expect(leafText({ m: KEEP }, { '**.x': REMOVE })).toBe('{"x":1,"y":2}');
    expect(leafText({ m: map }, { m: REMOVE })).toBe('remove');
    expect(leafText({ m: map, 'm.x': REMOVE }, { '**.m': { replace: '' } })).toBe('replace');
  });

  it('gives what a leaf does not let out to nobody, pruned or not', () => {
    const rules = [rule('m', { keep: 'error' }), rule('m.x', REMOVE)];
    const nobody = () => undefined;
    const leaf = () => undefined;
    const context = {
      compileLeaf: () => ({ leaf, text: undefined, outcome: null }),
      nested: nobody,
      ambiguous: nobody,
      shadowed: nobody,
      tooDeep: nobody,
      misplaced: nobody,
      stringLength: 1000,
    };
    const node = buildTree(rules, [], context).byName.get('m')?.node;
    expect(node?.kind === 'leaf' && [node.leaf({}, createRun(9)), node.outcome]).toEqual([undefined, null]);
  });

  it('tells of a rule below another one wherever the two meet, of removals below a removal nowhere', () => {
    expect(build({ 'a.b': REMOVE, 'a.b.c': REMOVE, x: KEEP }).conflicts).toEqual([]);
    expect(build({ a: REMOVE, 'a.b': KEEP }).conflicts).toEqual([]);
    expect(decider(build({ a: REMOVE, 'a.b': KEEP }).root, 'a.b')).toBeUndefined();
    expect(build({ 'a.b.*': KEEP, 'a.b': KEEP }).conflicts).toEqual(['nested a.b a.b.*']);
    expect(build({ a: { keep: 'error' }, 'a.b': KEEP }).conflicts).toEqual(['nested a a.b']);
  });

  it('tells of a rule that a guard above it or at it wins over, and of no other guard', () => {
    const { conflicts } = build({ 'a.b.c': KEEP, 'a.d': KEEP }, { 'a.b': REMOVE, '**.c': { replace: '' } });
    expect(conflicts).toEqual(['shadowed a.b a.b.c']);
  });

  it('tells of equally specific rules in policy order', () => {
    const ci = { ...KEEP, caseInsensitive: true } as const;
    expect(build({ 'b.X': ci, 'B.x': ci, 'B.X': ci }).conflicts).toEqual([
      'ambiguous b.X B.x',
      'ambiguous b.X B.X',
    ]);
  });

  it('has the rules below one that reads a text for the members of the text', () => {
    const { root, conflicts } = build({
      a: PARSE,
      'a.b': KEEP,
      'a.c.*.d': KEEP,
      'a.e': PARSE,
      'a.e.f': KEEP,
    });
    expect(conflicts).toEqual([]);
    const below = belowText(root, 'a');
    expect(below && [decider(below, 'b'), decider(below, 'c.#.d')]).toEqual(['leaf a.b', 'leaf a.c.*.d']);
    expect(decider(belowText(below, 'e')!, 'f')).toBe('leaf a.e.f');
  });

  it('takes rules of other specificity for those of members too, as those of a container', () => {
    const ci = { ...PARSE, caseInsensitive: true } as const;
    const member = { ...KEEP, caseInsensitive: true } as const;
    expect(decider(belowText(build({ A: ci, 'A.b': member, 'a.c': KEEP }).root, 'a')!, 'c')).toBe('leaf a.c');
    expect(decider(belowText(build({ a: PARSE, 'A.b': member }).root, 'a')!, 'b')).toBe('leaf A.b');
  });

  it('removes a text of which nothing is listed, and one within three others', () => {
    expect(decider(build({ a: PARSE, b: KEEP }, { '**.c': REMOVE }).root, 'a')).toBe('remove a');
    const deep = build({ a: PARSE, 'a.b': PARSE, 'a.b.c': PARSE, 'a.b.c.d': PARSE, 'a.b.c.d.e': KEEP });
    expect(deep.conflicts).toEqual(['tooDeep a.b.c.d']);
    const third = ['a', 'b', 'c'].reduce<Container | undefined>(belowText, deep.root);
    expect(decider(third!, 'd')).toBe('remove a.b.c.d');
  });

  it('tells of rules for what a string of the kind cannot hold', () => {
    const url: Rule = { parse: 'url' };
    const map: Rule = { map: { keys: 'token', value: { keep: 'integer' } } };
    const members = 'its members are origin, path, query';
    const text = 'a text is there: write a rule for it, or parse it';
    const names = 'list its members by their names';
    for (const [rules, said] of [
      [{ u: url, 'u.host': KEEP, 'u.query.a': KEEP }, [`u.host: ${members}`]],
      [{ u: url, 'u.Query.a': KEEP }, [`u.Query.a: ${members}`]],
      [{ u: url, 'U.Query.a': { ...KEEP, caseInsensitive: true } }, []],
      [{ u: url, 'u.x': { replace: '' } }, [`u.x: ${members}`]],
      [{ u: url, 'u.path.a': KEEP }, [`u.path.a: ${text}`]],
      [{ u: url, 'u.path': PARSE, 'u.path.a.b': KEEP }, []],
      [{ u: url, 'u.query': KEEP }, ['u.query: list its members, or write a map']],
      [{ u: url, 'u.query': PARSE, 'u.query.a': KEEP }, ['u.query: list its members, or write a map']],
      [{ u: url, 'u.query': map }, []],
      [{ u: url, 'u.query': { replace: '' } }, []],
      [{ u: url, 'u.query.a.b': KEEP }, [`u.query.a.b: ${text}`]],
      [{ f: { parse: 'form' }, 'f.*': KEEP }, [`f.*: ${names}`]],
      [{ f: { parse: 'cookies' }, 'f.a': map }, ['f.a: a text is there: write a rule for one']],
      [{ f: { parse: 'headers' }, 'f.a': { keep: 'error' } }, ['f.a: a text is there: write a rule for one']],
      [{ f: { parse: 'headers' }, 'f.a': { parse: 'cookies' }, 'f.a.b': KEEP }, []],
      [{ f: PARSE, 'f.a.*.b': KEEP, 'f.c': map }, []],
      [{ f: { parse: 'multipart' }, 'f.a.b': KEEP }, [`f.a.b: ${text}`]],
      [{ f: { parse: 'form', encoded: 'base64' }, 'f.a.b': KEEP }, [`f.a.b: ${text}`]],
    ] as [Record<string, Rule>, string[]][]) {
      expect(build(rules).conflicts).toEqual(said.map((text) => `misplaced ${text}`));
    }
  });

  it('takes what is encoded in a text for a text within it', () => {
    const encoded: Rule = { parse: 'json', encoded: 'base64' };
    expect(build({ a: encoded, 'a.b': PARSE, 'a.b.c': KEEP }).conflicts).toEqual([]);
    expect(build({ a: PARSE, 'a.b': encoded, 'a.b.c': KEEP }).conflicts).toEqual([]);
    expect(build({ a: encoded, 'a.b': encoded, 'a.b.c': KEEP }).conflicts).toEqual(['tooDeep a.b']);
    expect(build({ a: PARSE, 'a.b': PARSE, 'a.b.c': encoded, 'a.b.c.d': KEEP }).conflicts).toEqual([
      'tooDeep a.b.c',
    ]);
  });

  it('tells of a text below what another rule decides, and of a rule below what a text has as a leaf', () => {
    expect(build({ a: KEEP, 'a.b': PARSE, 'a.b.c': KEEP }).conflicts).toEqual([
      'nested a a.b',
      'nested a a.b.c',
    ]);
    expect(build({ a: PARSE, 'a.b': KEEP, 'a.b.c': KEEP }).conflicts).toEqual(['nested a.b a.b.c']);
  });

  it('lets guards win within texts and over them', () => {
    const { root } = build({ a: PARSE, 'a.b': KEEP, 'a.c': KEEP }, { '**.b': REMOVE });
    expect(decider(belowText(root, 'a')!, 'b')).toBe('remove **.b');
    const over = build({ a: PARSE, 'a.b': KEEP, c: KEEP }, { a: { replace: 'x' } });
    expect(decider(over.root, 'a')).toBe('replace a');
    expect(over.root.fields.map(({ name }) => name)).toEqual(['a', 'c']);
  });

  it('lets ** stand for no level, for one and for several, at both ends of a name', () => {
    const { root } = build(
      { p: KEEP, 'a.p': KEEP, 'a.b.c.p': KEEP, 'l.*.p': KEEP, 'a.q': KEEP },
      { '**.p': REMOVE },
    );
    const removed = ['p', 'a.p', 'a.b.c.p', 'l.#.p'].map((path) => decider(root, path));
    expect(removed).toEqual(Array(4).fill('remove **.p'));
    expect(decider(root, 'a.q')).toBe('leaf a.q');
    const inner = build({ 'a.p': KEEP, 'a.x.p': KEEP, 'b.p': KEEP }, { 'a.**.p': REMOVE }).root;
    expect(['a.p', 'a.x.p', 'b.p'].map((path) => decider(inner, path))).toEqual([
      'remove a.**.p',
      'remove a.**.p',
      'leaf b.p',
    ]);
  });
});
