import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../redactor.js';
import { compilePolicy } from './compile.js';
import type { CompileOptions } from './compile-options.js';
import { PolicyError } from '../issue.js';
import { parsePolicy } from '../parse.js';
import type { PolicyDocument } from '../policy.js';

function compile(policy: Omit<PolicyDocument, 'logsieve'>, options: CompileOptions = {}) {
  return compilePolicy(parsePolicy({ logsieve: 1, extends: [], ...policy }), options);
}

function issuesOf(policy: Omit<PolicyDocument, 'logsieve'>, options?: CompileOptions): string[] {
  try {
    compile(policy, options);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.issues.map(({ code, path }) => `${code} ${path.join('/')}`);
  }
}

const KEYS = { users: { active: 'k1', ring: { k1: { env: 'K1' }, k0: { env: 'K0' } } } };
const createHmac = () => () => new Uint8Array(32);

describe('compilePolicy', () => {
  it('reports rules that lie below others, once each', () => {
    expect(
      issuesOf({ fields: { a: { keep: 'number' }, 'a.b': { keep: 'number' }, 'a.c.d': { keep: 'number' } } }),
    ).toEqual(['ERR_LOGSIEVE_POLICY_NESTED_RULE fields/a.b', 'ERR_LOGSIEVE_POLICY_NESTED_RULE fields/a.c.d']);
  });

  it('reports a rule that a ** rule of the same document wins over', () => {
    expect(issuesOf({ fields: { '**.password': 'remove', 'user.password': { keep: 'string' } } })).toEqual([
      'ERR_LOGSIEVE_POLICY_DEAD_RULE fields/user.password',
    ]);
  });

  it('reports no rule of another document that a ** rule wins over', () => {
    const team = '{ "logsieve": 1, "extends": [], "fields": { "a.password": { "keep": "string" } } }';
    const resolve = () => ({ text: team, source: 'team' });
    const fields = { '**.password': 'remove' } as const;
    const policy = parsePolicy({ logsieve: 1, extends: ['./team'], fields }, { resolve });
    expect(createRedactor(compilePolicy(policy)).redact({ a: { password: 'x' } })).toEqual({});
  });

  it('reports once what shows in two places', () => {
    const anyCase = { keep: 'token', caseInsensitive: true } as const;
    const fields = { 'h.a': anyCase, 'H.A.b': anyCase, 'h.c': { keep: 'token' } } as const;
    expect(issuesOf({ fields })).toEqual(['ERR_LOGSIEVE_POLICY_NESTED_RULE fields/H.A.b']);
  });

  it('takes a rule of a preset for the message where the logger calls the message so', () => {
    const policy = parsePolicy({ logsieve: 1 });
    const redactor = createRedactor(compilePolicy(policy, { messageKey: 'label' }));
    expect(redactor.stringify({ label: 'two words', status: 200 })).toBe(
      '{"status":200,"label":"two words"}',
    );
  });

  it('takes the message in its own case for another field', () => {
    expect(issuesOf({ fields: { Msg: { keep: 'string' } } })).toEqual([]);
  });

  it('reports a rule for the message, whatever the logger calls it', () => {
    expect(issuesOf({ fields: { msg: { keep: 'string' } } })).toEqual([
      'ERR_LOGSIEVE_POLICY_DEAD_RULE fields/msg',
    ]);
    expect(issuesOf({ fields: { msg: { keep: 'string' } } }, { messageKey: 'message' })).toEqual([]);
  });

  it('reports pseudonyms without an HMAC function and every key that cannot be had', () => {
    const policy = { fields: { id: { pseudonymize: { key: 'users' } } }, keys: KEYS } as const;
    expect(issuesOf(policy)).toEqual([
      'ERR_LOGSIEVE_POLICY_KEY_MISSING keys/users/ring/k1',
      'ERR_LOGSIEVE_POLICY_KEY_MISSING keys/users/ring/k0',
      'ERR_LOGSIEVE_POLICY_NO_HMAC fields/id',
    ]);
    expect(issuesOf(policy, { createHmac, readKey: () => new Uint8Array(31) })).toEqual([
      'ERR_LOGSIEVE_POLICY_KEY_SHORT keys/users/ring/k1',
      'ERR_LOGSIEVE_POLICY_KEY_SHORT keys/users/ring/k0',
    ]);
    expect(issuesOf(policy, { createHmac, readKey: () => new Uint8Array(32) })).toEqual([]);
  });

  it('reports encryption without a cipher, and lists that a cipher refuses', () => {
    const recipients = { dpo: [`age1${'q'.repeat(58)}`], unused: [`age1${'p'.repeat(58)}`] };
    const policy = { fields: { prompt: { encrypt: { to: 'dpo' } } }, recipients } as const;
    expect(issuesOf(policy)).toEqual(['ERR_LOGSIEVE_POLICY_NO_CIPHER fields/prompt']);
    expect(issuesOf({ recipients })).toEqual([]);
    expect(issuesOf(policy, { createCipher: () => undefined })).toEqual([
      'ERR_LOGSIEVE_POLICY_RECIPIENT recipients/dpo',
      'ERR_LOGSIEVE_POLICY_RECIPIENT recipients/unused',
    ]);
    expect(issuesOf(policy, { createCipher: () => () => '' })).toEqual([]);
  });

  it('reports a profile that the policy does not have', () => {
    expect(issuesOf({ profiles: { a: {} } }, { profile: 'toString' })).toEqual([
      'ERR_LOGSIEVE_POLICY_UNKNOWN_PROFILE profiles',
    ]);
  });
});

describe('what compiling a policy refuses says', () => {
  const said = (...given: Parameters<typeof compile>): string => {
    try {
      compile(...given);
      return '';
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      return error.issues.map(({ message, hint }) => `${message}; ${hint}`).join('\n');
    }
  };
  const uuid = { keep: 'uuid' } as const;
  const which =
    'one path, one decision: delete one of the two, or write "extends": [] and list what you need';

  it.each([
    [{ a: uuid, 'a.b': uuid }, `the rule lies below "a" of policy, which decides the whole value; ${which}`],
    [
      { '**.x': 'remove', 'a.x': uuid },
      'the rule can never take effect: "**.x" of policy wins over it; delete one of the two',
    ],
    [{ msg: uuid }, '"msg" is the message, which "message" decides; set "message", or write "remove"'],
  ] as [PolicyDocument['fields'] & object, string][])('of %j', (fields, text) => {
    expect(said({ fields })).toBe(text);
  });

  it('of two rules for one path, which parsing finds unless a policy is put together by hand', () => {
    const policy = parsePolicy({ logsieve: 1, extends: [], fields: { a: uuid } });
    const twice = { ...policy, rules: [...policy.rules, ...policy.rules] };
    expect(() => compilePolicy(twice)).toThrow(
      'the rule and "a" of policy are equally specific and match the same path; delete one of the two [ERR_LOGSIEVE_POLICY_AMBIGUOUS_RULE]',
    );
  });

  it('of a profile that is not there, which there are', () => {
    expect(said({}, { profile: 'p' })).toBe('the policy has no profile "p"; the policy has no profiles');
    expect(said({ profiles: { a: {}, b: {} } }, { profile: 'p' })).toBe(
      'the policy has no profile "p"; known: a, b',
    );
    expect(() => compile({}, { profile: 'p' })).toThrow('policy profiles: the policy has no profile "p"');
    expect(() => compile({ name: 'checkout' }, { profile: 'p' })).toThrow(
      'checkout profiles: the policy has',
    );
  });

  it('of keys, what to give and how to make one', () => {
    const load = 'to compilePolicy, or load the policy with @logsieve/core/node';
    const keys = { users: { active: 'k', ring: { k: { env: 'K' } } } };
    const fields = { id: { pseudonymize: { key: 'users' } } };
    expect(said({ keys })).toBe(`key "k" cannot be read; pass readKey ${load}`);
    expect(said({ keys }, { readKey: () => new Uint8Array(31) })).toBe(
      'key "k" has fewer than 32 bytes; make one with: openssl rand -base64 32',
    );
    expect(said({ keys, fields }, { readKey: () => new Uint8Array(32) })).toBe(
      `the rule pseudonymizes but no HMAC function was given; pass createHmac ${load}`,
    );
  });

  it('of what is no parsed policy, what to give', () => {
    expect(() => compilePolicy({} as never)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('the policy is not parsed') as string,
        hint: 'give what parsePolicy returns, or use loadPolicy',
      }),
    );
  });
});

describe('the message', () => {
  const redact = (fields: PolicyDocument['fields'] & object) =>
    createRedactor(compile({ fields })).redact({ msg: 'hello', a: 1 });

  it('is removed by every removal that reaches it', () => {
    const a = { a: { keep: 'number' } } as const;
    expect(redact({ ...a, msg: 'remove' })).toEqual({ a: 1 });
    expect(redact({ ...a, '*': 'remove' })).toEqual({ a: 1 });
    expect(redact({ ...a, MSG: { remove: true, caseInsensitive: true } })).toEqual({ a: 1 });
    expect(redact({ ...a, '**.msg': 'remove' })).toEqual({ a: 1 });
    expect(redact({ ...a, '**.msg': { replace: 'x' } })).toEqual({ a: 1 });
    expect(redact({ ...a, '**.x': 'remove' })).toEqual({ a: 1, msg: 'hello' });
  });

  it('takes no other rule, in any case', () => {
    expect(issuesOf({ fields: { Msg: { keep: 'string', caseInsensitive: true } } })).toEqual([
      'ERR_LOGSIEVE_POLICY_DEAD_RULE fields/Msg',
    ]);
  });
});

describe('a profile', () => {
  const record = { foo: 'secret-ish', FOO: 'x', user: { id: 'u1', mail: 'm' }, msg: 'hello' };

  it('removes whatever it names, however specific the rule it meets', () => {
    const policy = { fields: { 'user.id': { keep: 'token' }, 'user.mail': { keep: 'token' } } } as const;
    const compiled = compile(
      { ...policy, profiles: { p: { fields: { user: 'remove', msg: 'remove' } } } },
      { profile: 'p' },
    );
    expect(createRedactor(compiled).redact(record)).toEqual({});
  });

  it('replaces the rule with the same pattern, and no other', () => {
    const fields = { foo: { keep: 'string' }, FOO: { keep: 'string', caseInsensitive: true } } as const;
    const compiled = compile(
      { fields, profiles: { p: { fields: { foo: { mask: { last: 1 } } } } } },
      { profile: 'p' },
    );
    expect(createRedactor(compiled).redact(record)).toEqual({ foo: '****h', FOO: 'x', msg: 'hello' });
  });

  it('leaves a more specific rule beside the one that it replaces', () => {
    const any = { keep: 'string', caseInsensitive: true } as const;
    const profiles = { p: { fields: { FOO: { mask: { last: 1 }, caseInsensitive: true } } } } as const;
    const compiled = compile({ fields: { foo: { keep: 'string' }, FOO: any }, profiles }, { profile: 'p' });
    expect(createRedactor(compiled).redact({ foo: 'abcdef', FOO: 'abcdef' })).toEqual({
      foo: 'abcdef',
      FOO: '****f',
    });
  });

  it('narrows a ** rule too', () => {
    const fields = { 'user.id': { keep: 'token' }, '**.mail': { replace: '[mail]' } } as const;
    const compiled = compile(
      { fields, profiles: { p: { fields: { '**.mail': 'remove' } } } },
      { profile: 'p' },
    );
    expect(createRedactor(compiled).redact(record)).toEqual({ user: { id: 'u1' }, msg: 'hello' });
  });

  it('lowers limits; rules beyond a lower depth list nothing', () => {
    const policy = { fields: { foo: { keep: 'string' }, 'user.id': { keep: 'token' } } } as const;
    const compiled = compile(
      { ...policy, profiles: { p: { limits: { depth: 1, stringLength: 5 } } } },
      { profile: 'p' },
    );
    expect(createRedactor(compiled).redact(record)).toEqual({ FOO: undefined, msg: 'hello' });
  });
});

describe('compiled for a profile', () => {
  const limits = { depth: 4, properties: 40, stringLength: 400, lineBytes: 4000 };
  const policy = (profile: object) =>
    compile({ limits, message: 'scan', detectors: ['email'], profiles: { p: profile } }, { profile: 'p' });

  it.each(['depth', 'properties', 'stringLength', 'lineBytes'] as const)(
    'has its lower limit: %s',
    (name) => {
      expect(policy({}).limits).toEqual(limits);
      expect(policy({ limits: { [name]: 3 } }).limits).toEqual({ ...limits, [name]: 3 });
    },
  );

  it('has its mode of messages, its remarks and its detectors, else those of the policy', () => {
    const text = 'ada@example.com from 203.0.113.7';
    const plain = policy({});
    expect(plain).toMatchObject({ message: 'scan', remarks: 'silent', profile: 'p' });
    expect(createRedactor(plain).redactText(text)).toBe('[email] from 203.0.113.7');
    const other = policy({ message: 'template', remarks: 'counts', detectors: ['ipv4'] });
    expect(other).toMatchObject({ message: 'template', remarks: 'counts' });
    expect(createRedactor(other).redactText(text)).toBe('[email] from [ipv4]');
  });

  it('has a limit of its own on the depth of the rules', () => {
    const fields = { 'a.b': { keep: 'number' }, 'a.c.d': { keep: 'number' }, e: { keep: 'number' } } as const;
    const profiles = { p: { limits: { depth: 2 } } };
    const redactor = createRedactor(compile({ fields, profiles }, { profile: 'p' }));
    expect(redactor.redact({ a: { b: 1, c: { d: 2 } }, e: 3 })).toEqual({ a: { b: 1 }, e: 3 });
  });
});

describe('what comes out is counted', () => {
  const count = (fields: PolicyDocument['fields'] & object, record: object, options?: CompileOptions) => {
    const redactor = createRedactor(compile({ fields, keys: KEYS }, options));
    redactor.redact(record);
    return redactor.counters();
  };
  const keyed = { createHmac, readKey: () => new Uint8Array(32) };

  it('by each value of a map, and by what was done to it', () => {
    const map = (value: object) => ({ m: { map: { keys: 'token', value } } }) as never;
    const record = { m: { a: 'abcdefgh', b: 'ijklmnop', c: true } };
    expect(count(map({ mask: { last: 2 } }), record, keyed)).toMatchObject({ masked: 2, kept: 0 });
    expect(count(map({ keep: 'string' }), record, keyed)).toMatchObject({ kept: 2, masked: 0 });
  });

  it('by the findings in kept text', () => {
    const a = 'ada@example.com, eve@example.com';
    expect(count({ a: { keep: 'string' } }, { a }, keyed)).toMatchObject({ findings: 2, kept: 1 });
  });

  it('by no value that is longer than the rule lets out once its findings are replaced', () => {
    const fields = { a: { keep: 'string', max: 10 } } as const;
    expect(count({ a: { keep: 'string', max: 6 } }, { a: 'a@b.io' }, keyed)).toMatchObject({
      kept: 0,
      removed: 1,
    });
    expect(count({ a: { keep: 'string', max: 7 } }, { a: 'a@b.io' }, keyed)).toMatchObject({ kept: 1 });
    expect(count(fields, { a: 'x'.repeat(10) }, keyed)).toMatchObject({ kept: 1 });
    expect(count(fields, { a: 'x'.repeat(11) }, keyed)).toMatchObject({ kept: 0, removed: 1 });
  });
});

describe('keys', () => {
  it('make pseudonyms by the active one, of the ring that the rule names', () => {
    const asked: unknown[] = [];
    const made: number[] = [];
    const fields = {
      id: { pseudonymize: { key: 'users' } },
      n: { pseudonymize: { key: 'others' } },
    } as const;
    const others = { active: 'k2', ring: { k2: { file: './k2' } } };
    const compiled = compile(
      { fields, keys: { ...KEYS, others } },
      {
        createHmac: (key) => {
          made.push(key[0] ?? -1);
          return () => key;
        },
        readKey: (source, { path }) => {
          asked.push([source, path.join('/')]);
          return new Uint8Array(32).fill('file' in source ? 9 : source.env === 'K1' ? 1 : 0);
        },
      },
    );
    expect(asked).toEqual([
      [{ env: 'K1' }, 'keys/users'],
      [{ env: 'K0' }, 'keys/users'],
      [{ file: './k2' }, 'keys/others'],
    ]);
    expect(made).toEqual([1, 9]);
    const redactor = createRedactor(compiled);
    expect(redactor.redact({ id: 'a', n: 'b' })).toEqual({
      id: expect.stringMatching(/^p1:k1:AQEB/) as string,
      n: expect.stringMatching(/^p1:k2:CQkJ/) as string,
    });
  });
});

describe('tighten', () => {
  it('removes further paths, the message included, and never gives back any', () => {
    const policy = compile({
      fields: { a: { keep: 'number' }, 'b.c': { keep: 'number' }, 'l.*.x': { keep: 'number' } },
    });
    const record = { a: 1, b: { c: 2 }, l: [{ x: 3 }], msg: 'm' };
    const redact = (patterns: string[]) => createRedactor(policy.tighten(patterns)).redact(record);
    expect(redact([])).toEqual(record);
    expect(redact(['b'])).toEqual({ a: 1, l: [{ x: 3 }], msg: 'm' });
    expect(redact(['**.c', 'l.*', 'msg'])).toEqual({ a: 1 });
    expect(redact(['*'])).toEqual({});
    expect(createRedactor(policy.tighten(['a']).tighten(['b'])).redact(record)).toEqual({
      l: [{ x: 3 }],
      msg: 'm',
    });
  });

  it('removes names in their own case only', () => {
    const policy = compile({ fields: { a: { keep: 'number' }, A: { keep: 'number' } } });
    expect(createRedactor(policy.tighten(['A'])).redact({ a: 1, A: 2 })).toEqual({ a: 1 });
  });

  it('says of each pattern that cannot be read which one it is', () => {
    expect(() => compile({}).tighten(['a[0]', 'b..c'])).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({
            code: 'ERR_LOGSIEVE_POLICY_PATH_PATTERN',
            source: 'options',
            path: ['a[0]'],
          }),
          expect.objectContaining({ message: 'the path pattern has an empty segment', path: ['b..c'] }),
        ],
      }),
    );
  });

  it('refuses a pattern it cannot read', () => {
    expect(() => compile({}).tighten(['a[0]', 'b..c'])).toThrow(PolicyError);
  });
});
