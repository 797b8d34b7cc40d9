import { createRandom, integer, prose, randomText } from '../records/text.js';

/** One turn in so many tells something that detectors find. */
const TELLING = 5;
/** One in so many calls a tool. */
const CALLING = 10;

/** The turns of a chat, each with words and values of its own: prose of 400 characters, one in five with a value. */
export function createTurns(count, seed) {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at) => createTurn(random, at));
}

function createTurn(random, at) {
  const text = prose(random, 400);
  const told = at % TELLING === 0 ? ` ${value(random)}` : '';
  if (at % CALLING === CALLING - 1) return call(random, text);
  return { role: at % 2 === 0 ? 'user' : 'assistant', content: text + told };
}

function value(random) {
  const values = [
    () => `Write to kim.${randomText(random, 8)}@mail.example.`,
    () => `The key is sk-${randomText(random, 40)}.`,
    () => `My password is ${randomText(random, 6)}-${integer(random, 1000, 9999)}.`,
    () => `Call +49 30 ${integer(random, 20_000_000, 99_999_999)}.`,
  ];
  return values[integer(random, 0, values.length - 1)]();
}

function call(random, text) {
  const given = JSON.stringify({ note: text, order: integer(random, 1, 9999), page: 2 });
  return {
    role: 'assistant',
    content: null,
    tool_calls: [
      {
        id: `call_${randomText(random, 10)}`,
        type: 'function',
        function: { name: 'find', arguments: given },
      },
    ],
  };
}

/** A text as a model gives it: in tokens of four characters. */
export function tokensOf(text) {
  return text.match(/[^]{1,4}/g);
}
