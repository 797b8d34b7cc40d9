// What looking a message up costs, with 5,000 texts of which 1,000 have holes: `node bench/catalog.js` after a build.
import { createRedactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';

const TEXTS = 5000;
const WORDS =
  'user order cart request cache query token session worker queue page item price login job'.split(' ');

const word = (seed) => WORDS[seed % WORDS.length];
const messages = Array.from({ length: TEXTS }, (_, at) => {
  const text = `${word(at)} ${word(at >> 4)} of ${word(at >> 8)} ${at}`;
  if (at % 5 !== 0) return `${text} was handled by the ${word(at * 7)}`;
  // One in twenty of those begins with a hole, as `${name} failed` does.
  return at % 100 === 0 ? ['', ` failed in ${text}`] : [`${text} for `, ' in ', ' ms'];
});
const shown = (text) => (typeof text === 'string' ? text : text.join('Ada'));
const constants = messages.filter((text) => typeof text === 'string').map(shown);
const holed = messages.filter((text) => typeof text !== 'string').map(shown);
const missed = constants.map((text) => `${text}, said Ada`);

const { findText } = createRedactor(
  loadPolicy({ logsieve: 1, extends: [], message: { catalog: { messages } } }),
).compiled;

/** Nanoseconds a look-up; the least of several rounds. Texts are made anew, as those of a program are. */
function cost(texts) {
  let least = Infinity;
  for (let round = 0; round < 60; round++) {
    const fresh = [...texts, ...texts, ...texts].map((text) => text.split('').join(''));
    const start = process.hrtime.bigint();
    for (const text of fresh) findText(text);
    least = Math.min(least, Number(process.hrtime.bigint() - start) / fresh.length);
  }
  return `${Math.round(least)} ns`;
}

console.log(`${TEXTS} texts, ${holed.length} with holes`);
console.log(`a constant: ${cost(constants)}, a text with holes: ${cost(holed)}, a miss: ${cost(missed)}`);
const hostile = `${'user order of '.repeat(73)}`;
console.log(
  `a miss of ${hostile.length} characters: ${cost(Array.from({ length: 2000 }, (_, at) => hostile + at))}`,
);
