import { describe, expect, it } from 'vitest';
import { compilePolicy } from './policy/compile/compile.js';
import { parsePolicy } from './policy/parse.js';
import type { PolicyDocument } from './policy/policy.js';
import { createRedactor, type Redactor } from './redactor.js';

function redactorFor(policy: Omit<PolicyDocument, 'logsieve'>): Redactor {
  return createRedactor(compilePolicy(parsePolicy({ logsieve: 1, extends: [], ...policy })));
}

describe('stringify', () => {
  it('writes listed fields in policy order and nothing else', () => {
    const redactor = redactorFor({
      fields: { b: { keep: 'number' }, 'u.id': { keep: 'integer' }, a: { keep: 'boolean' } },
    });
    expect(redactor.stringify({ secret: 's', a: true, u: { name: 'n', id: 7 }, b: 1.5 })).toBe(
      '{"b":1.5,"u":{"id":7},"a":true}',
    );
  });

  it('reads a listed property once and an unlisted one never', () => {
    const reads: string[] = [];
    const spy = (name: string, value: unknown) => ({
      enumerable: true,
      get: () => (reads.push(name), value),
    });
    const record = Object.defineProperties(
      {},
      { a: spy('a', { b: 1 }), x: spy('x', new Error('x')), msg: spy('msg', 'm') },
    );
    expect(redactorFor({ fields: { 'a.b': { keep: 'number' } } }).stringify(record)).toBe(
      '{"a":{"b":1},"msg":"m"}',
    );
    expect(reads).toEqual(['msg', 'a']);
  });

  it('leaves out a container of which nothing is kept and compacts arrays', () => {
    const redactor = redactorFor({
      fields: { 'a.b': { keep: 'number' }, 'list.*': { keep: 'integer' }, 'deep.*.x': { keep: 'integer' } },
    });
    expect(
      redactor.stringify({ a: { c: 1 }, list: [1, 'x', 2.5, 3], deep: [{ y: 1 }, { x: 2 }, null] }),
    ).toBe('{"list":[1,3],"deep":[{"x":2}]}');
  });

  it('escapes what a terminal or a line reader would obey, in names too', () => {
    const name = 'k\u009b\u2028';
    const redactor = redactorFor({ fields: { [name]: { keep: 'string' } } });
    expect(redactor.stringify({ [name]: 'a\u001b\u007f\u202e\ud800' })).toBe(
      '{"k\\u009b\\u2028":"a\\u001b\\u007f\\u202e\\ud800"}',
    );
  });

  it('takes only own names of a record, whatever they are', () => {
    const redactor = redactorFor({
      fields: {
        toString: { keep: 'string' as const },
        ['__proto__']: { keep: 'string' as const },
      },
    });
    expect(redactor.redactLine('{"__proto__":"p","constructor":"c"}')).toBe('{"__proto__":"p"}');
    expect(redactor.stringify({})).toBe('{}');
  });

  it('matches names in any case where the rule says so, and spells them as the rule does', () => {
    const redactor = redactorFor({ fields: { 'h.X-Id': { keep: 'token', caseInsensitive: true } } });
    expect(redactor.stringify({ H: { 'x-ID': 'a1' } })).toBe('{"h":{"X-Id":"a1"}}');
  });

  it('removes a value whose reading throws, and counts it', () => {
    const redactor = redactorFor({
      fields: { a: { keep: 'number' }, b: { keep: 'number' }, 'c.d': { keep: 'number' } },
    });
    const record = {
      get a() {
        throw new Error('secret');
      },
      b: 1,
      c: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error('secret');
          },
        },
      ),
    };
    expect(redactor.stringify(record)).toBe('{"b":1}');
    expect(redactor.counters()).toMatchObject({ records: 1, kept: 1, removed: 2, faults: 2, stubs: 0 });
  });

  it('never calls the toJSON of an error, which tends to hold everything', () => {
    const redactor = redactorFor({ fields: { 'e.detail': { keep: 'string' }, f: { keep: 'error' } } });
    const error = Object.assign(new TypeError('x'), { toJSON: () => ({ detail: 'secret', type: 'Secret' }) });
    expect(redactor.redact({ e: error, f: error })).toEqual({ f: { type: 'TypeError' } });
  });

  it('puts a stub with level and time in place of a record that cannot be redacted', () => {
    const redactor = redactorFor({ fields: { level: { keep: 'integer' }, time: { keep: 'timestamp' } } });
    const broken = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('secret');
        },
      },
    );
    expect(redactor.stringify(broken, { head: { level: 30, time: 1763787600000 } })).toBe(
      '{"level":30,"time":1763787600000,"_logsieve":{"error":"ERR_LOGSIEVE_RECORD_FAULT"}}',
    );
    expect(redactor.counters()).toMatchObject({ records: 1, stubs: 1 });
  });

  it('puts a stub in place of a line over the limit', () => {
    const redactor = redactorFor({ fields: { a: { keep: 'string', max: 500 } }, limits: { lineBytes: 300 } });
    expect(redactor.stringify({ a: 'x'.repeat(400) })).toBe(
      '{"_logsieve":{"error":"ERR_LOGSIEVE_LINE_TOO_LONG"}}',
    );
    expect(redactor.stringify({ a: 'ü'.repeat(200) })).toBe(
      '{"_logsieve":{"error":"ERR_LOGSIEVE_LINE_TOO_LONG"}}',
    );
    expect(redactor.stringify({ a: 'x'.repeat(200) })).toContain('xxx');
  });

  it('stops at limits.properties, and spends nothing on what no rule lists', () => {
    const redactor = redactorFor({
      fields: { 'l.*': { keep: 'integer' }, z: { keep: 'integer' } },
      limits: { properties: 5 },
    });
    const big = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, { a: 1 }]));
    expect(redactor.stringify({ ...big, l: [1, 2, 3], z: 4 })).toBe('{"l":[1,2,3],"z":4}');
    expect(redactor.stringify({ l: [1, 2, 3, 4, 5, 6], z: 4 })).toBe('{"l":[1,2,3,4]}');
    expect(redactor.stringify({ l: new Array(2 ** 32 - 1), z: 4 })).toBe('{}');
  });

  it('accounts for what it did under remarks: counts, and removes an account in the input', () => {
    const redactor = redactorFor({
      fields: { a: { keep: 'number' }, b: { mask: { last: 2 } } },
      remarks: 'counts',
    });
    const { _logsieve: remarks, ...rest } = redactor.redact({
      a: 1,
      b: '12345678',
      c: 3,
      _logsieve: { kept: 99 },
    });
    expect(rest).toEqual({ a: 1, b: '****78' });
    expect(remarks).toEqual({
      policy: redactor.compiled.policy.hash.slice(0, 16),
      kept: 1,
      masked: 1,
      unlisted: 2,
    });
  });
});

describe('the message', () => {
  const error = new TypeError('no such user: ada@example.com');

  it('goes through the detectors when it is a lone string', () => {
    expect(redactorFor({}).redact({ msg: 'mail to ada@example.com' })).toEqual({ msg: 'mail to [email]' });
  });

  it('is the format string under template, and the text with its values under scan', () => {
    const message = { template: 'user %s', interpolate: () => 'user ada@example.com of x' };
    expect(redactorFor({}).redact({ msg: 'own' }, { message })).toEqual({ msg: 'user %s' });
    expect(redactorFor({ message: 'scan' }).redact({}, { message })).toEqual({ msg: 'user [email] of x' });
    expect(redactorFor({ message: 'remove' }).redact({ msg: 'own' }, { message })).toEqual({});
  });

  it('becomes the type of an error whose message it repeats, wherever the error stands', () => {
    const redactor = redactorFor({});
    const msg = `failed: ${error.message}`;
    expect(redactor.redact({ err: error, msg })).toEqual({ msg: 'TypeError' });
    expect(redactor.redact({ any: new Error('outer', { cause: error }), msg })).toEqual({ msg: 'TypeError' });
    expect(redactor.redact({ ctx: { list: [{ err: error }] }, msg })).toEqual({ msg: 'TypeError' });
    expect(redactor.redact({ msg }, { errors: [error] })).toEqual({ msg: 'TypeError' });
    expect(redactor.redact({ msg }, { bindings: redactor.bind({ e: error }) })).toEqual({ msg: 'TypeError' });
  });

  it('becomes the type of an error that a logger serialized, where a rule lets that type out, else Error', () => {
    const err = { type: 'TypeError', message: `outer: ${error.message}`, stack: 's' };
    const msg = `failed: ${error.message}`;
    const listing = redactorFor({ fields: { err: { keep: 'error' } } });
    expect(listing.redact({ err, msg })).toEqual({ err: { type: 'TypeError' }, msg: 'TypeError' });
    expect(listing.redact({ err, msg: 'outer' })).toEqual({ err: { type: 'TypeError' }, msg: 'TypeError' });
    expect(redactorFor({}).redact({ err, msg })).toEqual({ msg: 'Error' });
  });

  it('is not for a body to choose that looks like an error', () => {
    const redactor = redactorFor({});
    const body = (message: string) => ({ type: 'Ada', name: 'Ada', message, stack: 'x' });
    expect(redactor.redact({ body: body('o'), msg: 'login of %s' })).toEqual({ msg: 'login of %s' });
    expect(redactor.redact({ body: body('login of'), msg: 'login of %s' })).toEqual({ msg: 'Error' });
  });

  it('becomes the type of the error whose message it is known to be', () => {
    const message = { template: 'whatever', error: new TypeError('other text') };
    expect(redactorFor({}).redact({}, { message })).toEqual({ msg: 'TypeError' });
    expect(redactorFor({}).redact({}, { message: { template: 'x', error: 5 } })).toEqual({ msg: 'Error' });
  });

  it('is removed when the record is too large to be searched for errors that it may repeat', () => {
    const body = new Array(100_001).fill(0);
    const err = { type: 'E', message: 'secret', stack: '' };
    expect(redactorFor({}).redact({ body, err, msg: 'failed: secret' })).toEqual({});
    expect(redactorFor({}).redact({ body: body.slice(0, 10_000), err, msg: 'failed: secret' })).toEqual({
      msg: 'Error',
    });
    let deep: object = { err: new Error('secret') };
    for (let i = 0; i < 80; i++) deep = { deep };
    expect(redactorFor({}).redact({ deep, msg: 'failed: secret' })).toEqual({});
  });

  it('is recognized from errors in fields that are passed over, and in bindings too large to search', () => {
    const redactor = redactorFor({ fields: { level: { keep: 'integer' } } });
    const message = { template: `failed: ${error.message}` };
    const head = { level: 30 };
    expect(redactor.redact({ msg: error }, { message, head })).toEqual({ level: 30, msg: 'TypeError' });
    expect(redactor.redact({ level: error }, { message, head })).toEqual({ level: 30, msg: 'TypeError' });
    const bindings = redactor.bind({ body: new Array(100_001).fill(0), error });
    expect(redactor.redact({}, { message, head, bindings })).toEqual({ level: 30 });
    const inherited = redactor.bind({}, bindings);
    expect(redactor.redact({}, { message, head, bindings: inherited })).toEqual({ level: 30 });
  });

  it('is recognized trimmed, escaped, and from causes and aggregated errors', () => {
    const redactor = redactorFor({});
    const messageOf = (err: unknown, msg: string) => redactor.redact({ err, msg })['msg'];
    expect(messageOf(new Error(' a\nb '), 'x a\nb')).toBe('Error');
    expect(messageOf(new Error('say "hi"'), '{"m":"say \\"hi\\""}')).toBe('Error');
    expect(messageOf(new AggregateError([new RangeError('inner')], 'outer'), 'inner')).toBe('RangeError');
    let chain = new TypeError('root cause');
    for (let i = 0; i < 8; i++) chain = new Error(`level ${i}`, { cause: chain });
    expect(messageOf(chain, 'root cause')).toBe('TypeError');
  });

  it('costs no more time for what a record holds twice', () => {
    const shared = Array.from({ length: 100 }, () => ({ a: { b: { c: 1 } } }));
    const record = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, shared]));
    const before = process.cpuUsage();
    expect(redactorFor({}).redact({ ...record, msg: 'x' })).toEqual({ msg: 'x' });
    const parts = { type: 'x', message: 'aaaaaaab: '.repeat(20_000) };
    expect(redactorFor({}).redact({ parts, msg: 'a'.repeat(8000) })).toEqual({});
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  });

  it('does not read bytes one by one in search of errors', () => {
    const bytes = new Uint8Array(150_000);
    expect(redactorFor({}).redact({ bytes, msg: 'x' })).toEqual({ msg: 'x' });
  });

  it('is removed when it is longer than limits.stringLength or no text', () => {
    const redactor = redactorFor({ limits: { stringLength: 10 } });
    expect(redactor.redact({ msg: 'x'.repeat(11) })).toEqual({});
    expect(redactor.redact({ msg: { password: 'x' } })).toEqual({});
    expect(redactor.redact({ msg: 42 })).toEqual({ msg: '42' });
  });

  it('is removed when putting its values in throws', () => {
    const message = {
      template: 'a %s',
      interpolate: (): string => {
        throw new Error('secret');
      },
    };
    const redactor = redactorFor({ message: 'scan' });
    expect(redactor.redact({}, { message })).toEqual({});
    expect(redactor.counters()).toMatchObject({ faults: 1 });
  });
});

describe('redactLine', () => {
  const redactor = redactorFor({
    fields: { a: { keep: 'number' }, b: { keep: 'string' } },
    limits: { lineBytes: 1000 },
  });

  it('takes the last of duplicate keys, also where that one is removed', () => {
    expect(redactor.redactLine('{"a":1,"b":"x","a":2}')).toBe('{"a":2,"b":"x"}');
    expect(redactor.redactLine('{"a":1,"b":"x","a":"text"}')).toBe('{"b":"x"}');
    expect(redactor.redactLine('{"a":1,"\\u0061":"text"}')).toBe('{}');
  });

  it('gives numbers as String(Number(x)) and removes unsafe ones', () => {
    expect(redactor.redactLine('{"a":1.50e2}')).toBe('{"a":150}');
    expect(redactor.redactLine('{"a":-0}')).toBe('{"a":0}');
    expect(redactor.redactLine('{"a":1e400}')).toBe('{}');
    expect(redactor.redactLine('{"a":9007199254740993}')).toBe('{}');
  });

  it('puts a placeholder in place of a line that is not one JSON object', () => {
    for (const line of [
      '',
      'password=x',
      '[1]',
      'null',
      '"s"',
      '{"a":1}{"a":2}',
      '{"a":1',
      '\ufeff{"a":1}',
      '['.repeat(900),
    ]) {
      expect(redactor.redactLine(line)).toBe('{"_logsieve":{"error":"ERR_LOGSIEVE_NOT_JSON"}}');
    }
    expect(redactor.counters().notJson).toBe(9);
  });

  it('puts a placeholder in place of a line over limits.lineBytes', () => {
    expect(redactor.redactLine(`{"b":"${'x'.repeat(1000)}"}`)).toBe(
      '{"_logsieve":{"error":"ERR_LOGSIEVE_LINE_TOO_LONG"}}',
    );
    expect(redactor.counters().tooLong).toBe(1);
  });

  it('reads bytes that are not UTF-8 as U+FFFD', () => {
    expect(redactor.redactLine(Uint8Array.from(Buffer.from('7b2262223a22ff227d', 'hex')))).toBe(
      '{"b":"\ufffd"}',
    );
  });
});

describe('bindings', () => {
  const redactor = redactorFor({
    fields: {
      level: { keep: 'integer' },
      a: { keep: 'string' },
      b: { keep: 'string' },
      'u.id': { keep: 'string' },
      'u.mail': { keep: 'string' },
    },
  });

  it('are displaced by the record, also with nothing', () => {
    const bindings = redactor.bind({ a: 'bound', b: 'bound', secret: 's' });
    expect(redactor.stringify({ a: 'own' }, { head: { level: 30 }, bindings })).toBe(
      '{"level":30,"a":"own","b":"bound"}',
    );
    expect(redactor.stringify({ a: 5 }, { bindings })).toBe('{"b":"bound"}');
  });

  it('leave the head as it is, and so does the record', () => {
    const bindings = redactor.bind({ a: 'bound', level: 10 });
    const head = { level: 30, a: 'head' };
    expect(redactor.stringify({ level: 50, b: 'own' }, { head, bindings })).toBe(
      '{"level":30,"a":"head","b":"own"}',
    );
  });

  it('leave the head as it is in a stub, and in whatever case the record has its names', () => {
    const fields = {
      level: { keep: 'token', caseInsensitive: true },
      b: { keep: 'string', max: 400 },
    } as const;
    const folding = redactorFor({ fields, limits: { lineBytes: 300 } });
    const head = { level: 30 };
    expect(folding.stringify({ LEVEL: 50, Level: 60, b: 'own' }, { head })).toBe('{"level":30,"b":"own"}');
    expect(JSON.parse(folding.stringify({ level: 50, b: 'x'.repeat(350) }, { head }))).toMatchObject({
      level: 30,
    });
  });

  it('are a snapshot: later changes of the object do not show', () => {
    const object = { a: 'before' };
    const bindings = redactor.bind(object);
    object.a = 'after';
    expect(redactor.stringify({}, { bindings })).toBe('{"a":"before"}');
  });

  it('lose what a tighter redactor removes, also what they inherit', () => {
    const parent = redactor.bind({ a: 'x', u: { id: '1', mail: 'm' } });
    const tight = redactor.tighten(['u.mail', '**.b']);
    const child = tight.bind({ b: 'gone' }, parent);
    expect(tight.stringify({ b: 'gone' }, { bindings: child })).toBe('{"a":"x","u":{"id":"1"}}');
    expect(tight.stringify({ u: { mail: 'gone', id: '2' } })).toBe('{"u":{"id":"2"}}');
    expect(tight.counters()).toEqual(redactor.counters());
  });
});

describe('context', () => {
  it('serializes listed fields only, and removes what throws', () => {
    const redactor = redactorFor({
      fields: { a: { keep: 'string' }, b: { keep: 'string' }, 'n.a': { keep: 'string' } },
    });
    const seen: string[] = [];
    const serialize = (key: string, value: unknown): unknown => {
      seen.push(key);
      if (key === 'b') throw new Error('secret');
      return `${String(value)}!`;
    };
    expect(redactor.stringify({ a: 'x', b: 'y', c: 'z' }, { serialize })).toBe('{"a":"x!"}');
    expect(redactor.stringify({ a: 'x', c: 'z' }, { serialize, nestedKey: 'n' })).toBe('{"n":{"a":"x!"}}');
    expect(seen).toEqual(['a', 'b', 'a']);
  });
});

describe('explain', () => {
  it('tells path, outcome, rule and type, never a value', () => {
    const redactor = redactorFor({
      fields: { 'a.b': { keep: 'number' }, 'l.*': { keep: 'integer' }, '**.p': 'remove' },
    });
    const explanations = redactor.explain({
      a: { b: 1, 'x.y': 'canary' },
      l: [1, 'canary'],
      p: 'canary',
      msg: 'hello',
    });
    expect(JSON.stringify(explanations)).not.toContain('canary');
    expect(explanations.map(({ path, outcome, type, rule }) => [path, outcome, type, rule?.pattern])).toEqual(
      [
        ['a.x\\.y', 'unlisted', 'string', undefined],
        ['a.b', 'kept', 'number', 'a.b'],
        ['l.0', 'kept', 'number', 'l.*'],
        ['l.1', 'removed', 'string', 'l.*'],
        ['p', 'removed', 'other', '**.p'],
        ['msg', 'message', 'string', undefined],
      ],
    );
    expect(redactor.counters().records).toBe(0);
  });
});

describe('onDiscovered', () => {
  it('tells each path once, array elements as one', () => {
    const told: string[] = [];
    const policy = compilePolicy(
      parsePolicy({ logsieve: 1, extends: [], fields: { 'l.*.a': { keep: 'number' } } }),
    );
    const redactor = createRedactor(policy, {
      onDiscovered: ({ path, type, advice }) => told.push(`${path} ${type} ${advice}`),
    });
    redactor.stringify({ l: [{ b: 1 }, { b: 2 }], s: 'canary' });
    redactor.stringify({ s: 'canary' });
    expect(told).toEqual([
      's string to keep it: "s": { "keep": "string", "max": 64 }',
      'l.*.b number to keep it: "l.*.b": { "keep": "number" }',
    ]);
  });
});

describe('redactText', () => {
  it('replaces findings, and gives the empty string for a text over the limit', () => {
    const redactor = redactorFor({ limits: { stringLength: 40 } });
    expect(redactor.redactText('to ada@example.com')).toBe('to [email]');
    expect(redactor.redactText('x'.repeat(41))).toBe('');
    expect(redactor.counters()).toMatchObject({ findings: 1, records: 0 });
  });
});

describe('a message of plain words', () => {
  const redactor = redactorFor({ fields: { 'a.b': { keep: 'number' }, 'listed.err': { keep: 'error' } } });
  const text = 'no such customer';
  const error = () => new RangeError(text);
  const msgOf = (record: object, msg = text) => (redactor.redact({ ...record, msg }) as { msg?: string }).msg;

  it.each([
    ['under any name of the record', { problem: error() }],
    ['in an array', { problems: [{ n: 1 }, error()] }],
    ['as cause', { problem: new Error('failed', { cause: error() }) }],
    ['as a member of an error', { problem: Object.assign(new Error('failed'), { inner: error() }) }],
    ['among aggregated errors', { problem: new AggregateError([error()], 'failed') }],
    ['where the policy lists one', { listed: { err: error() } }],
    ['as the container of listed fields', { a: error() }],
    ['as a logger serialized it', { problem: { type: 'RangeError', message: text, stack: 'x' } }],
  ])('becomes the type of the error that it repeats, %s', (_, record) => {
    expect(msgOf(record)).not.toBe(text);
  });

  it('is not compared with errors in unlisted containers; a message with digits, signs or capitals is', () => {
    expect(msgOf({ x: { y: error() } })).toBe(text);
    for (const data of [
      'no such customer 17',
      'no such customer: a',
      'no Customer of such name',
      "no 'such'",
    ]) {
      expect(msgOf({ x: { y: new RangeError(data) } }, data)).toBe('RangeError');
      expect(msgOf({ a: { y: new RangeError(data) } }, data)).toBe('RangeError');
    }
  });
});

describe('what is no policy', () => {
  it('is refused at once, by what takes a compiled one and by what takes a parsed one', () => {
    const parsed = parsePolicy({ logsieve: 1 });
    for (const given of [undefined, null, {}, { logsieve: 1 }, 'logsieve:base', parsed]) {
      expect(() => createRedactor(given as never)).toThrow(
        expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS', path: 'compiled' }),
      );
    }
    for (const given of [undefined, null, {}, { logsieve: 1 }, 'logsieve:base', compilePolicy(parsed)]) {
      expect(() => compilePolicy(given as never)).toThrow(
        expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS', path: 'policy' }),
      );
    }
  });
});
