import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConversationRedactor } from './conversation.js';

const user = (content: unknown) => ({ role: 'user', content });
const reply = { role: 'assistant', content: 'go on' };

/** A text and the value in it that must not come out whole. */
const PLANTED = [
  ['my card 4111 1111 1111 1111 please', '4111 1111 1111 1111'],
  ['ssn 219-09-9999', '219-09-9999'],
  ['write to ada.lovelace@example.com now', 'ada.lovelace@example.com'],
  ['password: Hunter2024x', 'Hunter2024x'],
  [
    'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP ok',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP',
  ],
  ['Authorization: Bearer mF9B5f41JqMxx77', 'mF9B5f41JqMxx77'],
  ['postgres://app:s3cretpw@db.internal/main', 's3cretpw'],
] as const;

const letters = (text: unknown) => JSON.stringify(text).replace(/[^a-z\d@.[\]-]/gi, '');

describe('a value that goes over two turns of a role', () => {
  it.each(PLANTED)('does not come out whole, wherever it is cut: %j', (text, value) => {
    for (let at = 0; at <= text.length; at++) {
      const halves = [text.slice(0, at), text.slice(at)] as const;
      const whole = createConversationRedactor().redact([user(halves[0]), reply, user(halves[1])]);
      const contents = whole.filter(({ role }) => role === 'user').map(({ content }) => content as string);
      expect(letters(contents.join(''))).not.toContain(letters(value).slice(1, -1));
      // What is out before anything tells what it is stays out.
      if (at >= text.indexOf(value) + value.length) continue;
      const conversation = createConversationRedactor();
      const turns = [halves[0], 'x', halves[1]].map((half, turn) =>
        conversation.turn(turn === 1 ? reply : user(half)),
      );
      expect(letters([turns[0]?.['content'], turns[2]?.['content']].join(''))).not.toContain(letters(value));
    }
  });

  it('goes from both, where both are given at once, and from the second, where the first is out', () => {
    const halves = [user('my card is 4111 1111'), user('1111 1111, thanks')];
    expect(createConversationRedactor().redact(halves)).toEqual([
      user('my card is [card]'),
      user('[card], thanks'),
    ]);
    const conversation = createConversationRedactor();
    expect(halves.map((half) => conversation.turn(half))).toEqual([halves[0], user('[card], thanks')]);
  });

  it('is found over more turns and over parts of one', () => {
    const parts = ['my card is 4111', '1111', '1111', '1111'];
    const found = ['my card is [card]', '[card]', '[card]', '[card]'];
    expect(createConversationRedactor().redact(parts.map(user))).toEqual(found.map(user));
    const typed = (texts: string[]) => user(texts.map((text) => ({ type: 'text', text })));
    expect(createConversationRedactor().redact([typed(parts)])).toEqual([typed(found)]);
  });

  it('is found where the name of a secret ends a turn', () => {
    const turns = [user('my password is'), reply, user('hunter2024!')];
    expect(createConversationRedactor().redact(turns)[2]).toEqual(user('[secret]'));
  });

  it('is remembered', () => {
    const turns = [user('my card is 4111 1111'), user('1111 1111'), reply, user('4111111111111111?')];
    expect(createConversationRedactor().redact(turns)[3]).toEqual(user('[card]?'));
    expect(createConversationRedactor().redact([...turns.slice(0, 2), user('ending in 1111')])[2]).toEqual(
      user('ending in [card]'),
    );
  });

  it('is found where it repeats one that is remembered', () => {
    const turns = [
      'password: Hunter-2024',
      'Say more. '.repeat(30),
      'it is Hun',
      'ter-2024 ok',
      'Hunter',
      '2024',
    ];
    const found = ['password: [secret]', turns[1], 'it is [secret]', '[secret] ok', '[secret]', '[secret]'];
    expect(createConversationRedactor().redact(turns.map(user))).toEqual(found.map(user));
    const conversation = createConversationRedactor();
    const said = turns.map((text) => conversation.turn(user(text))['content']);
    expect(said.slice(2)).toEqual(['it is Hun', '[secret] ok', 'Hunter', '[secret]']);
    const card = ['card 4111 1111 1111 1111', turns[1], 'I mean the one ending in', '1111 of course'];
    expect(createConversationRedactor().redact(card.map((text) => user(text ?? '')))[3]).toEqual(
      user('[card] of course'),
    );
  });

  it('does not take the next turn for more of a word that begins with a value', () => {
    const turns = [
      'token=sk9fK2mQ8xL4vR7w',
      'Say more. '.repeat(30),
      'it begins with sk9fK2mQ',
      'thanks',
      'but',
    ];
    expect(
      createConversationRedactor()
        .redact([...turns, 'mQ8xL4vR7w'].map(user))
        .slice(2)
        .map(({ content }) => content),
    ).toEqual(['it begins with [secret]', 'thanks', 'but', '[secret]']);
  });

  it('does not take the plain words that follow a value', () => {
    const turns = [
      user('I am ada@example.com'),
      user('Thanks! Bye.'),
      user('password=hunter2'),
      user('thanks a lot'),
    ];
    expect(
      createConversationRedactor()
        .redact(turns)
        .map(({ content }) => content),
    ).toEqual(['I am [email]', 'Thanks! Bye.', 'password=[secret]', 'thanks a lot']);
  });

  it('does not take the plain words before a value', () => {
    const turns = [user('my mail is'), user('ada@example.com')];
    expect(createConversationRedactor().redact(turns)).toEqual([turns[0], user('[email]')]);
    const conversation = createConversationRedactor();
    conversation.redact(turns);
    expect(conversation.turn({ role: 'assistant', content: 'ada@example.com' })['content']).toBe('[email]');
  });

  it('takes the rest of a value whose beginning was found', () => {
    const turns = [user('got eyJhbGciOiJIUzI1NiJ9.ey'), user('JzdWIiOiIxIn0.dBjft ok')];
    expect(createConversationRedactor().redact(turns)).toEqual([user('got [jwt]'), user('[jwt] ok')]);
  });

  it('is no value where another role goes on', () => {
    const turns = [user('I pay 4111 1111'), { role: 'assistant', content: '1111 1111 what?' }];
    expect(createConversationRedactor().redact(turns)).toEqual(turns);
  });

  it('gives the same when the whole conversation is given again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PLANTED.flatMap(([text]) => text.split(/(?<= )/)), 'thanks', '4111 '), {
          maxLength: 8,
        }),
        (texts) => {
          const conversation = createConversationRedactor();
          const once = conversation.redact(texts.map(user));
          expect(conversation.redact(texts.map(user))).toEqual(once);
        },
      ),
      { numRuns: 200 },
    );
  });
});
