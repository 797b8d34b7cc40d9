import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConversationRedactor } from './conversation.js';

const redact = (messages: unknown) => createConversationRedactor().redact(messages as never);
const throwing = () => {
  throw new Error('ada@example.com');
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

describe('a conversation that is not what it should be', () => {
  it.each([undefined, null, 1, 'ada@example.com', {}, () => 1])(
    'is empty where it is no array',
    (messages) => {
      expect(redact(messages)).toEqual([]);
    },
  );

  it('has placeholders for what is no message or cannot be read', () => {
    expect(redact(['ada@example.com', null, 7, [], revoked(), new Proxy({}, { ownKeys: throwing })])).toEqual(
      Array.from({ length: 6 }, () => ({ content: '[redacted]' })),
    );
    const bad = Object.defineProperty({ role: 'user', text: 'hi' }, 'content', {
      enumerable: true,
      get: throwing,
    });
    expect(redact([bad])).toEqual([{ role: 'user', text: 'hi', content: '[redacted]' }]);
    expect(
      redact([{ role: 'user', content: [revoked(), { text: revoked() }, { input: revoked() }] }]),
    ).toEqual([{ role: 'user', content: ['[redacted]', { text: '[redacted]' }, { input: '[redacted]' }] }]);
    expect(redact([{ role: 'user', content: 7, tool_calls: 'ada@example.com' }])).toEqual([
      { role: 'user', content: '[redacted]', tool_calls: '[redacted]' },
    ]);
  });

  it('may have cycles, depth and length', () => {
    const cycle: Record<string, unknown> = { role: 'user', input: {} };
    cycle['content'] = [cycle];
    (cycle['input'] as Record<string, unknown>)['again'] = cycle['input'];
    expect(redact([cycle])).toEqual([
      { role: 'user', input: { again: '[redacted]' }, content: ['[redacted]'] },
    ]);
    let deep: unknown = 'ada@example.com';
    for (let level = 0; level < 20_000; level++)
      deep = level % 2 === 0 ? [deep] : { content: deep, input: deep };
    const json = `${'['.repeat(20_000)}"ada@example.com"${']'.repeat(20_000)}`;
    const out = JSON.stringify(
      redact([{ content: deep }, { input: deep }, { arguments: json }, { role: 'tool', content: json }]),
    );
    expect(out).not.toContain('ada@');
    expect(out.length).toBeLessThan(50_000_000);
  });

  it('costs no more than its bounds where one object stands in many places', () => {
    const text = 'x '.repeat(500_000);
    const many = Array.from({ length: 1_000 }, () => text);
    const out = redact([{ input: many }, { content: many }]);
    expect(JSON.stringify(out).length).toBeLessThan(20_000_000);
    const endless = new Proxy([], { get: (_, name) => (name === 'length' ? 2 ** 40 : throwing()) });
    expect(redact([{ input: endless }, { content: endless }]).length).toBe(2);
    expect(redact(endless).length).toBeLessThan(300_000);
    const short = Array.from({ length: 10_002 }, () => 'x');
    expect(redact([{ content: short }])[0]?.['content']).toEqual([
      ...short.slice(2),
      '[redacted]',
      '[redacted]',
    ]);
  });

  it('gives plain data of its own, without what names do to objects', () => {
    const message = JSON.parse(
      '{"role":"user","content":"hi","input":{"__proto__":{"a":"ada@example.com"}}}',
    ) as object;
    const [out] = redact([message]);
    expect(JSON.stringify(out)).toBe('{"role":"user","content":"hi","input":{"__proto__":{"a":"[email]"}}}');
    expect(Object.getPrototypeOf(out?.['input'])).toBe(Object.prototype);
  });

  it('has every member that is known read once, and no other', () => {
    const reads: string[] = [];
    const spy = (target: object): object =>
      new Proxy(target, {
        get: (holder, name) => {
          reads.push(String(name));
          return Reflect.get(holder, name) as unknown;
        },
      });
    const part = spy({ type: 'tool_result', tool_use_id: 't1', content: 'ada@example.com', other: 1 });
    expect(redact([spy({ role: 'user', name: 'x', note: 'y', content: part })])).toEqual([
      { role: 'user', name: 'x', content: { type: 'tool_result', tool_use_id: 't1', content: '[email]' } },
    ]);
    expect(reads).toEqual(['role', 'name', 'content', 'type', 'tool_use_id', 'content']);
  });

  it('takes time in proportion to its length, whatever it is made of', () => {
    const units = ['1', 'a.', '....', 'data:a/a;', '"', 'password=', '{"a":', 'x-', '4111 ', 'end in 1111 '];
    const shapes: ((text: string) => unknown)[] = [
      (text) => ({ content: text }),
      (text) => ({ input: text }),
      (text) => ({
        content: Array.from({ length: text.length / 40 }, (_, at) => text.slice(at * 40, at * 40 + 40)),
      }),
    ];
    const time = (message: unknown) => {
      const start = process.cpuUsage().user;
      redact([{ content: 'password=x1x1x1x1-x1x1x1x1 4111 1111 1111 1111' }, message]);
      return process.cpuUsage().user - start;
    };
    for (const unit of units)
      for (const shape of shapes) {
        const text = `${unit.repeat(Math.ceil(20_000 / unit.length))}a1`;
        const short = Math.max(10_000, time(shape(text.slice(-5_000))));
        expect(time(shape(text))).toBeLessThan(short * 16);
      }
  });

  it('never throws, never changes its input and never shows what is planted', () => {
    const secret = 'zQ9.planted@example.com';
    const leaf = fc.oneof(
      fc.constantFrom<unknown>(
        secret,
        `{"a":"${secret}"}`,
        new Date(0),
        null,
        undefined,
        1n,
        NaN,
        Symbol('x'),
        () => secret,
      ),
      fc.string(),
      fc.double(),
    );
    const names = fc.constantFrom(
      ...'role content parts text type id name input arguments output tool_calls function source data toJSON password x'.split(
        ' ',
      ),
      secret,
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(names, tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (messages) => {
        const before = show(messages);
        const conversation = createConversationRedactor();
        const out = [
          ...conversation.redact(messages),
          ...messages.map((message) => conversation.turn(message)),
        ];
        expect(show(messages)).toBe(before);
        expect(JSON.stringify(out)).not.toContain('planted');
      }),
      { numRuns: 250 },
    );
  });
});

/** Everything that a value holds. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join()}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}:${show(member)}`)
    .join()}}`;
}
