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
  });

  it('gives plain data of its own, without what names do to objects', () => {
    const message = JSON.parse(
      '{"role":"user","content":"hi","input":{"__proto__":{"a":"ada@example.com"}}}',
    ) as object;
    const [out] = redact([message]);
    expect(JSON.stringify(out)).toBe('{"role":"user","content":"hi","input":{"__proto__":{"a":"[email]"}}}');
    expect(Object.getPrototypeOf(out?.['input'])).toBe(Object.prototype);
  });

  it('reads every member once and never changes it', () => {
    let reads = 0;
    const message = {
      role: 'user',
      get content() {
        return `ada@example.com ${++reads}`;
      },
    };
    expect(redact([message])).toEqual([{ role: 'user', content: '[email] 1' }]);
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
      { numRuns: 500 },
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
