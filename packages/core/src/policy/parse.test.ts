import { describe, expect, it } from 'vitest';
import { type Issue, PolicyError } from './issue.js';
import { formatPathPattern } from './path-pattern.js';
import { parsePolicy, readPolicy } from './parse.js';
import type { PolicyDocument } from './policy.js';

/** The issues of a policy, as `code path`. */
function issuesOf(source: string | object): Issue[] {
  try {
    parsePolicy(source as PolicyDocument);
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return [...error.issues];
    throw error;
  }
}

function summary(source: string | object): string[] {
  return issuesOf(source).map(
    ({ code, path }) => `${code.slice('ERR_LOGSIEVE_POLICY_'.length)} ${path.join('/')}`,
  );
}

const strict = (fields: object, more: object = {}) => ({ logsieve: 1, extends: [], fields, ...more });

describe('a parsed policy', () => {
  it('has the defaults of the language where it says nothing', () => {
    const policy = parsePolicy({ logsieve: 1, extends: [] });
    expect(policy).toMatchObject({
      name: undefined,
      rules: [],
      message: 'template',
      remarks: 'silent',
      keys: {},
      profiles: {},
      limits: { depth: 16, properties: 1000, stringLength: 8192, lineBytes: 1048576 },
      tests: [],
    });
    expect(policy.detectors).toContain('email');
  });

  it('gives each rule with its parsed pattern and its place', () => {
    const text =
      '{ "logsieve": 1, "extends": [],\n "fields": {\n  "items.*.sku": { "keep": "uuid", "caseInsensitive": false } } }';
    expect(parsePolicy(text).rules).toEqual([
      {
        pattern: 'items.*.sku',
        segments: [{ kind: 'exact', name: 'items' }, { kind: 'any' }, { kind: 'exact', name: 'sku' }],
        rule: { keep: 'uuid' },
        origin: { source: 'policy', path: ['fields', 'items.*.sku'], position: { line: 3, column: 3 } },
      },
    ]);
  });

  it('is the same from text and from an object', () => {
    const document = strict({ 'a.b': { keep: 'uuid' }, 'a.*': 'remove' });
    expect(parsePolicy(JSON.stringify(document)).hash).toBe(parsePolicy(document as PolicyDocument).hash);
  });

  it('takes fields named like members of Object', () => {
    const policy = parsePolicy(
      '{ "logsieve": 1, "extends": [], "fields": { "constructor": { "keep": "uuid" }, "__proto__": { "keep": "uuid" } } }',
    );
    expect(policy.rules.map(({ segments }) => formatPathPattern(segments))).toEqual([
      'constructor',
      '__proto__',
    ]);
  });

  it('names keys with dots, stars, backslashes and brackets by escapes, and spells them alike', () => {
    const pattern = 'a\\.b.c\\[0\\].d\\*.e\\\\';
    const [rule] = parsePolicy(strict({ [pattern]: { keep: 'uuid' } }) as PolicyDocument).rules;
    expect(rule?.segments).toEqual(['a.b', 'c[0]', 'd*', 'e\\'].map((name) => ({ kind: 'exact', name })));
    expect(formatPathPattern(rule?.segments ?? [])).toBe(pattern);
  });

  it('has another hash as soon as it says something else, and only then', () => {
    const hash = (document: object) => parsePolicy(document as PolicyDocument).hash;
    const one = strict({ a: { keep: 'number', min: 0 } });
    expect(hash({ ...one, name: 'named', revision: '2' })).toBe(hash(one));
    expect(hash(strict({ a: { min: 0, keep: 'number', caseInsensitive: false } }))).toBe(hash(one));
    const others = [
      strict({ a: { keep: 'number', min: 1 } }),
      strict({ a: { keep: 'number', min: 0, caseInsensitive: true } }),
      { ...one, message: 'remove' },
      { ...one, limits: { depth: 15 } },
      { ...one, detectors: [] },
      { ...one, remarks: 'counts' },
      { ...one, profiles: { console: { fields: { a: 'remove' } } } },
      { ...one, keys: { k: { active: 'a', ring: { a: { env: 'A' } } } } },
    ];
    expect(new Set([one, ...others].map(hash)).size).toBe(others.length + 1);
  });
});

describe('the hash of a policy', () => {
  const hash = (more: object) =>
    parsePolicy(strict({ a: { keep: 'number' }, b: { keep: 'string' } }, more) as PolicyDocument).hash;
  const keys = (active: string, ring: object) => ({ keys: { users: { active, ring } } });
  const env = (name: string) => ({ env: name });
  const profile = (p: object) => ({ profiles: { p } });

  it('is the same wherever the keys are, and in whatever order their ids', () => {
    const one = hash(keys('k1', { k1: env('A'), k2: env('B') }));
    expect(hash(keys('k1', { k2: env('B'), k1: { file: './a' } }))).toBe(one);
    expect(hash(keys('k2', { k1: env('A'), k2: env('B') }))).not.toBe(one);
    expect(hash(keys('k1', { k1: env('A') }))).not.toBe(one);
    expect(hash({ keys: { other: { active: 'k1', ring: { k1: env('A'), k2: env('B') } } } })).not.toBe(one);
  });

  it('is another one where a profile says something else', () => {
    const profiles = [
      {},
      profile({}),
      { profiles: { q: {} } },
      profile({ message: 'remove' }),
      profile({ remarks: 'counts' }),
      profile({ limits: { depth: 3 } }),
      profile({ detectors: ['jwt'] }),
      profile({ fields: { a: 'remove' } }),
      profile({ fields: { b: 'remove' } }),
    ];
    // The default detectors have those of a profile already.
    expect(new Set(profiles.map((more) => hash({ detectors: [], ...more }))).size).toBe(profiles.length);
  });

  it('is the same whatever the tests, and wherever a profile was written', () => {
    const text = '{ "logsieve": 1, "extends": [], "profiles": { "p": { "fields": { "**.x": "remove" } } } }';
    expect(parsePolicy(`\n${text}`).hash).toBe(parsePolicy(text).hash);
    expect(hash({ tests: [{ name: 't', record: {}, expect: {} }] })).toBe(hash({}));
  });
});

describe('a bad policy', () => {
  it('is refused with all its issues, each with code, path, position and hint', () => {
    const text = [
      '{ "logsieve": 1, "feilds": {},',
      '  "fields": {',
      '    "a": { "keep": "strng" },',
      '    "a": "remove",',
      '    "b..c": "remove",',
      '    "d": { "keep": "string", "pattern": "(" },',
      '    "e": { "pseudonymize": { "key": "users" } }',
      '  },',
      '  "extends": ["logsieve:htp", "./team.json"],',
      '  "detectors": ["emial"],',
      '  "limits": { "depth": 0 } }',
    ].join('\n');
    const issues = issuesOf(text);
    expect(
      issues.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`).sort(),
    ).toEqual(
      [
        'ERR_LOGSIEVE_POLICY_UNKNOWN_PROPERTY 1:18',
        'ERR_LOGSIEVE_POLICY_DUPLICATE_KEY 4:5',
        'ERR_LOGSIEVE_POLICY_PATH_PATTERN 5:5',
        'ERR_LOGSIEVE_POLICY_PATTERN 6:30',
        'ERR_LOGSIEVE_POLICY_UNKNOWN_KEY 7:30',
        'ERR_LOGSIEVE_POLICY_UNKNOWN_PRESET 9:15',
        'ERR_LOGSIEVE_POLICY_UNREADABLE 9:31',
        'ERR_LOGSIEVE_POLICY_UNKNOWN_DETECTOR 10:17',
        'ERR_LOGSIEVE_POLICY_INVALID_VALUE 11:15',
      ].sort(),
    );
    expect(issues.every(({ hint, source }) => hint.length > 0 && source === 'policy')).toBe(true);
    expect(issues.find(({ path }) => path[0] === 'feilds')?.hint).toBe('did you mean "fields"?');
  });

  it('lists every issue in the message of its error', () => {
    const error = () => parsePolicy({ logsieve: 1, x: 1, y: 1 } as unknown as PolicyDocument);
    expect(error).toThrow(/policy has 2 issues:\n.* x: .*\n.* y: /);
  });

  it.each([
    [{ fields: {} }, 'VERSION logsieve'],
    [{ logsieve: 2, recipients: {}, message: 'catalog' }, 'VERSION logsieve'],
    [{ logsieve: '1' }, 'VERSION logsieve'],
    [[], 'INVALID_VALUE '],
    [null, 'INVALID_VALUE '],
    ['', 'SYNTAX '],
  ])('%j has one issue and no cascade of others', (source, expected) => {
    expect(summary(source as object)).toEqual([expected]);
  });

  it('does not know what later versions may', () => {
    expect(summary(strict({ p: { tokenize: { to: 'dpo' } } }, { message: 'catalog', vaults: {} }))).toEqual([
      'UNKNOWN_PROPERTY fields/p/tokenize',
      'INVALID_VALUE message',
      'UNKNOWN_PROPERTY vaults',
    ]);
  });

  it.each([
    [{ a: {} }, 'INVALID_VALUE fields/a'],
    [{ a: { min: 1 } }, 'INVALID_VALUE fields/a'],
    [{ a: 'keep' }, 'INVALID_VALUE fields/a'],
    [{ a: [] }, 'INVALID_VALUE fields/a'],
    [{ a: { kep: 'uuid' } }, 'UNKNOWN_PROPERTY fields/a/kep'],
    [{ a: { keep: 'uuid', mask: 'email' } }, 'INVALID_VALUE fields/a'],
    [{ a: { keep: 'uuid', max: 3 } }, 'UNKNOWN_PROPERTY fields/a/max'],
    [{ a: { keep: 'integer', min: 5, max: 1 } }, 'INVALID_VALUE fields/a/min'],
    [{ a: { mask: 'phone' } }, 'INVALID_VALUE fields/a/mask'],
    [{ a: { generalize: { ip: { v4: 33 } } } }, 'INVALID_VALUE fields/a/generalize/ip/v4'],
    [{ a: { generalize: {} } }, 'INVALID_VALUE fields/a/generalize'],
    [{ a: { map: { keys: 'uuid', value: 'remove' } } }, 'INVALID_VALUE fields/a/map/value'],
    [
      { a: { map: { keys: 'uuid', value: { keep: 'uuid', caseInsensitive: true } } } },
      'UNKNOWN_PROPERTY fields/a/map/value/caseInsensitive',
    ],
    [{ '**.a': { keep: 'uuid' } }, 'PATH_PATTERN fields/**.a'],
    [{ 'a.**': 'remove' }, 'PATH_PATTERN fields/a.**'],
    [{ _logsieve: { keep: 'uuid' } }, 'PATH_PATTERN fields/_logsieve'],
    [{ 'a[0]': { keep: 'uuid' } }, 'PATH_PATTERN fields/a[0]'],
    [{ 'a\\{': { keep: 'uuid' } }, 'PATH_PATTERN fields/a\\{'],
    [{ 'a\\': { keep: 'uuid' } }, 'PATH_PATTERN fields/a\\'],
    [
      { 'a.Foo': { keep: 'uuid', caseInsensitive: true }, 'a.foo': { keep: 'uuid', caseInsensitive: true } },
      'AMBIGUOUS_RULE fields/a.foo',
    ],
    [{ a: 'remove', 'a.b': { keep: 'uuid' } }, 'DEAD_RULE fields/a.b'],
  ])('fields %j have one issue', (fields, expected) => {
    expect(summary(strict(fields))).toEqual([expected]);
  });

  it('takes an exact and a case-insensitive spelling of one name as two patterns', () => {
    const fields = { foo: { keep: 'uuid' }, Foo: { keep: 'uuid', caseInsensitive: true } };
    expect(summary(strict(fields))).toEqual([]);
  });

  it('has no rule below limits.depth', () => {
    const fields = { 'a.b': { keep: 'uuid' }, 'a.b.c': { keep: 'uuid' } };
    expect(summary(strict(fields, { limits: { depth: 2 } }))).toEqual(['DEAD_RULE fields/a.b.c']);
  });

  it('may have inherited rules below limits.depth, and ** for no level', () => {
    const resolve = () => ({ text: JSON.stringify(strict({ 'a.b.c': { keep: 'uuid' } })), source: 'team' });
    const limits = { depth: 2 };
    const more = { logsieve: 1, extends: ['./team'], limits, fields: { '**.x.y': 'remove' } } as const;
    expect(parsePolicy(more, { resolve }).limits.depth).toBe(2);
    expect(summary(strict({ '**.x.y.z': 'remove' }, { limits }))).toEqual(['DEAD_RULE fields/**.x.y.z']);
  });

  it('says where an inherited rule names a key ring that nobody declares', () => {
    const team = '{ "logsieve": 1, "extends": [],\n "fields": { "a": { "pseudonymize": { "key": "k" } } } }';
    const parse = () =>
      parsePolicy({ logsieve: 1, extends: ['./team'] }, { resolve: () => ({ text: team, source: 'team' }) });
    expect(parse).toThrow('team:2:14 fields.a.pseudonymize.key: the key ring "k" is not declared');
    const own = '{ "logsieve": 1, "extends": [], "fields": { "a":\n { "pseudonymize":\n { "key": "k" } } } }';
    expect(() => parsePolicy(own)).toThrow('policy:3:4 fields.a.pseudonymize.key: the key ring "k"');
  });

  it('takes a key ring with a fault for declared, and what is faulty for no reason of more issues', () => {
    const fields = { a: { pseudonymize: { key: 'users' } } };
    expect(summary(strict(fields, { keys: { users: 5 } }))).toEqual(['INVALID_VALUE keys/users']);
    expect(summary(strict({ a: 5, 'a.b': 'remove' }))).toEqual(['INVALID_VALUE fields/a']);
    expect(summary(strict({}, { tests: [{ name: 't', profile: 'p' }] }))).toEqual([
      'INVALID_VALUE tests/0/record',
      'INVALID_VALUE tests/0/expect',
    ]);
  });

  it('names no policy by a name that is none', () => {
    const policy = readPolicy(strict({}, { name: 5, revision: 'r1' }) as never, {}, () => undefined);
    expect(policy).toMatchObject({ name: undefined, revision: 'r1' });
  });

  it('is called by its source', () => {
    expect(() => parsePolicy('{}', { source: 'p.json' })).toThrow('p.json:1:1 logsieve: ');
    expect(parsePolicy(strict({ a: { keep: 'uuid' } }) as PolicyDocument).rules[0]?.origin.source).toBe(
      'policy',
    );
  });

  it('names keys that are in their ring, under usable ids', () => {
    const keys = { users: { active: 'k2', ring: { k1: { env: 'K1' }, 'k:3': { file: 'k3' } } } };
    expect(summary(strict({}, { keys }))).toEqual([
      'INVALID_VALUE keys/users/ring/k:3',
      'INVALID_VALUE keys/users/active',
    ]);
  });

  it('declares every key ring that a rule names, in maps and profiles too', () => {
    const pseudonymize = { pseudonymize: { key: 'nobody' } };
    const fields = { a: { map: { keys: 'uuid', value: pseudonymize } }, b: { keep: 'string' } };
    expect(summary(strict(fields, { profiles: { p: { fields: { b: pseudonymize } } } }))).toEqual([
      'UNKNOWN_KEY fields/a/map/value/pseudonymize/key',
      'UNKNOWN_KEY profiles/p/fields/b/pseudonymize/key',
    ]);
  });

  it('declares every list of recipients that a rule names, in maps and profiles too', () => {
    const encrypt = { encrypt: { to: 'nobody' } };
    const fields = { a: { map: { keys: 'uuid', value: encrypt } }, b: { keep: 'string' } };
    expect(summary(strict(fields, { profiles: { p: { fields: { b: encrypt } } } }))).toEqual([
      'UNKNOWN_RECIPIENTS fields/a/map/value/encrypt/to',
      'UNKNOWN_RECIPIENTS profiles/p/fields/b/encrypt/to',
    ]);
  });

  it('tests profiles that it has', () => {
    const tests = [{ name: 't', record: {}, expect: {}, profile: 'console' }];
    expect(summary(strict({}, { tests }))).toEqual(['UNKNOWN_PROFILE tests/0/profile']);
    expect(summary(strict({}, { tests, profiles: { console: {} } }))).toEqual([]);
    expect(summary(strict({}, { tests, x: 1 }))).toEqual([
      'UNKNOWN_PROPERTY x',
      'UNKNOWN_PROFILE tests/0/profile',
    ]);
  });

  it('is still read as far as that finds more issues', () => {
    const issues: Issue[] = [];
    const document = { logsieve: 1, x: 1, fields: { a: { keep: 'uuid' } } };
    const policy = readPolicy(document as unknown as PolicyDocument, {}, (issue) => issues.push(issue));
    expect(issues).toHaveLength(1);
    expect(policy?.rules.some(({ pattern }) => pattern === 'a')).toBe(true);
  });
});
