import { expect, it } from 'vitest';
import { PolicyError } from '../issue.js';
import { parsePolicy } from '../parse.js';
import type { PolicyDocument } from '../policy.js';

/** The issues of a policy, as `path: message; hint`. */
function said(document: object): string[] {
  try {
    parsePolicy({ logsieve: 1, ...document } as PolicyDocument);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.issues.map(({ path, message, hint }) => `${path.join('/')}: ${message}; ${hint}`);
  }
}

const ANY_RULE = 'write { "keep": "string" } for what may leave: the action, then its type or parameters';

it.each([
  ['mask', 'write { "mask": "email" } or { "mask": { "last": 4 } }'],
  ['keep', 'write { "keep": "string" }'],
  ['integer', 'write { "keep": "integer" }'],
  ['map', 'write { "map": { "keys": "uuid", "value": { "keep": "integer" } } }'],
  ['parse', 'write { "parse": "json" }'],
  ['hash', 'write { "pseudonymize": { "key": "users" } }'],
  ['redact', 'write { "replace": "[gone]" }'],
  ['remov', 'did you mean "remove"?'],
  ['drop', 'did you mean "remove"?'],
  ['constructor', ANY_RULE],
  [true, ANY_RULE],
  [null, ANY_RULE],
  [['keep'], ANY_RULE],
])('the rule %j is answered by the rule that was meant, whole', (rule, hint) => {
  expect(said({ fields: { a: rule } })).toEqual([
    `fields/a: the value must be "remove" or an object; ${hint}`,
  ]);
});

it.each(['remove', 'drop', 'map'])(
  'the value %j of a map is not answered by a rule that is none there',
  (value) => {
    expect(said({ fields: { a: { map: { keys: 'uuid', value } } } })).toEqual([
      `fields/a/map/value: the value must be an object; ${ANY_RULE}`,
    ]);
  },
);

it.each([
  ['xml', 'write the kind of the string; its members get rules of their own'],
  [null, 'write the kind of the string; its members get rules of their own'],
  ['cookie', 'did you mean "cookies"?'],
  ['JSON', 'did you mean "json"?'],
])('parse %j is answered by the kinds', (kind, hint) => {
  expect(said({ fields: { a: { parse: kind }, 'a.b': { keep: 'uuid' } } })).toEqual([
    `fields/a/parse: the value must be "json", "url", "form", "headers", "cookies", "multipart"; ${hint}`,
  ]);
});

it.each([
  ['BASE64', 'did you mean "base64"?'],
  ['base64-url', 'did you mean "base64url"?'],
  [true, 'leave it out where the string is in no encoding'],
])('encoded %j is answered by the encodings', (encoding, hint) => {
  expect(said({ fields: { a: { parse: 'json', encoded: encoding }, 'a.b': { keep: 'uuid' } } })).toEqual([
    `fields/a/encoded: the value must be "base64", "base64url"; ${hint}`,
  ]);
});

it('an encoding without a parse is answered by the actions', () => {
  expect(said({ fields: { a: { encoded: 'base64' } } })).toEqual([
    'fields/a: the value names no action; write one of keep, replace, mask, encrypt, pseudonymize, generalize, truncate, remove, map, parse',
  ]);
});

it.each([
  [true, 'write "email", or { "last": 4 } for all but the last 4 characters'],
  ['phone', 'write "email", or { "last": 4 } for all but the last 4 characters'],
  ['emial', 'did you mean "email"?'],
])('mask %j is answered by all forms', (mask, hint) => {
  expect(said({ fields: { a: { mask } } })).toEqual([
    `fields/a/mask: the value must be "email" or an object; ${hint}`,
  ]);
});

it.each([
  [
    'city',
    'as an object { "ip": { "v4": 16 } }, { "number": { "buckets": [10, 100] } } or { "timestamp": "hour" }',
  ],
  ['number', 'write { "number": { "buckets": [10, 100] } }'],
  ['timestamp', 'write { "timestamp": "hour" }'],
  ['rout', 'did you mean "route"?'],
  ['Stack', 'did you mean "stack"?'],
])('generalize %j is answered by all forms', (generalize, hint) => {
  expect(said({ fields: { a: { generalize } } })).toEqual([
    `fields/a/generalize: the value must be "ip", "route", "email", "sql", "stack" or an object; ${hint}`,
  ]);
});

it('map keys are answered by all forms', () => {
  expect(said({ fields: { a: { map: { keys: 'string', value: { keep: 'integer' } } } } })).toEqual([
    'fields/a/map/keys: the value must be "uuid", "token", "integer" or an object; write { "enum": ["a", "b"] } for keys that you know',
  ]);
});

it.each([
  ['int', 'did you mean "integer"?'],
  ['str', 'did you mean "string"?'],
  ['bool', 'did you mean "boolean"?'],
  ['Date', 'did you mean "timestamp"?'],
  ['strng', 'did you mean "string"?'],
  ['everything', 'name the type that may leave, or use another action'],
])('keep %j is answered by the type that was meant', (keep, hint) => {
  const [issue] = said({ fields: { a: { keep } } });
  expect(issue).toMatch(/^fields\/a\/keep: the value must be one of "number", "integer", "string", /);
  expect(issue?.split('; ')[1]).toBe(hint);
});

it('keep true is answered by a type', () => {
  expect(said({ fields: { a: { keep: true } } })[0]).toMatch(
    /^fields\/a\/keep: the value must be a type; write \{ "keep": "string" \}, or one of "number", /,
  );
});

it.each([
  [{ user: { id: { keep: 'uuid' } } }, 'user/id', 'user.id'],
  [{ user: { id: 'remove' } }, 'user/id', 'user.id'],
  [{ 'a.*': { 'b.c': { d: { mask: 'email' } } } }, 'a.*/b.c', 'a.*.b\\.c.d'],
])('the nested fields %j are answered by a path', (fields, at, pattern) => {
  const hint = `the property is unknown; nested objects are written as paths: ${JSON.stringify(pattern)}`;
  expect(said({ fields })).toEqual([`fields/${at}: ${hint}`]);
  expect(said({ profiles: { p: { fields } } })).toEqual([`profiles/p/fields/${at}: ${hint}`]);
});

it('an unknown property that holds no rule is no nested field', () => {
  expect(said({ fields: { a: { kep: 'uuid' } } })[0]).toContain('did you mean "keep"?');
  expect(said({ fields: { a: { tokenize: { to: 'dpo' } } } })[0]).toContain('known here: keep, ');
  expect(said({ limits: { fields: { a: 'remove' } } })[0]).toContain('known here: depth, ');
});

it('a string where an object or a list belongs is answered with the string in its place', () => {
  expect(said({ fields: { a: { pseudonymize: 'people' } } })).toEqual([
    'fields/a/pseudonymize: the value must be an object; write { "key": "people" }',
  ]);
  expect(said({ extends: 'logsieve:http' })).toEqual([
    'extends: the value must be an array; write ["logsieve:http"]',
  ]);
  expect(said({ keys: { users: { active: 'k', ring: { k: 'USERS_KEY' } } } })).toEqual([
    'keys/users/ring/k: the value must be an object; write { "env": "USERS_KEY" }: where the key is, never the key',
  ]);
  expect(said({ detectors: 'email' })).toEqual(['detectors: the value must be an array; write ["email"]']);
  expect(said({ detectors: true })).toEqual(['detectors: the value must be an array; write ["default"]']);
});

it('a key ring that is none is answered by a whole one, and not quoted', () => {
  expect(said({ keys: { users: 'USERS_KEY' } })).toEqual([
    'keys/users: the value must be an object; write { "active": "k1", "ring": { "k1": { "env": "NAME" } } }',
  ]);
});

it.each([
  [20, 20],
  [-1, 100],
  ['long', 100],
])('truncate %j is answered by its form', (truncate, max) => {
  expect(said({ fields: { a: { truncate } } })).toEqual([
    `fields/a/truncate: the value must be an object; write { "max": ${max} }`,
  ]);
});

it.each([
  ['hash', 'pseudonymize'],
  ['redact', 'replace'],
  ['Allow', 'keep'],
])('the action %s of other redactors is answered by %s', (name, action) => {
  expect(said({ fields: { a: { [name]: true } } })).toEqual([
    `fields/a/${name}: the property is unknown; did you mean "${action}"?`,
  ]);
});

it.each(['A'.repeat(64), Buffer.alloc(32, 7).toString('base64')])(
  'the key %j in place of its name is not quoted',
  (key) => {
    const issues = said({
      fields: { a: { pseudonymize: key } },
      keys: { users: { active: 'k', ring: { k: key } } },
    });
    expect(issues.map((issue) => issue.split('; ')[1])).toEqual([
      'write { "key": "users" }',
      'write { "env": "NAME" }: where the key is, never the key',
    ]);
  },
);

it('a preset without its prefix is answered with it', () => {
  expect(said({ extends: ['http'] })).toEqual([
    'extends/0: "http" cannot be read here; did you mean "logsieve:http"?',
  ]);
});

it('a path that begins with * is for removals only: a record is no array', () => {
  const hint =
    'the path pattern begins with *, and a record is no array; name the field; * stands for array elements below it';
  for (const pattern of ['*', '*.a']) {
    expect(said({ fields: { [pattern]: { keep: 'uuid' } } })).toEqual([`fields/${pattern}: ${hint}`]);
    expect(said({ fields: { [pattern]: { replace: 'x' } } })).toEqual([`fields/${pattern}: ${hint}`]);
  }
  expect(said({ fields: { '*': 'remove' } })).toEqual([]);
});
