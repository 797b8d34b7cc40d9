import { describe, expect, it } from 'vitest';
import { PolicyError } from '../issue.js';
import { parsePolicy } from '../parse.js';
import { base } from '../presets/base.js';

/** Parses `main` among files by name. */
function parse(files: Readonly<Record<string, object | string>>) {
  const text = (name: string) => {
    const file = files[name];
    return typeof file === 'string' ? file : JSON.stringify(file);
  };
  const resolve = (specifier: string) => {
    const source = specifier.replace('./', '');
    return source in files ? { text: text(source), source } : undefined;
  };
  return parsePolicy(text('main'), { source: 'main', resolve });
}

function issuesOf(files: Readonly<Record<string, object | string>>) {
  try {
    parse(files);
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.issues;
    throw error;
  }
}

/** Patterns with the documents that they come from. */
function rulesOf(files: Readonly<Record<string, object | string>>) {
  return parse(files).rules.map(({ pattern, rule, origin }) => [
    pattern,
    Object.values(rule)[0],
    origin.source,
  ]);
}

const uuid = { keep: 'uuid' };
const token = { keep: 'token' };
const doc = (fields: object, more: object = {}) => ({ logsieve: 1, extends: [], fields, ...more });

describe('extends', () => {
  it('has logsieve:base under everything that does not say []', () => {
    const names = Object.keys(base.fields ?? {});
    expect(parsePolicy({ logsieve: 1 }).rules.map(({ pattern }) => pattern)).toEqual(names);
    const team = doc({ a: uuid });
    expect(rulesOf({ team, main: { logsieve: 1, extends: ['./team'] } }).at(-1)).toEqual([
      'a',
      'uuid',
      'team',
    ]);
    expect(rulesOf({ team, main: { logsieve: 1, extends: ['./team'] } })).toHaveLength(names.length + 1);
    expect(rulesOf({ main: doc({ a: uuid }) })).toEqual([['a', 'uuid', 'main']]);
  });

  it('lets a document that turns logsieve:base off override it where both are extended', () => {
    const team = doc({ status: token });
    const rules = rulesOf({ team, main: { logsieve: 1, extends: ['./team'] } });
    expect(rules.find(([pattern]) => pattern === 'status')).toEqual(['status', 'token', 'team']);
  });

  it('puts base first, then the parents in order, then the document; a replaced rule keeps its place', () => {
    const a = doc({ x: uuid, y: uuid });
    const b = doc({ z: uuid });
    const main = {
      logsieve: 1,
      extends: ['./a', './b'],
      fields: { w: uuid, x: token, level: { keep: 'uuid' } },
    };
    const rules = rulesOf({ a, b, main });
    expect(rules[0]).toEqual(['level', 'uuid', 'main']);
    expect(rules.slice(-4)).toEqual([
      ['x', 'token', 'main'],
      ['y', 'uuid', 'a'],
      ['z', 'uuid', 'b'],
      ['w', 'uuid', 'main'],
    ]);
  });

  it('lets a document override what it builds on, in whatever order the two are extended', () => {
    const low = doc({ x: uuid });
    const high = { logsieve: 1, extends: ['./low'], fields: { x: token } };
    for (const order of [
      ['./low', './high'],
      ['./high', './low'],
    ]) {
      const rules = rulesOf({ low, high, main: { logsieve: 1, extends: order } });
      expect(rules.at(-1)).toEqual(['x', 'token', 'high']);
    }
  });

  it('is a conflict where two parents disagree, unless they say the same or the document decides', () => {
    const a = doc({ x: uuid, same: uuid }, { message: 'remove', limits: { depth: 4 }, remarks: 'counts' });
    const b = doc({ x: token, same: uuid }, { message: 'scan', limits: { depth: 5 }, remarks: 'counts' });
    const parents = ['./a', './b'];
    const issues = issuesOf({ a, b, main: `{ "logsieve": 1,\n "extends": ${JSON.stringify(parents)} }` });
    expect(issues.map(({ code, message }) => `${code}: ${message}`).sort()).toEqual([
      'ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT: fields.x of a and fields.x of b disagree',
      'ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT: limits.depth of a and limits.depth of b disagree',
      'ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT: message of a and message of b disagree',
    ]);
    expect(issues[0]).toMatchObject({ source: 'main', path: ['extends'], position: { line: 2, column: 2 } });
    const main = {
      logsieve: 1,
      extends: parents,
      fields: { x: 'remove' },
      message: 'template',
      limits: { depth: 3 },
    };
    expect(parse({ a, b, main })).toMatchObject({
      message: 'template',
      limits: { depth: 3 },
      remarks: 'counts',
    });
  });

  it('is a conflict where two profiles of one name or two key rings disagree', () => {
    const ring = (env: string) => ({ users: { active: 'k', ring: { k: { env } } } });
    const a = doc({ x: token }, { profiles: { p: { fields: { x: 'remove' } } }, keys: ring('A') });
    const b = doc({ x: token }, { profiles: { p: { fields: { x: { replace: '' } } } }, keys: ring('B') });
    expect(
      issuesOf({ a, b, main: { logsieve: 1, extends: ['./a', './b'] } }).map(({ message }) => message),
    ).toEqual([
      'keys.users of a and keys.users of b disagree',
      'profiles.p.fields.x of a and profiles.p.fields.x of b disagree',
    ]);
  });

  it('takes key files of two documents as two keys', () => {
    const keys = { users: { active: 'k', ring: { k: { file: './key' } } } };
    const files = {
      a: doc({}, { keys }),
      b: doc({}, { keys }),
      main: { logsieve: 1, extends: ['./a', './b'] },
    };
    expect(issuesOf(files)).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT' }]);
  });

  it('takes key rings that say the same as one, unless one of their keys is in a file', () => {
    const ring = (k2: object) => ({
      keys: { users: { active: 'k1', ring: { k1: { env: 'A' }, k2 } } },
    });
    const issues = (k2: object) => {
      const [a, b] = [doc({}, ring(k2)), doc({}, ring(k2))];
      return issuesOf({ a, b, main: { logsieve: 1, extends: ['./a', './b'] } });
    };
    expect(issues({ env: 'B' })).toEqual([]);
    expect(issues({ file: './k2' })).toHaveLength(1);
  });

  it('takes the detectors of the document that knows the other one', () => {
    const low = doc({}, { detectors: ['email'] });
    const high = doc({}, { extends: ['./low'], detectors: ['jwt'] });
    const main = (order: string[]) => ({ logsieve: 1, extends: order });
    expect(parse({ low, high, main: main(['./low', './high']) }).detectors).toEqual(['jwt']);
    expect(parse({ low, main: main(['./low']) }).detectors).toEqual(['email']);
    expect(parse({ low: doc({}, { detectors: [] }), main: main(['./low']) }).detectors).toEqual([]);
  });

  it('merges the profiles of all parents and the document, decision by decision', () => {
    const fields = { x: uuid, y: uuid, z: uuid };
    const a = doc(fields, { profiles: { p: { fields: { x: 'remove' }, limits: { depth: 4 } }, q: {} } });
    const b = doc(fields, { profiles: { p: { fields: { y: 'remove' } } } });
    const own = { p: { fields: { z: 'remove' }, message: 'remove' } };
    const main = { logsieve: 1, extends: ['./a', './b'] };
    const inherited = parse({ a, b, main }).profiles;
    expect(Object.keys(inherited)).toEqual(['p', 'q']);
    expect(inherited['p']).toMatchObject({
      limits: { depth: 4 },
      origin: { source: 'a', path: ['profiles', 'p'] },
    });
    expect(inherited['p']?.rules.map(({ pattern }) => pattern)).toEqual(['x', 'y']);
    const merged = parse({ a, b, main: { ...main, profiles: own } }).profiles['p'];
    expect(merged).toMatchObject({ limits: { depth: 4 }, message: 'remove', origin: { source: 'main' } });
    expect(merged?.rules.map(({ pattern }) => pattern)).toEqual(['x', 'y', 'z']);
  });

  it('has the base under all, be it named or not, and in any place', () => {
    const team = doc({ status: token });
    for (const order of [
      ['logsieve:base', './team'],
      ['./team', 'logsieve:base'],
    ]) {
      const rules = rulesOf({ team, main: { logsieve: 1, extends: order } });
      expect(rules.filter(([pattern]) => pattern === 'status')).toEqual([['status', 'token', 'team']]);
    }
  });

  it('passes over what is no name, and says of each name where it stands', () => {
    const said = (main: object) =>
      issuesOf({ main: { logsieve: 1, ...main } }).map(({ path }) => path.join('/'));
    expect(said({ extends: [5, './none', ''] })).toEqual(['extends/0', 'extends/2', 'extends/1']);
    expect(said({ extends: 'team', fields: { status: 'remove' } })).toEqual(['extends']);
  });

  it('runs the detectors of all parents, unless the document states its own', () => {
    const a = doc({}, { detectors: ['email'] });
    const b = doc({}, { detectors: ['jwt'] });
    expect(parse({ a, b, main: { logsieve: 1, extends: ['./a', './b'] } }).detectors).toEqual([
      'email',
      'jwt',
    ]);
    const main = { logsieve: 1, extends: ['./a', './b'], detectors: ['ipv4'] };
    expect(parse({ a, b, main }).detectors).toEqual(['ipv4']);
  });

  it('prunes what is inherited at and below a path that the document removes', () => {
    const team = doc({ 'u.id': uuid, 'u.net.ip': uuid, user: uuid, 'x.*.y': uuid });
    const main = {
      logsieve: 1,
      extends: ['./team'],
      fields: { u: 'remove', 'x.*': 'remove', '**.net': 'remove' },
    };
    expect(rulesOf({ team, main }).slice(-4)).toEqual([
      ['user', 'uuid', 'team'],
      ['u', true, 'main'],
      ['x.*', true, 'main'],
      ['**.net', true, 'main'],
    ]);
  });

  it('reports a rule below a path that a parent removes', () => {
    const team = doc({ u: 'remove' });
    const main = { logsieve: 1, extends: ['./team'], fields: { 'u.id': uuid } };
    expect(issuesOf({ team, main })).toMatchObject([
      { code: 'ERR_LOGSIEVE_POLICY_DEAD_RULE', source: 'main', path: ['fields', 'u.id'] },
    ]);
  });

  it('reports such a rule of a parent once, in that parent', () => {
    const low = doc({ u: 'remove' });
    const team = doc({ 'u.id': uuid }, { extends: ['./low'] });
    const issues = issuesOf({ low, team, main: { logsieve: 1, extends: ['./team'], fields: { x: uuid } } });
    expect(issues.map(({ source, path }) => `${source} ${path.join('/')}`)).toEqual(['team fields/u.id']);
  });

  it('takes a removal below one that is inherited for no issue and no rule', () => {
    const low = doc({ 'u.id': uuid, v: uuid });
    const team = doc({ u: 'remove' }, { extends: ['./low'] });
    const main = { logsieve: 1, extends: ['./team'], fields: { 'u.id': 'remove' } };
    expect(rulesOf({ low, team, main }).slice(-2)).toEqual([
      ['v', 'uuid', 'low'],
      ['u', true, 'team'],
    ]);
  });

  it('is a conflict where one parent removes what the other keeps below', () => {
    const files = { a: doc({ u: 'remove' }), b: doc({ 'u.id': uuid }) };
    const main = { logsieve: 1, extends: ['./a', './b'] };
    expect(issuesOf({ ...files, main })).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT' }]);
    expect(issuesOf({ ...files, main: { ...main, fields: { u: 'remove' } } })).toEqual([]);
  });

  it('reports a cycle with its chain', () => {
    const link = (to: string) => ({ logsieve: 1, extends: [`./${to}`] });
    expect(issuesOf({ main: link('a'), a: link('b'), b: link('a') })).toMatchObject([
      {
        code: 'ERR_LOGSIEVE_POLICY_EXTENDS_CYCLE',
        source: 'b',
        message: 'the policy extends itself: a → b → a',
      },
    ]);
    expect(issuesOf({ main: link('main') })).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_EXTENDS_CYCLE' }]);
  });

  it('reports the issues of every document, once each', () => {
    const files = {
      main: '{ "logsieve": 1, "extends": ["./a", "./b", "./c", "./none", "logsieve:lm"], "x": 1 }',
      a: '{ "logsieve": 1, "extends": ["./bad"] }',
      b: '{ "logsieve": 1, "extends": ["./bad"] }',
      bad: '{ "logsieve": 1,\n  "fields": { "a": 5 } }',
      c: '{ "logsieve": 7 }',
    };
    expect(issuesOf(files).map(({ code, source }) => `${source} ${code.slice(20)}`)).toEqual([
      'main UNKNOWN_PROPERTY',
      'bad INVALID_VALUE',
      'c VERSION',
      'main UNREADABLE',
      'main UNKNOWN_PRESET',
    ]);
  });

  it('reports what of a parent is no JSON or no policy, and goes on', () => {
    const main = { logsieve: 1, extends: ['./a', './b', './c'], x: 1 };
    const files = { main, a: 'not json', b: '[]', c: doc({ y: 5 }) };
    expect(issuesOf(files).map(({ code, source }) => `${source} ${code.slice(20)}`)).toEqual([
      'main UNKNOWN_PROPERTY',
      'a SYNTAX',
      'b INVALID_VALUE',
      'c INVALID_VALUE',
    ]);
  });

  it('inherits neither name nor revision nor tests', () => {
    const team = doc({}, { name: 'team', revision: '1', tests: [{ name: 't', record: {}, expect: {} }] });
    const policy = parse({ team, main: { logsieve: 1, extends: ['./team'] } });
    expect(policy).toMatchObject({ name: undefined, revision: undefined, tests: [] });
  });
});
