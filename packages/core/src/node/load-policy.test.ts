import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { PolicyError } from '../policy/issue.js';
import { parsePolicy } from '../policy/parse.js';
import type { PolicyDocument } from '../policy/policy.js';
import { createRedactor } from '../redactor.js';
import { type LoadOptions, loadPolicy } from './load-policy.js';

const cwd = mkdtempSync(join(tmpdir(), 'logsieve-load-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

function write(path: string, content: object | string): string {
  const at = join(cwd, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
  return at;
}

function issuesOf(source: string | PolicyDocument, options: LoadOptions = {}) {
  try {
    loadPolicy(source, { cwd, ...options });
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.issues;
    throw error;
  }
}

const KEY = Buffer.alloc(32, 7);
const uuid = { keep: 'uuid' } as const;
const doc = (more: object) => ({ logsieve: 1, extends: [], ...more }) as PolicyDocument;
const withKey = (source: object, id = 'k1') =>
  doc({
    fields: { user: { pseudonymize: { key: 'users' } } },
    keys: { users: { active: id, ring: { [id]: source } } },
  });

function patternsOf(source: string | PolicyDocument | undefined): string[] {
  return loadPolicy(source, { cwd }).policy.rules.map(({ pattern }) => pattern);
}

describe('a message catalog', () => {
  const catalog = { messages: ['up', ['user ', '']], prefixes: ['[a] '] };
  const said = (policy: PolicyDocument | string, msg: string, options: LoadOptions = {}) =>
    createRedactor(loadPolicy(policy, { cwd, ...options })).redact({ msg })['msg'];

  it('is read from the file that the policy names, relative to that policy', () => {
    write('catalog/messages.json', catalog);
    const policy = write('catalog/policy.json', doc({ message: { catalog: './messages.json' } }));
    write('catalog/deeper/child.json', { logsieve: 1, extends: ['../policy.json'] });
    for (const source of [policy, 'catalog/deeper/child.json']) {
      expect(said(source, '[a] user Ada')).toBe('[a] user \u2026');
      expect(said(source, 'Ada')).toBe('[message]');
    }
    expect(said(doc({ message: { catalog: './catalog/messages.json' } }), 'up')).toBe('up');
  });

  it('may stand in the policy itself, or in a profile', () => {
    expect(said(doc({ message: { catalog } }), 'user Ada')).toBe('user \u2026');
    const profiles = { console: { message: { catalog } } };
    expect(said(doc({ message: 'scan', profiles }), 'Ada')).toBe('Ada');
    expect(said(doc({ message: 'scan', profiles }), 'Ada', { profile: 'console' })).toBe('[message]');
  });

  it.each<[string, PolicyDocument | string, string, string | RegExp]>([
    [
      'a file that is not there',
      doc({ message: { catalog: './no.json' } }),
      'ERR_LOGSIEVE_POLICY_CATALOG',
      /no\.json cannot be read \(ENOENT\)$/,
    ],
    [
      'a text that is nothing but a hole',
      doc({ message: { catalog: { messages: ['a', ['', ' ', '']] } } }),
      'ERR_LOGSIEVE_POLICY_CATALOG',
      'the text is nothing but holes: every message would be it',
    ],
    [
      'a file that is no catalog',
      doc({ message: { catalog: write('catalog/other.json', { texts: [] }) } }),
      'ERR_LOGSIEVE_POLICY_INVALID_VALUE',
      'the property "messages" is missing',
    ],
    [
      'a file that is no JSON',
      doc({ message: { catalog: write('catalog/broken.json', 'up') } }),
      'ERR_LOGSIEVE_POLICY_SYNTAX',
      'the text is not JSON here',
    ],
    [
      'a profile with texts that the policy does not have',
      doc({ message: { catalog }, profiles: { console: { message: { catalog: { messages: ['down'] } } } } }),
      'ERR_LOGSIEVE_POLICY_LOOSENS',
      "the catalog has texts that the policy's does not have",
    ],
    [
      'a profile that shows templates again',
      doc({ message: { catalog }, profiles: { console: { message: 'template' } } }),
      'ERR_LOGSIEVE_POLICY_LOOSENS',
      'the mode lets out more than "catalog", which the policy says',
    ],
  ])('refuses %s', (_title, policy, code, message) => {
    const issues = issuesOf(policy);
    expect(issues[0]).toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  it('is told apart by where its text stands', () => {
    const file = write('catalog/empty.json', '{\n "messages": ["a",\n  ["", ""]]\n}');
    const [issue] = issuesOf(doc({ message: { catalog: file } }));
    expect(issue).toMatchObject({ source: file, position: { line: 3, column: 3 }, path: ['messages', 1] });
  });

  it('needs somebody who reads files', () => {
    const parse = () => parsePolicy({ logsieve: 1, message: { catalog: './messages.json' } });
    expect(parse).toThrow(/use loadPolicy of @logsieve\/core\/node/);
  });

  it('of two parents is one decision', () => {
    const parent = (name: string, messages: string[]) =>
      write(`catalog/${name}.json`, { logsieve: 1, message: { catalog: { messages } } });
    const extend = (...names: string[]) => issuesOf({ logsieve: 1, extends: names });
    expect(extend(parent('p1', ['a']), parent('p2', ['a']))).toEqual([]);
    expect(extend(parent('p1', ['a']), parent('p2', ['b']))[0]?.code).toBe(
      'ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT',
    );
  });
});

describe('loadPolicy', () => {
  it('gives logsieve:base alone where there is no policy', () => {
    expect(patternsOf(undefined)).toEqual(patternsOf('logsieve:base'));
    expect(patternsOf(undefined)).toContain('level');
  });

  it('reads a file with comments, relative to cwd', () => {
    write(
      'p/policy.json',
      '// ours\n{ "logsieve": 1, "extends": [], "fields": { "a": { "keep": "uuid" } } }',
    );
    expect(patternsOf('p/policy.json')).toEqual(['a']);
  });

  it('takes files relative to the extending file, and packages as they resolve from there', () => {
    write('p/shared/team.json', doc({ extends: ['../root.json'], fields: { team: uuid } }));
    write('p/root.json', doc({ fields: { root: uuid } }));
    write('p/node_modules/@acme/log-policy/package.json', {
      name: '@acme/log-policy',
      exports: { './*': './*' },
    });
    write('p/node_modules/@acme/log-policy/policy.json', doc({ fields: { acme: uuid } }));
    const names = ['./shared/team.json', '@acme/log-policy/policy.json'];
    write('p/main.json', doc({ extends: names, fields: { main: uuid } }));
    expect(patternsOf('p/main.json').slice(-4)).toEqual(['root', 'team', 'acme', 'main']);
    expect(patternsOf(doc({ extends: ['./p/root.json'] })).at(-1)).toBe('root');
  });

  it('compiles for a profile', () => {
    const policy = doc({ fields: { a: uuid }, profiles: { console: { fields: { a: 'remove' } } } });
    expect(loadPolicy(policy, { profile: 'console' }).profile).toBe('console');
    expect(issuesOf(policy, { profile: 'file' })).toMatchObject([
      { code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_PROFILE' },
    ]);
  });

  it.each([
    ['base64', KEY.toString('base64')],
    ['base64url', KEY.toString('base64url')],
    ['hex', KEY.toString('hex')],
    ['hex with a line feed', `${KEY.toString('hex')}\n`],
  ])('reads a key in %s', (_, text) => {
    const compiled = loadPolicy(withKey({ env: 'LOG_KEY' }), { env: { LOG_KEY: text } });
    const direct = compilePolicy(parsePolicy(withKey({ env: 'LOG_KEY' })), {
      createHmac: (key) => (data) => createHmac('sha256', key).update(data).digest(),
      readKey: () => KEY,
    });
    const record = { user: '42' };
    expect(createRedactor(compiled).redact(record)).toEqual(createRedactor(direct).redact(record));
    expect(createRedactor(compiled).redact(record)).toEqual({ user: expect.stringMatching(/^p1:k1:/) });
  });

  it('reads a key file beside the document that declares it', () => {
    write('keys/policy.json', withKey({ file: './k1.txt' }));
    write('keys/k1.txt', `${KEY.toString('base64')}\n`);
    expect(issuesOf('keys/policy.json')).toEqual([]);
  });

  it.each([
    ['no variable', { env: 'NONE' }, 'KEY_MISSING'],
    ['an empty variable', { env: 'EMPTY' }, 'KEY_MISSING'],
    ['a variable that all objects have', { env: 'constructor' }, 'KEY_MISSING'],
    ['no file', { file: './none' }, 'KEY_MISSING'],
    ['31 bytes', { env: 'SHORT' }, 'KEY_SHORT'],
    ['a pass phrase', { env: 'PHRASE' }, 'KEY_SHORT'],
  ])('%s is an issue with its place, and shows nothing of the key', (_, source, code) => {
    const env = {
      EMPTY: ' ',
      SHORT: Buffer.alloc(31, 9).toString('base64'),
      PHRASE: 'correct horse! battery staple, and so on',
    };
    const issues = issuesOf(withKey(source), { env });
    expect(issues).toMatchObject([
      { code: `ERR_LOGSIEVE_POLICY_${code}`, path: ['keys', 'users', 'ring', 'k1'], source: 'policy' },
    ]);
    expect(JSON.stringify(issues)).not.toMatch(/CQkJ|horse/);
  });

  it('refuses an identity among recipients, and shows nothing of it', () => {
    const secret = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';
    const wrongSum = `age1${'q'.repeat(58)}`;
    for (const list of [[secret], [` ${secret.toLowerCase()}`], [wrongSum]]) {
      const issues = issuesOf(doc({ recipients: { dpo: list } }));
      expect(issues).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_RECIPIENT' }]);
      expect(JSON.stringify(issues)).not.toMatch(/GFPYYSJZ|qqqq/i);
    }
  });

  it('shows no byte of a key in what it gives back', () => {
    const compiled = loadPolicy(withKey({ env: 'LOG_KEY' }), { env: { LOG_KEY: KEY.toString('hex') } });
    const shown = inspect(compiled, { depth: null, showHidden: true }) + JSON.stringify(compiled);
    expect(shown).not.toContain(KEY.toString('hex'));
    expect(shown).not.toMatch(/07 07 07|7, 7, 7|7,7,7/);
  });

  it('tells the preset that was meant by its name alone, under extends too', () => {
    const hint = 'did you mean "logsieve:http"?';
    expect(issuesOf('http')).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_UNREADABLE', hint }]);
    expect(issuesOf(doc({ extends: ['http'] }))).toMatchObject([{ path: ['extends', 0], hint }]);
    expect(issuesOf('htt.json')).toMatchObject([{ hint: 'the path is relative to the working directory' }]);
  });

  it('tells how to get a key that is missing', () => {
    const keys = { users: { active: 'k1', ring: { k1: { env: 'USERS_KEY' } } } };
    expect(issuesOf(doc({ keys }), { env: {} })).toMatchObject([
      { hint: 'export it; openssl rand -base64 32 makes one' },
    ]);
  });

  it.each([
    ['a missing file', 'none.json', 'ENOENT'],
    ['a directory', '.', 'EISDIR'],
  ])('%s is unreadable', (_, path, code) => {
    const issues = issuesOf(path);
    expect(issues).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_UNREADABLE', source: join(cwd, path) }]);
    expect(issues[0]?.message).toContain(code);
  });

  it('says that text is no path, without repeating it', () => {
    const issues = issuesOf('{ "logsieve": 1 }');
    expect(issues).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_UNREADABLE', source: 'policy' }]);
  });

  it.each([
    ['a URL', new URL('file:///p.json'), 'the policy is a URL; pass fileURLToPath(url) of node:url'],
    ['a compiled policy', loadPolicy({ logsieve: 1 }), 'the policy is compiled already; pass the document'],
    ['a parsed policy', parsePolicy({ logsieve: 1 }), 'the policy is parsed already; pass the document'],
    ['a Map', new Map(), 'the object is an instance of a class; give plain JSON data'],
    [
      'a hostile Proxy',
      new Proxy(
        {},
        {
          has: () => {
            throw new Error('secret');
          },
        },
      ),
      'the policy does not say its version',
    ],
  ])('tells what to give in place of %s, in one issue', (_, source, said) => {
    const issues = issuesOf(source as never);
    expect(issues.map(({ message, hint }) => `${message}; ${hint}`)).toEqual([expect.stringContaining(said)]);
  });

  it('tells how to get a path of a URL that is given as text', () => {
    expect(issuesOf('file:///nowhere/p.json')).toMatchObject([
      { hint: 'pass fileURLToPath(url) of node:url' },
    ]);
  });

  it('throws an error that, printed, says each issue once, and nothing that is undefined', () => {
    let error: unknown;
    try {
      loadPolicy('nowhere.json', { cwd });
    } catch (thrown) {
      error = thrown;
    }
    const printed = inspect(error);
    expect(printed.split('ERR_LOGSIEVE_POLICY_UNREADABLE')).toHaveLength(2);
    expect(printed).not.toContain('undefined');
    expect((error as PolicyError).issues).toHaveLength(1);
  });

  it('reports an unknown preset, missing files and missing packages, with a hint', () => {
    const issues = issuesOf(doc({ extends: ['./none.json', '@acme/none', 'team.json', 'fs'] }));
    expect(issues.map(({ code, path }) => `${code} ${path.join('/')}`)).toEqual(
      [0, 1, 2, 3].map((index) => `ERR_LOGSIEVE_POLICY_UNREADABLE extends/${index}`),
    );
    expect(issues[2]?.hint).toContain('./team.json');
    expect(issuesOf('logsieve:htp')).toMatchObject([{ code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_PRESET' }]);
  });

  it('reports a cycle of files', () => {
    write('cycle/a.json', { logsieve: 1, extends: ['./b.json'] });
    write('cycle/b.json', { logsieve: 1, extends: ['../cycle/a.json'] });
    expect(issuesOf('cycle/a.json')).toMatchObject([
      { code: 'ERR_LOGSIEVE_POLICY_EXTENDS_CYCLE', source: join(cwd, 'cycle/b.json'), path: ['extends', 0] },
    ]);
  });

  it('puts what parsing, compiling and reading keys find into one error', () => {
    const text = [
      '{ "logsieve": 1, "extends": [], "x": 1,',
      '  "fields": {',
      '    "a.b": { "keep": "uuid" }, "a": { "keep": "token" },',
      '    "user": { "pseudonymize": { "key": "users" } } },',
      '  "keys": { "users": { "active": "k1", "ring": { "k1": { "env": "NONE" } } } } }',
    ].join('\n');
    write('many.json', text);
    const issues = issuesOf('many.json', { env: {} });
    expect(issues.map(({ code, position }) => `${code.slice(20)} ${position?.line}`)).toEqual([
      'UNKNOWN_PROPERTY 1',
      'KEY_MISSING 5',
      'NESTED_RULE 3',
    ]);
  });
});
