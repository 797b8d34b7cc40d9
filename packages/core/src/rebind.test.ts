import { describe, expect, it } from 'vitest';
import { createHmac } from 'node:crypto';
import { compilePolicy } from './policy/compile/compile.js';
import { parsePolicy } from './policy/parse.js';
import type { PolicyDocument } from './policy/policy.js';
import { createRedactor } from './redactor.js';

type Document = Omit<PolicyDocument, 'logsieve'>;

const compile = (document: Document, profile?: string, keyByte = 7) =>
  compilePolicy(parsePolicy({ logsieve: 1, extends: [], ...document }), {
    profile,
    createHmac: (key) => (data) => createHmac('sha256', key).update(data).digest(),
    readKey: () => new Uint8Array(32).fill(keyByte),
  });

const RAW = { user: { id: 'u-17', mail: 'ada@example.com' }, host: 'web-1 10.1.2.3', n: 4242, other: 'O' };

/** What bindings made under one policy give under another one. */
function moved(before: Document, after: Document, bindings: object = RAW) {
  const redactor = createRedactor(compile(before));
  const bound = redactor.bind(bindings);
  redactor.replacePolicy(compile(after));
  return JSON.parse(redactor.stringify({}, { bindings: bound })) as unknown;
}

const string = { keep: 'string' } as const;
const mask = { mask: 'email' } as const;
const keys = (active: string) => ({ users: { active, ring: { k1: { env: 'K1' }, k2: { env: 'K2' } } } });
const pseudonym = { pseudonymize: { key: 'users' } } as const;

describe('bindings under a policy that came into force after them', () => {
  it('lose a field that is no longer listed', () => {
    expect(
      moved({ fields: { host: string, n: { keep: 'integer' } } }, { fields: { n: { keep: 'integer' } } }),
    ).toEqual({
      n: 4242,
    });
  });

  it('keep their fields where the new policy lists others around them', () => {
    const after = { fields: { other: string, n: { keep: 'integer' }, host: string } } as const;
    expect(moved({ fields: { host: string, n: { keep: 'integer' } } }, after)).toEqual({
      n: 4242,
      host: 'web-1 [ipv4]',
    });
  });

  it.each([
    ['a narrower range', { n: { keep: 'integer', max: 99 } }, {}],
    ['another type', { n: string }, {}],
    ['a replacement', { n: { replace: '[gone]' } }, { n: '[gone]' }],
    ['a removal at any depth', { n: { keep: 'integer' }, '**.n': 'remove' }, {}],
  ])('redact what was only kept once more: %s', (_, fields, expected) => {
    const after = { fields } as unknown as Document;
    if ('**.n' in fields) delete (after.fields as Record<string, unknown>)['n'];
    expect(moved({ fields: { n: { keep: 'integer' } } }, after)).toEqual(expected);
  });

  it('mask and pseudonymize by the new policy what was only kept', () => {
    const before = { fields: { 'user.mail': string }, detectors: [] } as const;
    expect(moved(before, { fields: { 'user.mail': mask } })).toEqual({ user: { mail: 'a****@e****.com' } });
    expect(moved(before, { fields: { 'user.mail': pseudonym }, keys: keys('k1') })).toEqual({
      user: { mail: expect.stringMatching(/^p1:k1:/) },
    });
  });

  it('meet the detectors of the new policy', () => {
    const fields = { host: string };
    expect(moved({ fields, detectors: [] }, { fields })).toEqual({ host: 'web-1 [ipv4]' });
  });

  it('keep a mask and a pseudonym whose rule and terms are the same', () => {
    const fields = { 'user.mail': mask, 'user.id': pseudonym };
    const same = { fields, keys: keys('k1') };
    expect(
      moved(same, { ...same, message: 'remove', fields: { n: { keep: 'integer' }, ...fields } }),
    ).toEqual({
      user: { mail: 'a****@e****.com', id: expect.stringMatching(/^p1:k1:/) },
    });
  });

  it.each([
    ['another rule for the path', { fields: { 'user.id': string } }],
    ['another rule beside it', { fields: { 'user.id': pseudonym, 'user.mail': mask } }],
    ['another active key', { fields: { 'user.id': pseudonym }, keys: keys('k2') }],
    ['other detectors', { fields: { 'user.id': pseudonym }, detectors: [] }],
    ['other limits', { fields: { 'user.id': pseudonym }, limits: { depth: 4 } }],
  ])('lose what was transformed under %s', (_, after) => {
    const before = { fields: { 'user.id': pseudonym }, keys: keys('k1') };
    expect(moved(before, { keys: keys('k1'), ...after } as Document)).toEqual({});
  });

  it('lose what was transformed where a detector of one name is defined apart', () => {
    const document = (word: string) =>
      ({
        fields: { 'user.id': pseudonym },
        keys: keys('k1'),
        define: { own: { words: [word] } },
      }) as const;
    expect(moved(document('a'), document('a'))).not.toEqual({});
    expect(moved(document('a'), document('b'))).toEqual({});
  });

  it('lose a pseudonym whose key is another one under the same id, or cannot be asked', () => {
    const policy = { fields: { 'user.id': pseudonym, n: { keep: 'integer' } }, keys: keys('k1') } as const;
    const redactor = createRedactor(compile(policy));
    const bindings = redactor.bind(RAW);
    redactor.replacePolicy(compile(policy, undefined, 8));
    expect(redactor.stringify({}, { bindings })).toBe('{"n":4242}');
    const broken = compilePolicy(parsePolicy({ logsieve: 1, extends: [], ...policy }), {
      createHmac: () => () => {
        throw new Error('no HMAC today');
      },
      readKey: () => new Uint8Array(32).fill(7),
    });
    redactor.replacePolicy(broken);
    expect(redactor.stringify({}, { bindings })).toBe('{"n":4242}');
  });

  it('lose what was let in under another spelling of its name', () => {
    const before = { fields: { host: { keep: 'string', caseInsensitive: true } } } as const;
    expect(moved(before, before, { HOST: 'x' })).toEqual({ host: 'x' });
    expect(moved(before, { fields: { host: string } }, { HOST: 'x' })).toEqual({});
  });

  it('lose a field of which one part was transformed, whatever the others are', () => {
    const before = { fields: { 'user.id': string, 'user.mail': mask } } as const;
    expect(moved(before, { fields: { 'user.id': string, 'user.mail': string } })).toEqual({});
    expect(moved(before, { fields: { 'user.id': { keep: 'token' }, 'user.mail': mask } })).toEqual({});
  });

  it('redact once more what was kept beside removals, and maps of what was kept', () => {
    const keys = 'token';
    const map = (max: number) => ({ user: { map: { keys, max, value: string } } }) as const;
    expect(moved({ fields: map(9), detectors: [] }, { fields: map(1), detectors: [] })).toEqual({
      user: { id: 'u-17' },
    });
    const masked = { user: { map: { keys, value: mask } } } as const;
    expect(moved({ fields: masked }, { fields: map(9) })).toEqual({});
    const guarded = { fields: { other: string, '**.pin': 'remove' } } as const;
    const bindings = { other: 'abcdefgh' };
    expect(moved(guarded, { fields: { other: { mask: { last: 2 } } } }, bindings)).toEqual({
      other: '****gh',
    });
  });

  it('lose elements that were let in under another spelling of their name', () => {
    const before = { fields: { 'list.*': { keep: 'string', caseInsensitive: true } } } as const;
    expect(moved(before, { fields: { 'list.*': string } }, { LIST: ['x'] })).toEqual({});
  });

  it('do without a field that they never had', () => {
    expect(
      moved({ fields: { n: string, host: string } }, { fields: { n: { keep: 'integer' } } }, {}),
    ).toEqual({});
  });

  it('stay as they are where a rule of any case is about another name', () => {
    const id = { 'user.id': pseudonym, n: { keep: 'integer' } } as const;
    const before = {
      fields: { ...id, Host: { ...string, caseInsensitive: true } },
      keys: keys('k1'),
    } as const;
    const after = { ...before, fields: { ...id, Host: { keep: 'token', caseInsensitive: true } } } as const;
    const bindings = { user: { id: 'u' }, n: 1, host: 'web-1' };
    expect(moved(before, after, bindings)).toMatchObject({
      user: { id: expect.stringMatching(/^p1:/) as string },
      n: 1,
    });
    const masked = { ...before, fields: { Host: { mask: { last: 2 }, caseInsensitive: true } } } as const;
    expect(moved(masked, after, { host: 'web-number-1' })).toEqual({});
  });

  it('lose what any rule of any depth, or that of a profile, now decides otherwise', () => {
    const before = { fields: { 'user.id': pseudonym }, keys: keys('k1') } as const;
    expect(moved(before, { ...before, fields: { ...before.fields, '**.pin': 'remove' } })).toEqual({});
  });

  it.each([
    ['the same profile', { fields: { 'user.id': { replace: 'x' } } }, true],
    ['another rule of it', { fields: { 'user.id': 'remove' } }, false],
    ['other detectors of it', { fields: { 'user.id': { replace: 'x' } }, detectors: ['jwt'] }, false],
  ] as const)('of a profile have what was transformed under %s', (_, profile, same) => {
    const document = (p: object) =>
      ({
        fields: { 'user.id': pseudonym, n: { keep: 'integer' } },
        keys: keys('k1'),
        profiles: { p },
        detectors: ['email'],
      }) as Document;
    const before = { fields: { 'user.id': { replace: 'x' } } };
    const redactor = createRedactor(compile(document(before), 'p'));
    const bindings = redactor.bind(RAW);
    redactor.replacePolicy(compile(document(profile), 'p'));
    const expected = same ? { user: { id: 'x' }, n: 4242 } : { n: 4242 };
    expect(redactor.redact({}, { bindings })).toEqual(expected);
  });

  it('count as before where they are whole, and anew where they are not', () => {
    const counted = (before: Document, after: Document) => {
      const redactor = createRedactor(compile(before));
      const bindings = redactor.bind(RAW);
      redactor.replacePolicy(compile(after));
      const { kept, masked, removed, unlisted } = redactor.rebind(bindings).counts;
      return { kept, masked, removed, unlisted };
    };
    const n = { keep: 'integer' } as const;
    const before = { fields: { n, 'user.mail': mask } };
    const others = { fields: { ...before.fields, x: string } };
    expect(counted(before, others)).toEqual({ kept: 1, masked: 1, removed: 0, unlisted: 3 });
    expect(counted({ fields: { n, host: string } }, { fields: { n } })).toEqual({
      kept: 0,
      masked: 0,
      removed: 1,
      unlisted: 0,
    });
    expect(counted(before, { fields: { n } })).toEqual({ kept: 0, masked: 0, removed: 1, unlisted: 0 });
    expect(counted(before, { fields: { n, 'user.mail': string } })).toEqual({
      kept: 0,
      masked: 0,
      removed: 1,
      unlisted: 0,
    });
    expect(counted(before, { fields: { n: { keep: 'integer', max: 9 }, 'user.mail': mask } })).toEqual({
      kept: 0,
      masked: 0,
      removed: 1,
      unlisted: 0,
    });
  });

  it('lose nothing and gain nothing where the first policy comes back', () => {
    const redactor = createRedactor(compile({ fields: { n: { keep: 'integer' } } }));
    const bindings = redactor.bind(RAW);
    redactor.replacePolicy(compile({ fields: { host: string } }));
    expect(redactor.stringify({}, { bindings })).toBe('{}');
    redactor.replacePolicy(compile({ fields: { n: { keep: 'integer' }, host: string } }));
    expect(redactor.stringify({}, { bindings })).toBe('{"n":4242}');
  });

  it('stay without what a child removes, and are inherited so', () => {
    const policy = {
      fields: { 'user.id': string, 'user.mail': string, n: { keep: 'integer' } },
      detectors: [],
    } as const;
    const redactor = createRedactor(compile(policy));
    const child = redactor.tighten(['user.mail']);
    const bound = child.bind(RAW);
    const inherited = redactor.bind(RAW);
    redactor.replacePolicy(compile({ ...policy, fields: { other: string, ...policy.fields } }));
    expect(child.stringify({}, { bindings: bound })).toBe('{"user":{"id":"u-17"},"n":4242}');
    expect(child.stringify({}, { bindings: child.bind({ n: 1 }, inherited) })).toBe(
      '{"user":{"id":"u-17"},"n":1}',
    );
    expect(child.redactLine('{"user":{"mail":"x"}}')).toBe('{}');
  });

  it('still hide the messages of the errors that they hold', () => {
    const redactor = createRedactor(compile({ fields: { err: { keep: 'error' } } }));
    const bindings = redactor.bind({ err: new RangeError('canary') });
    redactor.replacePolicy(compile({ fields: {} }));
    const line = redactor.stringify({}, { bindings, message: { template: 'failed: canary' } });
    expect(line).not.toContain('canary');
  });
});
