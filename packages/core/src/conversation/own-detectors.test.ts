import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogsieveError } from '../errors.js';
import type { Definitions } from '../policy/policy.js';
import { createConversationRedactor } from './conversation.js';

const define: Definitions = {
  ticket: { pattern: '(?i)ticket [0-9]{3,9}(?: of Berlin)?' },
  code: { words: ['project falcon', 'falcon heavy lifting', 'bluebird'] },
  badge: { pattern: '[0-9]{5,9}', near: ['badge'] },
};
const redactor = () => createConversationRedactor({ define, echo: false });

describe('a conversation', () => {
  it('is looked at by detectors of one\u2019s own', () => {
    const conversation = createConversationRedactor({ define });
    const messages = [
      { role: 'user', content: 'I work on Project Falcon, badge 1234567' },
      { role: 'assistant', content: 'What is 1234567?' },
      { role: 'user', content: 'project' },
      { role: 'user', content: 'falcon' },
    ];
    expect(conversation.redact(messages).map(({ content }) => content)).toEqual([
      'I work on [code], badge [badge]',
      'What is [badge]?',
      '[code]',
      '[code]',
    ]);
    const only = createConversationRedactor({ define, detectors: ['ticket'] });
    expect(only.turn({ role: 'user', content: 'ticket 123, bluebird' })['content']).toBe(
      '[ticket], bluebird',
    );
  });

  it.each([
    [{ a: { pattern: 'a*' } }, 'define.a.pattern', /say how often at most/],
    [{ email: { words: ['x'] } }, 'define.email', /another name/],
    [{ a: {} }, 'define.a', /write pattern or words/],
    ['x', 'define', /change it/],
    [null, 'define', /change it/],
  ])('refuses a definition that is none: %j', (wrong, path, hint) => {
    const make = () => createConversationRedactor({ define: wrong as unknown as Definitions });
    expect(make).toThrow(LogsieveError);
    expect(make).toThrow(expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS', path }));
    expect(make).toThrow(hint);
  });
});

describe('a stream', () => {
  const whole = (text: string) => redactor().turn({ role: 'assistant', content: text })['content'];
  const streamed = (chunks: readonly string[]) => {
    const stream = redactor().stream();
    return [...chunks.map((chunk) => stream.push(chunk)), stream.end()];
  };

  it('holds back what a match could still grow into, and no more', () => {
    expect(
      streamed(['about project ', 'planning ', 'project ', 'falcon ', 'heavy ', 'machines ', 'there']),
    ).toEqual(['about ', 'project ', 'planning ', '', '', '[code] heavy ', '', 'machines there']);
  });

  it('gives what the whole gives, wherever it is cut', () => {
    const parts = fc.constantFrom(
      ...[
        'project ',
        'falcon',
        'falcon ',
        'heavy lifting',
        'Project%20Fal',
        'con ',
        '\\u0062luebird ',
        'blueb',
        'ird ',
      ],
      ...[
        'ticket ',
        '123',
        '456 ',
        'of Berlin ',
        'badge ',
        '12345 ',
        'number is ',
        'nobody minds ',
        '&#32;falcon ',
        '\n',
        ', ',
      ],
      ...['project %2', '5', '20fal', 'pro\u200bject '],
    );
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 9 }),
        fc.array(fc.nat(), { maxLength: 9 }),
        (words, places) => {
          const text = words.join('').slice(0, 256);
          const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
          const chunks = [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
          expect(streamed(chunks).join('')).toBe(whole(text));
          expect(streamed(Array.from(text)).join('')).toBe(whole(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});
