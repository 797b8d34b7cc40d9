import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../detectors/registry.js';
import { createConversationRedactor } from './conversation.js';

/** What comes out of a stream, chunk by chunk; the last is what its end gives. */
function streamed(chunks: readonly string[], conversation = createConversationRedactor()): string[] {
  const stream = conversation.stream();
  return [...chunks.map((chunk) => stream.push(chunk)), stream.end()];
}

function whole(text: string): unknown {
  return createConversationRedactor({ echo: false }).turn({ role: 'assistant', content: text })['content'];
}

/** Cuts a text at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
}

const examples = DETECTORS.flatMap((one) => one.examples.map(({ text }) => text));
const counterExamples = DETECTORS.flatMap((one) => one.counterExamples);
const prose = 'The quick brown fox jumps over the lazy dog, and nobody minds. '.repeat(3);
const without = () => createConversationRedactor({ echo: false });

describe('a stream', () => {
  it.each(examples)('gives what the whole gives, cut anywhere: %j', (text) => {
    const around = `Well, here you are: ${text} and that is all. ${prose}`;
    const expected = whole(around);
    for (let at = 10; at <= around.length - prose.length; at += 8)
      expect(streamed(cut(around, [at]), without()).join('')).toBe(expected);
    expect(streamed(Array.from(around), without()).join('')).toBe(expected);
  });

  it('gives what the whole gives, whatever it is made of and wherever it is cut', () => {
    const texts = fc
      .array(fc.constantFrom(...examples, ...counterExamples, prose.slice(0, 63), ' ', '\n', '1111 ', 'ab'), {
        maxLength: 6,
      })
      .map((parts) => parts.join(' '))
      .filter((text) => text.length <= 256);
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 12 }), (text, places) => {
        expect(streamed(cut(text, places), without()).join('')).toBe(whole(text));
      }),
      { numRuns: 160 },
    );
  });

  it('lets text out up to a word of five letters as soon as the one behind it ends', () => {
    const chunks = ['The quick ', 'brown', ' fox', ' jumps (high) ', 'over'];
    expect(streamed(chunks)).toEqual(['', '', 'The quick ', 'brown fox jumps ', '', '(high) over']);
  });

  it('holds at most 256 characters back, and a finding for at most twice as many', () => {
    const stream = createConversationRedactor().stream();
    let pushed = 0;
    let out = 0;
    for (const chunk of `password is what ${'x1 '.repeat(600)}`) {
      pushed += chunk.length;
      out += stream.push(chunk).length;
      expect(pushed - out).toBeLessThanOrEqual(512);
    }
    expect(pushed - out).toBeLessThanOrEqual(256);
  });

  it('replaces once what is longer than it can hold', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(60)}-----END PRIVATE KEY-----`;
    const texts = [
      `private_key=${key} ok`,
      `{"password":"${'a b1 '.repeat(400)}","x":1}`,
      `got eyJ${'hbGciOiJIUzI1NiJ9'.repeat(8)}.eyJ${'zdWIiOiIxIn0'.repeat(80)}.abc ok`,
      `see data:image/png;base64,${'iVBORw0KGgo'.repeat(200)} ok`,
    ];
    for (const text of texts) {
      const expected = whole(text);
      expect(String(expected).length).toBeLessThan(40);
      for (const size of [1, 61, 700, 5000]) {
        const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        expect(streamed(chunks, without()).join('')).toBe(expected);
      }
    }
  });

  it('removes what other turns gave away, and gives away what other turns repeat', () => {
    const conversation = createConversationRedactor();
    conversation.turn({ role: 'user', content: 'password: Hunter-2024' });
    const chunks = Array.from('Your password hunter 2024 is weak, ask bob@example.com for another. Fine.');
    expect(streamed(chunks, conversation).join('')).toBe(
      'Your password [secret] is weak, ask [email] for another. Fine.',
    );
    expect(conversation.turn({ role: 'user', content: 'ok, bob at example dot com' })['content']).toBe(
      'ok, [email]',
    );
  });

  it('does not remember what repeats a value as one', () => {
    const conversation = createConversationRedactor();
    conversation.turn({ role: 'user', content: 'token=sk9fK2mQ8xL4vR7w' });
    expect(streamed(['sk9fK2mQ-zebra-crossing-42'], conversation)).toEqual(['', '[secret]']);
    expect(conversation.turn({ role: 'user', content: 'the zebra-crossing-42' })['content']).toBe(
      'the zebra-crossing-42',
    );
  });

  it('removes what other turns gave away wherever it is cut, as the whole does', () => {
    const first = {
      role: 'user',
      content: 'password: Hunter-2024, card 4111 1111 1111 1111, ada.lovelace@example.com',
    };
    const words = [
      'hunter 2024',
      'HUNTER',
      '2024 ',
      'ending in 1111',
      'Ada Lovelace',
      'ada',
      'and so',
      'on. ',
      '4111-1111',
      '7',
    ];
    const texts = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 12 }), (text, places) => {
        const conversation = createConversationRedactor();
        conversation.turn(first);
        const other = createConversationRedactor();
        other.turn(first);
        expect(streamed(cut(text, places), conversation).join('')).toBe(
          other.turn({ role: 'assistant', content: text })['content'],
        );
      }),
      { numRuns: 100 },
    );
  });

  it('takes time in proportion to what it is given, in pieces or at once', () => {
    const time = (text: string, size: number) => {
      const stream = without().stream();
      const start = process.cpuUsage().user;
      for (let at = 0; at < text.length; at += size) stream.push(text.slice(at, at + size));
      stream.end();
      return process.cpuUsage().user - start;
    };
    for (const unit of ['....', 'ab ', '1 ', 'password="a ', 'eyJhbGciOiJIUzI1NiJ9.', '\u00e9', 'a@b.'])
      for (const size of [8, 1_000_000]) {
        const text = `${unit.repeat(Math.ceil(16_000 / unit.length))}a`;
        const short = Math.max(10_000, time(text.slice(0, 4_000), size));
        expect(time(text, size)).toBeLessThan(short * 16);
      }
  });

  it('removes a repeated plain word too', () => {
    const conversation = createConversationRedactor();
    conversation.turn({ role: 'user', content: 'passphrase: correct horse battery' });
    expect(streamed(Array.from('So it is Correct Horse Battery then. Good.'), conversation).join('')).toBe(
      'So it is [secret] then. Good.',
    );
  });

  it('finds what goes on from the last turn of its role', () => {
    const conversation = createConversationRedactor();
    conversation.turn({ role: 'assistant', content: 'The card is 4111 1111' });
    expect(streamed(['1111 ', '1111.'], conversation).join('')).toBe('[card].');
    expect(conversation.turn({ role: 'assistant', content: 'the SSN: 219' })['content']).toBe('the SSN: 219');
    expect(streamed(['09', ' 9999'], conversation).join('')).toBe('[ssn]');
  });

  it('leaves roles that are not redacted as they are, and takes nothing after its end', () => {
    const conversation = createConversationRedactor({ roles: ['user'] });
    const stream = conversation.stream();
    expect(stream.push('ada@example.com')).toBe('ada@example.com');
    expect([stream.end(), stream.push('x'), stream.end()]).toEqual(['', '', '']);
    expect(conversation.stream({ role: 'user' }).push(7 as never)).toBe('');
  });
});
