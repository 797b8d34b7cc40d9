import { createConversationRedactor } from '@logsieve/core';
import { createTurns, tokensOf } from './messages.js';
import { TURNS } from './records.js';

const PATH = 'conversations';
const STRINGIFY = 'JSON.stringify of the messages';
const STRINGIFY_TOKENS = 'JSON.stringify of each token';
const EARLY = `logsieve turn, after ${TURNS[0]}`;
/** Turns that are timed after others. They come round: what is remembered grows no further. */
const FURTHER = 20;
/** Characters of a text that is streamed. */
const STREAMED = 4_000;

/** A whole conversation, from its first turn: all messages at once, and one by one. `run` gives how many turns it took. */
export function wholeContenders(count) {
  const messages = createTurns(count, count);
  const give = (result) => ({ result, units: count });
  return [
    contender(STRINGIFY, STRINGIFY, () => give(JSON.stringify(messages))),
    contender('logsieve redact', STRINGIFY, () => give(createConversationRedactor().redact(messages))),
    contender('logsieve turn', STRINGIFY, () => {
      const conversation = createConversationRedactor();
      return give(messages.map((message) => conversation.turn(message)));
    }),
  ];
}

/** Further turns of a conversation that has had so many, against one that has only begun. */
export function furtherContenders(count) {
  const further = createTurns(FURTHER, 7);
  return [TURNS[0], count].map((before, index) => {
    const conversation = conversationOf(before);
    return contender(index === 0 ? EARLY : 'logsieve turn, after more', EARLY, () => ({
      result: further.map((message) => conversation.turn(message)),
      units: FURTHER,
    }));
  });
}

/** A text token by token, with nothing remembered and after a conversation. */
export function streamContenders() {
  const tokens = streamedTokens();
  const after = conversationOf(TURNS[1]);
  const stream = (conversation) => () => {
    const { push, end } = conversation.stream();
    return { result: tokens.map((token) => push(token)).concat(end()), units: tokens.length };
  };
  return [
    contender(STRINGIFY_TOKENS, STRINGIFY_TOKENS, () => ({
      result: tokens.map((token) => JSON.stringify(token)),
      units: tokens.length,
    })),
    contender('logsieve stream', STRINGIFY_TOKENS, () => stream(createConversationRedactor())()),
    contender(`logsieve stream, after ${TURNS[1]} turns`, STRINGIFY_TOKENS, stream(after)),
  ];
}

/** The most characters that a stream held of the text at any time. */
export function mostHeld() {
  const { push } = conversationOf(TURNS[1]).stream();
  let held = 0;
  return streamedTokens().reduce((most, token) => {
    held += token.length - push(token).length;
    return Math.max(most, held);
  }, 0);
}

/** Prose with a value here and there. */
function streamedTokens() {
  const texts = createTurns(STREAMED / 400, 11).flatMap(({ content }) => content ?? []);
  return tokensOf(texts.join('\n'));
}

function conversationOf(count) {
  const conversation = createConversationRedactor();
  for (const message of createTurns(count, count + 1)) conversation.turn(message);
  return conversation;
}

function contender(name, against, run) {
  return { path: PATH, name, against, run };
}
