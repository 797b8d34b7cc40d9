import { mkdirSync, openSync, readdirSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { narrowsRule } from '../index.js';

const keep = leafOf({ keep: 'error' });
const limits = { depth: 16, properties: 1000, stringLength: 8192, lineBytes: 1_000_000 };
const keepFrames = leafOf({ keep: 'error', frames: 3 }, { limits });
const read = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

class PaymentError extends Error {
  override name = 'PaymentError';
}

describe('the type of an error', () => {
  test.each([
    [new Error('secret'), 'Error'],
    [new TypeError('secret'), 'TypeError'],
    [new PaymentError('secret'), 'PaymentError'],
    [Object.assign(new Error('secret'), { name: 'MongoServerError' }), 'MongoServerError'],
    [Object.assign(new Error('secret'), { name: 'my secret Error' }), 'Error'],
    [Object.assign(new Error('secret'), { name: 'Secret' }), 'Error'],
    [new AggregateError([new Error('secret')], 'secret', { cause: 'secret' }), 'AggregateError'],
    [new DOMException('secret', 'AbortError'), 'DOMException'],
    [Object.assign(new Error('secret'), { constructor: { name: 'Secret' } }), 'Error'],
  ])('of %o is %s', (error, type) => {
    expect(read(keep(error))).toMatchObject({ type });
    expect(keep(error)).not.toContain('secret');
  });

  test('is known for errors of another realm', () => {
    expect(keep(runInNewContext('new RangeError("secret")'))).toBe('{"type":"RangeError"}');
  });

  test('is the type or name of what a serializer made of it', () => {
    expect(keep({ type: 'TypeError', name: 'Other', message: 'secret' })).toBe('{"type":"TypeError"}');
    expect(keep({ name: 'TypeError', message: 'secret' })).toBe('{"type":"TypeError"}');
    expect(keep({ type: 'not a class', name: 'TypeError', stack: '' })).toBe('{"type":"TypeError"}');
    expect(keep({ message: 'secret', stack: 'secret' })).toBe('{"type":"Error"}');
    expect(keep(Object.create({}, { type: { value: 'TypeError', enumerable: true } }))).toBe(
      '{"type":"TypeError"}',
    );
  });
});

describe('the call of the system and the status', () => {
  test('come out where they are known ones, behind the code', () => {
    const error = Object.assign(new Error('secret'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
      address: '10.0.0.1',
    });
    expect(keep(error)).toBe('{"type":"Error","code":"ECONNREFUSED","syscall":"connect"}');
    expect(keep(Object.assign(new Error('secret'), { status: 404 }))).toBe('{"type":"Error","status":404}');
    expect(keep(Object.assign(new Error('secret'), { statusCode: 503, status: 'secret' }))).toBe(
      '{"type":"Error","status":503}',
    );
  });

  test.each([
    'secret',
    'spawn secret',
    'open /home/ada',
    'OPEN',
    '',
    7,
    { toString: () => 'open' },
    ['open'],
  ])('no call is %s', (syscall) => {
    expect(keep(Object.assign(new Error('x'), { syscall }))).toBe('{"type":"Error"}');
  });

  test.each([99, 600, 200.5, '404', NaN, -404, 4111111111111111, null])('no status is %s', (status) => {
    expect(keep(Object.assign(new Error('x'), { status, statusCode: status }))).toBe('{"type":"Error"}');
  });

  test.each([
    ['open', () => openSync('/no/such/file', 'r')],
    ['scandir', () => readdirSync('/no/such/folder')],
    ['mkdir', () => mkdirSync('/proc/no/such')],
  ])('of an error of Node itself is %s', (syscall, fail) => {
    expect(read(keep(thrownBy(fail)))).toEqual({ type: 'Error', code: 'ENOENT', syscall });
  });

  test('come out of causes too, and again of what came out', () => {
    const error = new Error('x', { cause: Object.assign(new Error('y'), { syscall: 'read', status: 500 }) });
    const keepCauses = leafOf({ keep: 'error', causes: 2 });
    const text = '{"type":"Error","causes":[{"type":"Error","syscall":"read","status":500}]}';
    expect(keepCauses(error)).toBe(text);
    expect(keepCauses(JSON.parse(text))).toBe(text);
  });
});

describe('the code of an error', () => {
  test.each([
    ['ECONNREFUSED', '"ECONNREFUSED"'],
    ['auth/user-not-found', '"auth/user-not-found"'],
    ['23505', '"23505"'],
    ['P2002', '"P2002"'],
    ['ERR_HTTP2_STREAM_SELF_DEPENDENCY', '"ERR_HTTP2_STREAM_SELF_DEPENDENCY"'],
    ['ProvisionedThroughputExceededException', '"ProvisionedThroughputExceededException"'],
    ['22P02', '"22P02"'],
    [0, '0'],
    [-0, '0'],
    [11000, '11000'],
    [999999, '999999'],
  ])('%s comes out', (code, text) => {
    expect(keep(Object.assign(new Error('x'), { code }))).toBe(`{"type":"Error","code":${text}}`);
    expect(keep({ message: 'secret', code })).toBe(`{"type":"Error","code":${text}}`);
  });

  test.each([
    [1000000],
    [-1],
    [1.5],
    ['4111111111111111'],
    ['a b'],
    ['a@b.example'],
    ['x'.repeat(49)],
    ['sk_live_4eC39HqLyjWDarjtT1zdp7dc'],
    [''],
    ['E\n'],
    [{}],
    [5n],
  ])('%s does not', (code) => {
    expect(keep(Object.assign(new Error('x'), { code }))).toBe('{"type":"Error"}');
    expect(keep({ message: 'secret', code })).toBe('{"type":"Error"}');
  });
});

test.each([
  ['Error'],
  [5],
  [[]],
  [{}],
  [{ name: 'Alice' }],
  [{ name: 'Alice', code: '482913' }],
  [{ code: 'ECONNREFUSED' }],
  [{ type: 'secret' }],
  [Object.assign([], { type: 'TypeError', message: 'x' })],
  [new Map()],
])('removes %o, which is no error', (value) => {
  expect(keep(value)).toBeUndefined();
  expect(keepFrames(value)).toBeUndefined();
});

test('reads each property once, and one that throws is absent', () => {
  const reads: PropertyKey[] = [];
  const watched = new Proxy(new TypeError('x'), {
    get(target, key) {
      reads.push(key);
      if (key === 'code') throw new Error('secret');
      return Reflect.get(target, key) as unknown;
    },
  });
  expect(keepFrames(watched)).toMatch(/^\{"type":"TypeError","frames":\[/);
  expect(reads).toEqual(['code', 'syscall', 'status', 'statusCode', 'stack', 'message']);
  const hostile = {
    get type() {
      throw new Error('x');
    },
    get code() {
      throw new Error('x');
    },
    name: 'TypeError',
    message: 'secret',
  };
  expect(keepFrames(hostile)).toBe('{"type":"TypeError"}');
});

describe('the frames of an error', () => {
  const stackOf = (head: string, ...lines: string[]) =>
    [head, ...lines.map((line) => `    at ${line}`)].join('\n');
  const framesOf = (error: object) => (read(keepFrames(error)) as { frames?: string[] }).frames;

  test('are none unless the rule asks for them', () => {
    expect(keep(new Error('x'))).toBe('{"type":"Error"}');
  });

  test('are file base name, line and column of a real error, at most as many as asked for', () => {
    const frames = framesOf(new PaymentError('two\nlines'));
    expect(frames?.[0]).toMatch(/^error\.test\.ts:\d+:\d+$/);
    expect(frames?.length).toBeLessThanOrEqual(3);
  });

  test('are read from all forms of location, and calls without one are passed over', () => {
    const lines = [
      'f (/app/src/a.js:1:2)',
      'new Promise (<anonymous>)',
      'async file:///app/b.mjs?v=secret:3:4',
      'C:\\app\\c.js:5:6',
    ];
    expect(framesOf({ type: 'Error', message: 'm', stack: stackOf('Error: m', ...lines) })).toEqual([
      'a.js:1:2',
      'b.mjs:3:4',
      'c.js:5:6',
    ]);
    expect(framesOf({ type: 'Error', message: '', stack: stackOf('Error', 'node:internal/x:7:8') })).toEqual([
      'x:7:8',
    ]);
  });

  test('follow a head without the code too, which most errors have', () => {
    const error = { type: 'TypeError', message: 'm', code: 'E1' };
    expect(framesOf({ ...error, stack: stackOf('TypeError: m', 'f (a.js:1:2)') })).toEqual(['a.js:1:2']);
  });

  test('follow a head with a code in brackets, as Node writes it', () => {
    const stack = stackOf('TypeError [ERR_X]: m', 'a.js:1:2');
    expect(framesOf({ type: 'TypeError', message: 'm', code: 'ERR_X', stack })).toEqual(['a.js:1:2']);
    expect(framesOf({ type: 'TypeError', message: 'm', stack })).toBeUndefined();
  });

  test('are not forged by a message with line breaks', () => {
    const message = 'x\n    at secret (secret.js:1:1)\n    at secret.js:2:2';
    const error = new Error(message);
    expect(keepFrames(error)).not.toContain('secret');
    expect(framesOf(error)?.[0]).toMatch(/^error\.test\.ts:/);
  });

  test('are none where the head is not exactly name and message', () => {
    const changed = new Error('x\n    at secret.js:1:1');
    expect(changed.stack).toContain('secret');
    changed.message = 'harmless';
    expect(framesOf(changed)).toBeUndefined();
    for (const stack of [
      'secret',
      '',
      stackOf('Error: m2', 'a.js:1:1'),
      stackOf('Error: n', 'a.js:1:1'),
      'Error: m!    at a.js:1:1',
      stackOf('Error: m and more', 'a.js:1:1'),
      stackOf('two words: m', 'a.js:1:1'),
    ]) {
      expect(framesOf({ type: 'Error', message: 'm', stack })).toBeUndefined();
    }
    expect(framesOf({ type: 'Error', message: '', stack: stackOf('Error: m', 'a.js:1:1') })).toBeUndefined();
    expect(framesOf({ type: 'Error', stack: stackOf('Error: m', 'a.js:1:1') })).toBeUndefined();
  });

  test('end at the first line that is no frame', () => {
    const stack = `${stackOf('Error: m', 'a.js:1:1')}\nsecret\n    at b.js:1:1`;
    expect(framesOf({ type: 'Error', message: 'm', stack })).toEqual(['a.js:1:1']);
  });

  test('hold nothing but base name and numbers', () => {
    const lines = [
      'my secret.js:1:1',
      `${'x'.repeat(65)}:1:1`,
      'a.js:12345678:1',
      'é.js:1:1',
      ':1:1',
      'a.js:1',
      '(',
      ')',
    ];
    expect(framesOf({ type: 'Error', message: 'm', stack: stackOf('Error: m', ...lines) })).toBeUndefined();
  });

  test('are none where the stack is over limits.stringLength', () => {
    const stack = stackOf('Error: m', ...Array<string>(1000).fill('a.js:1:1'));
    expect(framesOf({ type: 'Error', message: 'm', stack })).toBeUndefined();
  });

  test('survive a second gate, and only in their own form', () => {
    const once = keepFrames(new PaymentError('x'));
    expect(keepFrames(read(once))).toBe(once);
    expect(keepFrames({ type: 'Error', frames: ['a.js:1:1', 'my secret', 'b.js:1:1'] })).toBe(
      '{"type":"Error","frames":["a.js:1:1"]}',
    );
    expect(keepFrames({ type: 'Error', frames: 'a.js:1:1' })).toBe('{"type":"Error"}');
    expect(keepFrames({ type: 'Error', frames: [['a.js:1:1']] })).toBe('{"type":"Error"}');
    const frames = ['a.js:1:1', 'b.js:1:1', 'c.js:1:1', 'd.js:1:1'];
    expect(keepFrames({ type: 'Error', frames })).toBe(
      '{"type":"Error","frames":["a.js:1:1","b.js:1:1","c.js:1:1"]}',
    );
    expect(keep({ type: 'Error', frames })).toBe('{"type":"Error"}');
  });

  test('are read from a stack and a message of just limits.stringLength, and not from longer ones', () => {
    const gate = (stringLength: number) =>
      leafOf({ keep: 'error', frames: 1 }, { limits: { ...limits, stringLength } });
    const stack = stackOf('Error: m', 'a.js:1:1');
    const error = { type: 'Error', message: 'm', stack };
    expect(gate(stack.length)(error)).toBe('{"type":"Error","frames":["a.js:1:1"]}');
    expect(gate(stack.length - 1)(error)).toBe('{"type":"Error"}');
  });

  test('are none where stack or message are no texts', () => {
    const stack = stackOf('Error: m', 'a.js:1:1');
    expect(framesOf({ type: 'Error', message: 'm', stack: [stack] })).toBeUndefined();
    expect(framesOf({ type: 'Error', message: ['m'], stack })).toBeUndefined();
  });
});

test('is narrower with fewer frames', () => {
  expect(narrowsRule({ keep: 'error', frames: 3 }, { keep: 'error' })).toBe(true);
  expect(narrowsRule({ keep: 'error' }, { keep: 'error', frames: 1 })).toBe(false);
  expect(narrowsRule({ keep: 'error', message: 'known' }, { keep: 'error' })).toBe(true);
  expect(narrowsRule({ keep: 'error' }, { keep: 'error', message: 'known' })).toBe(false);
});

describe('the causes of an error', () => {
  const keepCauses = leafOf({ keep: 'error', causes: 4 });
  const refused = Object.assign(new Error('secret'), { code: 'ECONNREFUSED' });

  test.each([
    [
      'a chain',
      new TypeError('secret', { cause: new RangeError('secret', { cause: refused }) }),
      ['RangeError', 'Error'],
    ],
    [
      'an aggregate',
      new AggregateError([refused, new SyntaxError('secret')], 'secret'),
      ['Error', 'SyntaxError'],
    ],
    [
      'a chain behind an aggregate, its own first',
      new AggregateError([new Error('secret', { cause: new URIError('secret') })], 'secret', {
        cause: refused,
      }),
      ['Error', 'Error', 'URIError'],
    ],
    [
      'what pino makes of an aggregate',
      { type: 'A', message: 'secret', aggregateErrors: [{ type: 'B', message: 'secret' }] },
      ['B'],
    ],
    ['texts', new Error('secret', { cause: 'secret' }), undefined],
    [
      'objects that are no errors',
      new Error('secret', { cause: { name: 'Secret', secret: 'secret' } }),
      undefined,
    ],
    ['arrays', new Error('secret', { cause: [refused] }), undefined],
    ['nothing', new Error('secret'), undefined],
  ])('come out of %s', (_, error, types) => {
    const text = keepCauses(error);
    const { causes } = read(text) as { causes?: { type: string }[] };
    expect(causes?.map(({ type }) => type)).toEqual(types);
    expect(text).not.toContain('secret');
    expect(keepCauses(read(text))).toBe(text);
  });

  test('are at most so many, however many there are', () => {
    const list = Array.from({ length: 100_000 }, () => new Error('secret'));
    const { causes } = read(keepCauses(new AggregateError(list))) as { causes: unknown[] };
    expect(causes).toEqual(new Array(4).fill({ type: 'Error' }));
  });

  test('end where they go round in a circle', () => {
    const error: Error = new Error('secret', { cause: refused });
    const round = Object.assign(new Error('secret'), { cause: error });
    error.cause = round;
    expect(read(keepCauses(error))).toEqual({ type: 'Error', causes: [{ type: 'Error' }] });
  });

  test('are left out where reading them throws', () => {
    const broken = Object.defineProperty(new Error('secret'), 'cause', {
      get() {
        throw new Error('secret');
      },
    });
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    expect(keepCauses(broken)).toBe('{"type":"Error"}');
    expect(keepCauses(Object.assign(new Error('secret'), { errors: proxy, cause: proxy }))).toBe(
      '{"type":"Error"}',
    );
  });

  test('stay where nobody asked for them, and are narrowed by their number', () => {
    expect(keep(new Error('secret', { cause: refused }))).toBe('{"type":"Error"}');
    expect(narrowsRule({ keep: 'error', causes: 2 }, { keep: 'error', causes: 1 })).toBe(true);
    expect(narrowsRule({ keep: 'error', causes: 1 }, { keep: 'error', causes: 2 })).toBe(false);
    expect(narrowsRule({ keep: 'error' }, { keep: 'error', causes: 1 })).toBe(false);
  });
});
