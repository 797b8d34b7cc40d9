import { describe, expect, it } from 'vitest';
import { createConversationRedactor } from './conversation.js';
import { createEchoMemory, MOST_FORMS } from './echo.js';
import { replaceSpans } from './spans.js';
import { MOST_LENGTHS } from './windows.js';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });

/** What of a text comes out after a turn in which a value was found. */
function echoOf(first: string, text: string): unknown {
  const conversation = createConversationRedactor();
  conversation.turn(user(first));
  return conversation.turn(assistant(text))['content'];
}

describe('what was found in one turn', () => {
  it.each([
    ['password: Hunter-2024', 'you said hunter 2024?', 'you said [secret]?'],
    ['password: Hunter-2024', 'it is HUNTER2024.', 'it is [secret].'],
    ['password: Hunter-2024', 'so h u n t e r 2 0 2 4', 'so [secret]'],
    ['password: Hunter-2024', 'so \uff28unter\u200b2024', 'so [secret]'],
    ['password: Hunter-2024', 'so hunter\u0662\u0660\u0662\u0664', 'so [secret]'],
    ['ssn \u0662\u0661\u0669-\u0660\u0669-\u0669\u0669\u0669\u0669', 'so 219099999', 'so [ssn]'],
    ['password: stra\u00dfe-2024', 'so STRASSE 2024', 'so [secret]'],
    ['password: STRASSE-2024', 'so stra\u00dfe2024', 'so [secret]'],
    ['password: Hunter-2024', 'hunters 2024 and 2024', 'hunters 2024 and 2024'],
    ['password: Hunter-2024', 'hunter20245 12hunter2024', 'hunter20245 12[secret]'],
    ['password: Hunter-2024', 'myhunter2024, hunter2024s', 'my[secret], [secret]s'],
    ['password: hunter2', 'myhunter2', 'myhunter2'],
    ['card 4111 1111 1111 1111', 'id 9411111111111111119', 'id 9411111111111111119'],
    ['token=sk9fK2mQ8xL4vR7w', 'task9fK2mQ', 'task9fK2mQ'],
    ['token=sk9fK2mQ8xL4vR7w', 'it ends with mQ8xL4vR7w.', 'it ends with [secret].'],
    ['token=sk9fK2mQ8xL4vR7w', 'mQ8xL4vR7wx', 'mQ8xL4vR7wx'],
    ['token=sk9fK2mQ8xL4vR7w', 'https://x.example/a?b=fK2mQ8xL4vR7w', 'https://x.example/a?b=[secret]'],
    ['iban DE89 3704 0044 0532 0130 00', 'so 370400440532013000', 'so [iban]'],
    ['phone +44 20 7946 0123', 'it is 020 7946 0123', 'it is [phone]'],
    ['phone +44 20 7946 0123', 'it is 79460123', 'it is [phone]'],
    ['password=Hunter%2D2024', 'so hunter-2024', 'so [secret]'],
    ['password: Hunter-2024', 'see /a?q=Hunter%2D2024', 'see /a?q=[secret]'],
    ['{"password":"hunter\\u002d2024"}', 'so hunter-2024', 'so [secret]'],
    [
      'postgres://app:s3cretpw9@db.internal/main',
      'the password is not s3cretpw9?',
      'the password is not [credential]?',
    ],
    ['postgres://app:s3cr%40tpw9@db.internal/main', 'see s3cr@tpw9', 'see [credential]'],
    ['ssn 219-09-9999', 'number 219099999, right', 'number [ssn], right'],
    ['ssn 219-09-9999', 'number 219 / 09 / 9999', 'number [ssn]'],
    ['card 4111 1111 1111 1111', 'the card ending in 1111', 'the card ending in [card]'],
    ['card 4111 1111 1111 1111', 'the card **** **** **** 1111', 'the card **** **** **** [card]'],
    ['card 4111 1111 1111 1111', 'card 4111 1111 \u2026', 'card [card] \u2026'],
    ['card 4111 1111 1111 1111', 'ending in 2222, room 1111', 'ending in 2222, room 1111'],
    ['I am ada.lovelace@example.com', 'hi Ada Lovelace', 'hi [email]'],
    ['I am ada.lovelace@example.com', 'ada.lovelace at example dot com', '[email]'],
    ['I am ada.lovelace@example.com', 'ada dot lovelace at example dot com', '[email]'],
    ['I am ada.lovelace@example.com', 'hi ada dot lovelace', 'hi [email]'],
    ['I am support@example.com', 'our support answers', 'our support answers'],
    ['token=sk9fK2mQ8xL4vR7w', 'begins with sk9fK2mQ and', 'begins with [secret] and'],
    ['token=sk9fK2mQ8xL4vR7w', 'try sk9fK2mQ8-oops please', 'try [secret] please'],
    ['token=sk9fK2mQ8xL4vR7w', 'in_sk9fK2mQ8xL4vR7wX', 'in_[secret]'],
  ])('after %j, %j comes out as %j', (first, text, expected) => {
    expect(echoOf(first, text)).toBe(expected);
  });

  it('is removed from the turns before it too, where the whole conversation is given', () => {
    expect(
      createConversationRedactor().redact([user('use Hunter2024'), user('I mean password=Hunter2024')]),
    ).toEqual([user('use [secret]'), user('I mean password=[secret]')]);
  });

  it('has the name of the longest form that is repeated, however often it is told', () => {
    const messages = ['is it DE36386109648700 or not', '..', 'send it to DE36386109648700606130.'].map(user);
    const conversation = createConversationRedactor();
    for (let time = 0; time < 3; time++)
      expect(conversation.redact(messages)[0]).toEqual(user('is it [iban] or not'));
  });

  it('is removed from arguments, results, ids and names of tools', () => {
    const conversation = createConversationRedactor();
    conversation.turn(user('password: Hunter-2024'));
    expect(
      conversation.turn({
        role: 'assistant',
        content: [{ id: 'Hunter-2024', input: { 'hunter 2024': 'HUNTER2024' } }],
      }),
    ).toEqual({ role: 'assistant', content: [{ id: '[redacted]', input: { '[secret]': '[secret]' } }] });
  });

  it('is known from a member of data that has the name of a secret', () => {
    const conversation = createConversationRedactor();
    conversation.turn({ role: 'assistant', content: [{ input: { password: 'Hunter 2024' } }] });
    expect(conversation.turn(user('it was hunter2024'))).toEqual(user('it was [secret]'));
  });

  it('stays known until it is forgotten, and never without echo', () => {
    const conversation = createConversationRedactor();
    conversation.turn(user('password: Hunter-2024'));
    conversation.forget();
    expect(conversation.turn(user('hunter 2024'))).toEqual(user('hunter 2024'));
    const deaf = createConversationRedactor({ echo: false });
    expect(deaf.redact([user('password: Hunter-2024'), user('hunter 2024')])[1]).toEqual(user('hunter 2024'));
  });

  it('is no word of the APIs', () => {
    const conversation = createConversationRedactor();
    conversation.turn(user('password: assistant'));
    expect(conversation.turn(assistant('the assistant'))).toEqual(assistant('the [secret]'));
  });
});

describe('the memory', () => {
  it('forgets the oldest first and holds no more than its bounds', () => {
    const memory = createEchoMemory();
    const value = (at: number) => `v${String(at).padStart(7, '0')}x`;
    for (let at = 0; at <= MOST_FORMS; at++) memory.remember(value(at), '[x]');
    const left = (text: string) => replaceSpans(text, memory.find(text));
    expect(left(`${value(0)} ${value(1)} ${value(MOST_FORMS)}`)).toBe(`${value(0)} [x] [x]`);
    for (let length = 20; length < 20 + MOST_LENGTHS; length++)
      memory.remember(`9${'a1'.repeat(length)}`, '[y]');
    expect(left(value(MOST_FORMS))).toBe(value(MOST_FORMS));
  });

  it('holds nothing that a value can be read from', () => {
    const memory = createEchoMemory();
    memory.remember('Hunter-2024', '[secret]');
    expect(JSON.stringify(Object.entries(memory))).not.toMatch(/hunter/i);
    const other = createEchoMemory();
    expect(other.find('Hunter-2024')).toEqual([]);
  });

  it('takes time in proportion to the length of a text', () => {
    const memory = createEchoMemory();
    for (let at = 0; at < 200; at++) memory.remember(`k${at}${'z9'.repeat(at % 60)}q`, '[x]');
    const time = (text: string) => {
      const start = process.cpuUsage().user;
      memory.find(text);
      return process.cpuUsage().user - start;
    };
    memory.remember('a1'.repeat(100), '[x]');
    for (const unit of ['z9', 'k1', 'a1', `${'a1'.repeat(50)}-`, '1', 'end in 1 ']) {
      const text = unit.repeat(Math.ceil(200_000 / unit.length));
      time(text.slice(0, 50_000));
      const short = Math.max(20_000, time(text.slice(0, 50_000)));
      expect(time(text)).toBeLessThan(short * 9);
    }
  });
});
