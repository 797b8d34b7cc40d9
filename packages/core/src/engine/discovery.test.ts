import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import type { PolicyDocument } from '../policy/policy.js';
import { createRedactor } from '../redactor.js';
import type { Discovered } from './discovery.js';

type Fields = PolicyDocument['fields'] & object;

function open(policy: Omit<PolicyDocument, 'logsieve'>) {
  const told: Discovered[] = [];
  const compiled = compilePolicy(parsePolicy({ logsieve: 1, extends: [], ...policy }));
  return { redactor: createRedactor(compiled, { onDiscovered: (one) => told.push(one) }), told };
}

/** What is told of one record, logged twice. */
function tell(record: object, policy: Omit<PolicyDocument, 'logsieve'> = {}): Discovered[] {
  const { redactor, told } = open(policy);
  redactor.stringify(record);
  redactor.stringify(record);
  return told;
}

const lines = (told: readonly Discovered[]) =>
  told.map(({ path, type, advice }) => `${path} (${type}); ${advice}`);

describe('discovery of what no rule lists', () => {
  const fields: Fields = { 'c.d': { keep: 'number' } };

  it('tells the rule that would keep it, by its type', () => {
    const record = { s: 'x', n: 1, b: true, i: 1n, l: [1], o: { x: 1 }, z: null, 'a.b': 1, c: { e: 1 } };
    expect(lines(tell(record, { fields }))).toEqual([
      's (string); to keep it: "s": { "keep": "string", "max": 64 }',
      'n (number); to keep it: "n": { "keep": "number" }',
      'b (boolean); to keep it: "b": { "keep": "boolean" }',
      'i (bigint); to keep it: "i": { "keep": "integer" }',
      'l (array); to keep it: "l.*": { "keep": … }',
      'o (object); to keep it: "o.…": { "keep": … }',
      'z (null); to keep it: "z": { "keep": … }',
      'a\\.b (number); to keep it: "a\\\\.b": { "keep": "number" }',
      'c.e (number); to keep it: "c.e": { "keep": "number" }',
    ]);
  });

  it.each([
    ['created', new Date(), '"created": { "keep": "timestamp" }'],
    ['created', '2026-11-22T04:05:06Z', '"created": { "keep": "timestamp" }'],
    ['page', new URL('https://example.com/a'), '"page": { "keep": "url" }'],
    ['page', 'https://example.com/a', '"page": { "keep": "url" }'],
    ['problem', new TypeError('x'), '"problem": { "keep": "error" }'],
    ['job', '0b2f4c1e-8c1d-4a52-9f0e-6f7f4a2b9c11', '"job": { "keep": "uuid" }'],
    ['note', 'x'.repeat(300), '"note": { "keep": "string", "max": 512 }'],
    ['note', 'x'.repeat(8192), '"note": { "keep": "string", "max": 8192 }'],
    ['userId', 17, '"userId": { "pseudonymize": { "key": "users" } }'],
    ['login', 'ada', '"login": { "pseudonymize": { "key": "users" } }'],
    ['email', 'ada@example.com', '"email": { "mask": "email" }'],
    ['contact', 'ada@example.com', '"contact": { "mask": "email" }'],
    ['clientIp', '10.0.0.7', '"clientIp": { "generalize": "ip" }'],
    ['peer', '2001:db8::7', '"peer": { "generalize": "ip" }'],
    ['mobile', '+49 30 1234567', '"mobile": { "mask": { "last": 2 } }'],
    ['number', '4111 1111 1111 1111', '"number": { "mask": { "last": 4 } }'],
    ['number', 4111111111111111, '"number": { "mask": { "last": 4 } }'],
    ['cardNumber', 'x', '"cardNumber": { "mask": { "last": 4 } }'],
    ['ids', ['a'], '"ids.*": { "keep": … }'],
    ['emails', ['ada@example.com'], '"emails.*": { "mask": "email" }'],
    ['password', 'hunter2', '"password": { "replace": "[secret]" }'],
    ['apiKey', 17, '"apiKey": { "replace": "[secret]" }'],
    ['ssn', '078-05-1120', '"ssn": { "replace": "[personal]" }'],
  ])('advises for %s with %o a rule that is one, and that lets something out: %s', (name, value, rule) => {
    const [discovered] = tell({ [name]: value });
    expect(discovered?.advice).toContain(rule);
    if (rule.includes('…')) return;
    const keys = { users: { active: 'k', ring: { k: { env: 'K' } } } };
    const policy = { fields: JSON.parse(`{${rule}}`) as Fields, keys };
    const compiled = compilePolicy(parsePolicy({ logsieve: 1, extends: [], ...policy }), {
      readKey: () => new Uint8Array(32),
      createHmac: () => () => new Uint8Array(32),
    });
    expect(Object.keys(createRedactor(compiled).redact({ [name]: value }))).toEqual([name]);
  });

  it('takes the ring that the policy has for pseudonyms, and says that one is needed where it has none', () => {
    expect(tell({ user: { id: 'u-17' } }, { fields: { 'user.plan': { keep: 'token' } } })[0]?.advice).toBe(
      'to tell persons apart: "user.id": { "pseudonymize": { "key": "users" } }, with a ring "users" under "keys"',
    );
  });

  it('says so where no rule keeps it, and where a limit does not let it', () => {
    const record = { b: Buffer.from('x'), m: new Map(), s: new Set(), long: 'x'.repeat(9000) };
    expect(lines(tell(record))).toEqual([
      'b (bytes); no rule keeps bytes: log a text or a number',
      'm (map); no rule keeps a map: log a plain object or an array',
      's (set); no rule keeps a set: log a plain object or an array',
      'long (string); to keep it: "long": { "keep": "string", "max": 16384 }, with "limits": { "stringLength": 16384 }',
    ]);
  });

  it('does not take what is said about a secret, or a person, for one', () => {
    const record = {
      tokenCount: 3,
      passwordLength: 8,
      hasPassword: true,
      emails: 4,
      requestId: 'x',
      orderId: 7,
    };
    for (const { advice } of tell(record)) expect(advice).toContain('"keep"');
  });

  it('takes names of digits alone for one path, and no others', () => {
    expect(tell({ 17: 1, 18: 1, a17: 1, '17a': 1, '*': 1 }).map(({ path }) => path)).toEqual([
      '*',
      'a17',
      '17a',
      '\\*',
    ]);
  });

  it('calls no code of a value that is not listed', () => {
    const fail = () => expect.fail('was called');
    const record = {
      get g() {
        return fail();
      },
      j: { toJSON: fail },
      t: Object.defineProperty({}, Symbol.toStringTag, { get: fail }),
      p: new Proxy({}, { get: fail, ownKeys: fail, getPrototypeOf: () => Object.prototype }),
    };
    expect(tell(record).map(({ type }) => type)).toEqual(['other', 'object', 'object', 'object']);
  });
});

describe('discovery of what rules remove', () => {
  const removed = (rule: unknown, a: unknown) =>
    tell({ a }, { fields: { a: rule as never } }).map(({ outcome, type, reason, advice }) => {
      expect(outcome).toBe('removed');
      return `${type} ${reason ?? ''}: ${advice}`;
    });

  it.each([
    [
      { keep: 'integer', min: 100, max: 599 },
      '200',
      'string type: the rule wants an integer from 100 to 599',
    ],
    [{ keep: 'number', min: 0 }, '12', 'string type: the rule wants a number of at least 0'],
    [{ keep: 'number' }, new Date(), 'date type: the rule wants a number'],
    [{ keep: 'error' }, 'boom', 'string type: the rule wants an error'],
    [{ keep: 'string' }, { x: 1 }, 'object type: the rule wants a string'],
    [{ keep: 'string' }, ['x'], 'array type: the rule wants a string'],
    [{ keep: 'boolean' }, 'true', 'string type: the rule wants true or false'],
    [{ generalize: 'ip' }, 7, 'number type: the rule wants an IP address'],
    [{ map: { keys: 'uuid', value: { keep: 'integer' } } }, [1], 'array type: the rule wants a plain object'],
    [
      { keep: 'token' },
      'a b',
      'string form: it has another form; the rule wants a token (letters, digits and . _ : / -) or an integer',
    ],
    [{ keep: 'uuid' }, 'x', 'string form: it has another form; the rule wants a UUID'],
    [{ mask: 'email' }, 'x', 'string form: it has another form; the rule wants an e-mail address'],
    [{ keep: 'error' }, { x: 1 }, 'object form: it has another form; the rule wants an error'],
    [{ keep: 'integer' }, 1.5, 'number form: it has another form; the rule wants an integer'],
    [
      { keep: 'string', enum: ['x'] },
      'y',
      'string enum: it has another form; the rule wants one of the strings of its enum',
    ],
    [
      { keep: 'integer', max: 9 },
      10,
      'number range: it is out of range; the rule wants an integer of at most 9',
    ],
    [{ keep: 'number' }, NaN, 'number range: it is out of range; the rule wants a number'],
    [{ keep: 'string' }, 'x'.repeat(300), 'string too-long: longer than max 256; "max": 512 is room for it'],
    [
      { keep: 'string', max: 64 },
      'x'.repeat(65),
      'string too-long: longer than max 64; "max": 128 is room for it',
    ],
    [{ keep: 'token' }, 'x'.repeat(65), 'string too-long: longer than max 64; "max": 128 is room for it'],
    [{ keep: 'string' }, 'x'.repeat(9000), 'string limit: longer than limits.stringLength (8192)'],
    [{ mask: { last: 2 } }, 'x'.repeat(9000), 'string limit: longer than limits.stringLength (8192)'],
    [
      { map: { keys: 'uuid', value: { keep: 'integer' } } },
      { x: 1 },
      'object members: no member of it has a key and a value that the map lets out',
    ],
  ] as const)('by the rule %j from %o: %s', (rule, value, expected) => {
    expect(removed(rule, value)).toEqual([expected]);
  });

  it('tells each path once for each reason', () => {
    const { redactor, told } = open({ fields: { a: { keep: 'integer', max: 9 } } });
    for (const a of ['x', 10, 'y', 11]) redactor.stringify({ a });
    expect(told.map(({ reason }) => reason)).toEqual(['type', 'range']);
  });

  it('tells that members are listed and there are none, and that elements are and there is no array', () => {
    const fields: Fields = {
      'user.*': { keep: 'token' },
      'tags.x': { keep: 'token' },
      'o.x': { keep: 'token' },
    };
    expect(lines(tell({ user: { plan: 'pro' }, tags: ['x'], o: 'x' }, { fields }))).toEqual([
      'user (object); the rule wants an array: user.* is for the elements of arrays, and an object needs the names of its members, or map',
      'user.plan (string); to keep it: "user.plan": { "keep": "string", "max": 64 }',
      'tags (array); the rule wants an object: elements are listed as tags.*',
      'o (string); the rule wants an object',
    ]);
  });

  it('tells of what threw, of members too many, and of one that another displaced', () => {
    const fields: Fields = {
      h: { keep: 'token', caseInsensitive: true },
      g: { keep: 'token' },
      z: { keep: 'token' },
    };
    const record = {
      get g() {
        throw new Error('secret');
      },
      h: 'a',
      H: 'b',
      z: 'c',
    };
    expect(lines(tell(record, { fields, limits: { properties: 1 } }))).toEqual([
      'g (other); reading it threw',
      'h (other); a later member with its name in another case took its place',
      'z (string); past limits.properties (1)',
    ]);
  });

  it('tells of messages that are no text or too long, not of those that the policy removes', () => {
    expect(lines(tell({ msg: {} }))).toEqual(['msg (other); the rule wants a text']);
    expect(lines(tell({ msg: 'x'.repeat(9000) }))).toEqual([
      'msg (string); longer than limits.stringLength (8192)',
    ]);
    expect(tell({ msg: 'hello' }, { message: 'remove' })).toEqual([]);
  });

  it('says nothing of what a rule removes whatever it is', () => {
    expect(tell({ p: 1, a: { p: 2 } }, { fields: { '**.p': 'remove', 'a.q': { keep: 'integer' } } })).toEqual(
      [],
    );
  });

  it('never holds a value, whatever it is and whatever the rule', () => {
    const canary = 'canary-9d2c';
    const values = [
      canary,
      [canary],
      { [canary.slice(7)]: canary },
      new Date('1987-06-05'),
      987654321987,
      -7.25,
    ];
    const rules = [
      { keep: 'boolean' },
      { keep: 'uuid' },
      { keep: 'token', max: 2 },
      { keep: 'number', max: -99 },
    ];
    for (const rule of [...rules, undefined]) {
      for (const a of values) {
        const told = tell({ a }, { fields: rule === undefined ? {} : { a: rule as never } });
        expect(told).not.toEqual([]);
        expect(JSON.stringify(told)).not.toMatch(/canary|9d2c|1987|98765|7\.25/);
      }
    }
  });
});

describe('discovery', () => {
  const fields: Fields = { 'c.d': { keep: 'number' } };

  it('ends after a thousand paths', () => {
    const record = (from: number) =>
      Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`k${from + index}`, 1]));
    expect(tell({ ...record(0), ...record(600) })).toHaveLength(1000);
  });

  it('tells the paths of a record that is logged while another is read', () => {
    const { redactor, told } = open({ fields });
    const outer = {
      get d() {
        redactor.stringify({ inner: 1 });
        return 1;
      },
      outer: 1,
    };
    redactor.stringify({ c: outer });
    expect(told.map(({ path }) => path)).toEqual(['inner', 'c.outer']);
  });

  it('tells what bindings are made of', () => {
    const { redactor, told } = open({ fields });
    const inherited = redactor.bind({ x: 1, c: { y: 1 } });
    redactor.bind({ x: 1, z: 1, c: { d: 'wrong' } }, inherited);
    redactor.tighten(['q']).bind({ q: 1, w: 1 });
    expect(told.map(({ path }) => path)).toEqual(['x', 'c.y', 'z', 'c.d', 'w']);
  });

  it('goes on where the one who listens throws, and so does the record', () => {
    const told: string[] = [];
    const compiled = compilePolicy(
      parsePolicy({ logsieve: 1, extends: [], fields: { a: { keep: 'number' } } }),
    );
    const redactor = createRedactor(compiled, {
      onDiscovered: ({ path }) => {
        told.push(path);
        throw new Error('secret');
      },
    });
    expect(redactor.stringify({ x: 1, y: 2, a: 3 })).toBe('{"a":3}');
    expect(told).toEqual(['x', 'y']);
  });
});
