import { describe, expect, it } from 'vitest';
import { formatIssue, PolicyError } from './issue.js';
import { parsePolicy } from './parse.js';

/** The issues of the document `main`, as the error lists them. `files` are what it may extend. */
function said(main: unknown, files: Readonly<Record<string, string>> = {}): string[] {
  const resolve = (specifier: string) => {
    const text = files[specifier];
    return text === undefined ? undefined : { text, source: specifier.slice(2) };
  };
  try {
    parsePolicy(main as string, { source: 'main', resolve });
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.issues.map((issue) => formatIssue(issue).trim().replace('ERR_LOGSIEVE_POLICY_', ''));
  }
}

const strict = (fields: object, more: object = {}) => ({ logsieve: 1, extends: [], fields, ...more });
const uuid = { keep: 'uuid' };
const long = 'x'.repeat(1025);
const deep = Array(65).fill('x').join('.');

describe('a text that is no policy says', () => {
  it.each([
    [
      '{ "a": NaN }',
      '1:8 the text is not JSON here; write JSON; comments are allowed, trailing commas are not [SYNTAX]',
    ],
    ['['.repeat(66) + ']'.repeat(66), '1:66 the text is nested too deep; nest at most 64 levels [SYNTAX]'],
    ['['.repeat(100_000), ' the text is nested too deep; nest at most 64 levels [SYNTAX]'],
    [
      '{ "logsieve": 1, "limits": { "depth": 1e999 } }',
      '1:39 limits.depth: the number is too large; write a smaller one [INVALID_VALUE]',
    ],
    [
      '{ "logsieve": 1, "name": "a", "name": "b" }',
      '1:31 name: the key is there twice in one object; keep one of the two [DUPLICATE_KEY]',
    ],
    [
      '{}',
      '1:1 logsieve: the policy does not say its version; write "logsieve": 1, or update logsieve [VERSION]',
    ],
    [
      '{ "logsieve": 2 }',
      '1:3 logsieve: the version is not known here; write "logsieve": 1, or update logsieve [VERSION]',
    ],
  ])('%s', (text, issue) => {
    expect(said(text)[0]).toBe(`main${issue.startsWith(' ') ? '' : ':'}${issue}`);
  });
});

describe('an object that is no plain data says', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  it.each([
    ['not finite', { a: Infinity }, 'a: the number is not finite'],
    ['a function', { a: () => 1 }, 'a: a function is not JSON'],
    ['a cycle', cycle, 'self: the object contains itself'],
    ['deep', { a: nested(65) }, `a${'[0]'.repeat(64)}: the object is nested too deep`],
    ['long', { a: Array(100_001) }, 'a: the array is too long'],
    ['a class', { a: new Map() }, 'a: the object is an instance of a class'],
    ['a symbol', { [Symbol('s')]: 1 }, 'a symbol is no key'],
    ['a hole', { a: Array(1) }, 'a[0]: the array has a hole'],
    [
      'a getter',
      Object.defineProperty({}, 'a', { get: () => 1, enumerable: true }),
      'a: the property is a getter',
    ],
    ['a revoked proxy', revoked(), 'the object cannot be read'],
  ])('%s', (_, given, issue) => {
    const hint = 'give plain JSON data: objects, arrays, strings, finite numbers, booleans, null';
    expect(said(given)[0]).toBe(`main ${issue}; ${hint} [INVALID_VALUE]`);
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('a path pattern that is none says', () => {
  it.each([
    [long, 'is longer than 1024 characters; name the container, or use **'],
    [deep, 'is of more than 64 segments; name the container, or use **'],
    ['a[0]', 'has brackets; write items.*.sku for elements; \\[ for the character'],
    ['a]', 'has brackets; write items.*.sku for elements; \\[ for the character'],
    ['a*', 'mixes * with a name; a pattern names whole segments; write \\* for the character'],
    ['a.***', 'mixes * with a name; a pattern names whole segments; write \\* for the character'],
    ['*a.b', 'mixes * with a name; a pattern names whole segments; write \\* for the character'],
    ['a.**', 'ends in **; name what ** shall lead to, as in **.password'],
    ['a..b', 'has an empty segment; write names separated by single dots'],
    ['', 'has an empty segment; write names separated by single dots'],
    ['*.a', 'begins with *, and a record is no array; name the field; * stands for array elements below it'],
  ])('%.20s', (pattern, text) => {
    const [issue] = said(strict({ [pattern]: uuid }));
    expect(issue?.slice(issue.indexOf(': ') + 2)).toBe(`the path pattern ${text} [PATH_PATTERN]`);
  });

  it.each([
    ['a\\x', 'the escape in the path pattern is unknown; write \\. \\* \\[ \\] or \\\\'],
    ['a\\', 'the escape in the path pattern is unknown; write \\. \\* \\[ \\] or \\\\'],
    ['a._logsieve', '_logsieve is reserved; choose another name'],
    ['**.a', '** may stand in remove and replace rules only; name the path, with * for array elements'],
  ])('%s', (pattern, text) => {
    const [issue] = said(strict({ [pattern]: uuid }));
    expect(issue?.slice(issue.indexOf(': ') + 2)).toBe(`${text} [PATH_PATTERN]`);
  });

  it('nothing where it is as long and as deep as one may be', () => {
    const limits = { depth: 64 };
    expect(said(strict({ [long.slice(1)]: uuid, [deep.slice(2)]: uuid }, { limits }))).toEqual([]);
  });
});

describe('rules that contradict each other say', () => {
  it.each([
    [
      { 'a.B': { ...uuid, caseInsensitive: true }, 'A.b': { ...uuid, caseInsensitive: true } },
      'fields["A.b"]: the pattern says the same as "a.B"; keep one of the two [AMBIGUOUS_RULE]',
    ],
    [
      { a: 'remove', 'a.b': uuid },
      'fields["a.b"]: "a" already removes what the rule is about; leave out one of the two [DEAD_RULE]',
    ],
    [
      { a: { map: { keys: 'uuid', value: { ...uuid, caseInsensitive: true } } } },
      'fields.a.map.value.caseInsensitive: the property has no meaning here; leave it out: the keys of a map are data [UNKNOWN_PROPERTY]',
    ],
    [
      { nothing: 'remove' },
      'fields.nothing: nothing lists the path that the rule removes; delete the rule: what nothing lists does not come out [DEAD_RULE]',
    ],
  ])('%j', (fields, issue) => {
    expect(said(strict(fields))).toEqual([`main ${issue}`]);
  });
});

const CATALOG = { messages: ['up', ['user ', ' in']] };
const RECIPIENT = `age1${'q'.repeat(58)}`;

describe('settings that do not fit together say', () => {
  const user = { pseudonymize: { key: 'user' } };
  const keys = { users: { active: 'k', ring: { k: { env: 'K' } } } };
  it.each([
    [
      { limits: { depth: 1 }, fields: { 'a.b': uuid } },
      'fields["a.b"]: the path is deeper than limits.depth, which is 1; raise limits.depth, or leave the rule out [DEAD_RULE]',
    ],
    [
      { fields: { a: user } },
      'fields.a.pseudonymize.key: the key ring "user" is not declared; declare it under "keys" [UNKNOWN_KEY]',
    ],
    [
      { fields: { a: user }, keys },
      'fields.a.pseudonymize.key: the key ring "user" is not declared; did you mean "users"? [UNKNOWN_KEY]',
    ],
    [
      { keys: { users: { active: 'k2', ring: { k1: { env: 'K' }, k3: { env: 'K' } } } } },
      'keys.users.active: the active key is not in the ring; name one of the ring: k1, k3 [INVALID_VALUE]',
    ],
    [
      { keys: { users: { active: 'k', ring: {} } } },
      'keys.users.active: the active key is not in the ring; name one of the ring: it is empty [INVALID_VALUE]',
    ],
    [
      { keys: { users: { active: 'a b', ring: { 'a b': { env: 'K' } } } } },
      'keys.users.ring["a b"]: the key id is not usable; use 1 to 32 of A-Z a-z 0-9 _ - [INVALID_VALUE]',
    ],
    [
      { fields: { a: { encrypt: { to: 'dpoo' } } } },
      'fields.a.encrypt.to: the list of recipients "dpoo" is not declared; declare it under "recipients" [UNKNOWN_RECIPIENTS]',
    ],
    [
      { fields: { a: { encrypt: { to: 'dpoo' } } }, recipients: { dpo: [RECIPIENT] } },
      'fields.a.encrypt.to: the list of recipients "dpoo" is not declared; did you mean "dpo"? [UNKNOWN_RECIPIENTS]',
    ],
    [
      { fields: { a: { encrypt: 'dpo' } } },
      'fields.a.encrypt: the value must be an object; write { "to": "dpo" } [INVALID_VALUE]',
    ],
    [
      { recipients: { dpo: RECIPIENT } },
      `recipients.dpo: the value must be an array; write ["${RECIPIENT}"] [INVALID_VALUE]`,
    ],
    [
      { recipients: { dpo: [] } },
      'recipients.dpo: the value must not be empty; change it, or see docs/policy.md for what may stand here [INVALID_VALUE]',
    ],
    [
      { recipients: { dpo: [RECIPIENT, 'ssh-ed25519 AAAA'] } },
      'recipients.dpo[1]: the text is no age recipient; write an X25519 recipient, age1 and 58 characters, as age-keygen -y prints it [RECIPIENT]',
    ],
    [
      { recipients: { dpo: [`AGE-SECRET-KEY-1${'Q'.repeat(58)}`] } },
      'recipients.dpo[0]: the text is an identity, which decrypts; keep it away from who writes logs, and make a new one: this one was in a policy. Write its recipient, age1… [RECIPIENT]',
    ],
    [
      { message: { catalog: CATALOG, holes: { 'user ... in': [null] } } },
      'message.holes["user ... in"]: the catalog has no such text with holes; did you mean "user … in"? [DEAD_RULE]',
    ],
    [
      { message: { catalog: CATALOG, holes: { up: [] } } },
      'message.holes.up: the catalog has no such text with holes; known here: user … in [DEAD_RULE]',
    ],
    [
      { message: { catalog: CATALOG, holes: { 'user … in': [] } } },
      'message.holes["user … in"]: the text has 1 hole, and there are 0 rules; write one for each hole, null where nothing is kept [INVALID_VALUE]',
    ],
    [
      { message: { catalog: CATALOG, holes: { 'user … in': [{ keep: 'string' }] } } },
      'message.holes["user … in"][0]: the rule keeps what anybody could have written; keep a number, a boolean, an id, a point in time, or a string with an enum or a pattern [INVALID_VALUE]',
    ],
    [
      { message: { catalog: CATALOG, holes: { 'user … in': [{ keep: 'integer', min: 2, max: 1 }] } } },
      'message.holes["user … in"][0].min: min is above max; no number could pass; swap them [INVALID_VALUE]',
    ],
    [
      { message: { catalog: CATALOG, holes: { 'user … in': ['integer'] } } },
      'message.holes["user … in"][0]: the value must be an object or null; write { "keep": "integer" }, or null for nothing [INVALID_VALUE]',
    ],
    [
      { keys, message: { catalog: CATALOG, unknown: user } },
      'message.unknown.pseudonymize.key: the key ring "user" is not declared; did you mean "users"? [UNKNOWN_KEY]',
    ],
    [
      { message: { catalog: CATALOG, unknown: { pseudonymize: 'users' } } },
      'message.unknown.pseudonymize: the value must be an object; write { "key": "users" } [INVALID_VALUE]',
    ],
    [
      { message: { catalog: CATALOG, unknown: { pseudonymize: { key: 'users', scope: 'global' } } } },
      'message.unknown.pseudonymize.scope: the property is unknown; known here: key [UNKNOWN_PROPERTY]',
    ],
    [
      { recipients: { dpo: `AGE-SECRET-KEY-1${'Q'.repeat(58)}` } },
      'recipients.dpo: the value must be an array; write ["age1…"] [INVALID_VALUE]',
    ],
    [
      {
        recipients: { dpo: [RECIPIENT] },
        fields: { a: { encrypt: { to: `AGE-SECRET-KEY-1${'Q'.repeat(58)}` } } },
      },
      'fields.a.encrypt.to: the list of recipients of that name is not declared; known here: dpo [UNKNOWN_RECIPIENTS]',
    ],
    [
      { fields: { a: { pseudonymize: { key: Buffer.alloc(32, 7).toString('base64') } } } },
      'fields.a.pseudonymize.key: the key ring of that name is not declared; declare it under "keys" [UNKNOWN_KEY]',
    ],
    [
      { tests: [{ name: 't', record: {}, expect: {}, profile: 'consol' }], profiles: { console: {} } },
      'tests[0].profile: the policy has no profile "consol"; did you mean "console"? [UNKNOWN_PROFILE]',
    ],
    [
      { detectors: ['email', 'jwtt'] },
      'detectors[1]: there is no detector "jwtt"; did you mean "jwt"? [UNKNOWN_DETECTOR]',
    ],
    [
      { fields: { a: { truncate: { max: 9000 } } } },
      'fields.a.truncate.max: the value is above limits.stringLength, which is 8192; lower it, or raise limits.stringLength [INVALID_VALUE]',
    ],
  ])('%j', (more, issue) => {
    expect(said(strict({}, more))).toEqual([`main ${issue}`]);
  });
});

describe('a profile that loosens says', () => {
  const fields = { a: { keep: 'number', min: 0 } };
  it.each([
    [
      { message: 'scan' },
      'message: the mode lets out more than "template", which the policy says; leave it out',
    ],
    [
      { message: { catalog: CATALOG, unknown: { pseudonymize: { key: 'k' } } } },
      'message: unknown messages are named, and the message of the policy is no catalog; leave it out',
    ],
    [
      { limits: { depth: 17 } },
      "limits.depth: the limit is above the policy's 16; lower it, or leave it out",
    ],
    [
      { fields: { b: { keep: 'uuid' } } },
      'fields.b: the policy has no rule with this pattern, so that only "remove" is tighter; list it under "fields" of the policy first',
    ],
    [
      { fields: { a: { keep: 'number' } } },
      'fields.a: the rule does not provably let out less than the rule of the policy; use a stronger action, or the same with narrower parameters',
    ],
  ])('%j', (profile, issue) => {
    const keys = { k: { active: 'a', ring: { a: { env: 'K' } } } };
    expect(said(strict(fields, { keys, profiles: { p: profile } }))).toEqual([
      `main profiles.p.${issue} [LOOSENS]`,
    ]);
  });
});

describe('what a policy extends says', () => {
  const link = (to: string, more = '') => `{ "logsieve": 1, "extends": ["${to}"]${more} }`;
  it.each([
    [
      'an unknown preset',
      link('logsieve:htp'),
      {},
      'main:1:30 extends[0]: there is no preset "logsieve:htp"; did you mean "logsieve:http"? [UNKNOWN_PRESET]',
    ],
    [
      'what cannot be read',
      link('./none'),
      {},
      'main:1:30 extends[0]: "./none" cannot be read here; use loadPolicy of @logsieve/core/node, which reads files and packages [UNREADABLE]',
    ],
    [
      'a cycle',
      link('./a'),
      { './a': link('./b'), './b': link('./a') },
      'b:1:30 extends[0]: the policy extends itself: a → b → a; take one of them out of extends [EXTENDS_CYCLE]',
    ],
    [
      'a conflict',
      '{ "logsieve": 1, "extends": ["./a", "./b"] }',
      { './a': '{ "logsieve": 1, "message": "remove" }', './b': '{ "logsieve": 1, "message": "scan" }' },
      'main:1:18 extends: message of a and message of b disagree; decide message in this document [EXTENDS_CONFLICT]',
    ],
    [
      'a removal',
      link('./a', ', "fields": { "u.id": { "keep": "uuid" } }'),
      { './a': '{ "logsieve": 1, "fields": { "u": "remove", "u.x": "remove" } }' },
      'a:1:45 fields["u.x"]: "u" already removes what the rule is about; leave out one of the two [DEAD_RULE]',
    ],
  ])('%s', (_, main, files, issue) => {
    expect(said(main, files)[0]).toBe(issue);
  });

  it('a rule below a path that it removes: which one that is', () => {
    const files = { './a': '{ "logsieve": 1, "extends": [], "fields": { "status": "remove" } }' };
    expect(said(link('./a', ', "fields": { "status.id": { "keep": "uuid" } }'), files)).toEqual([
      'main:1:50 fields["status.id"]: fields.status of a removes what the rule is about; decide "status" in this document, or leave the rule out [DEAD_RULE]',
    ]);
  });

  it('what the resolver knows of the reason', () => {
    const resolve = () => ({ fault: 'the file is a folder', hint: 'name a file' });
    expect(() => parsePolicy(link('./x'), { resolve })).toThrow(
      'policy:1:30 extends[0]: the file is a folder; name a file [ERR_LOGSIEVE_POLICY_UNREADABLE]',
    );
  });
});

it('an error counts its issues', () => {
  expect(() => parsePolicy('{}')).toThrow(/^policy has 1 issue:\n {2}policy:1:1 logsieve: /);
});
