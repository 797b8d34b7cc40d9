/** Deterministic stand-ins for what users type: the same records in every run, no two variants alike. */

const WORDS = (
  'the order came without invoice please send it again to my address and tell when next delivery will be there ' +
  'customer wrote that payment failed twice yesterday evening although card was valid we should check whether ' +
  'refund of 42.50 was booked before Monday "urgent" thanks café naïve Zürich résumé – maybe later'
).split(' ');

/** A pseudo-random generator (mulberry32): numbers in [0, 1). */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sentences of about `length` characters, with the quotes, line feeds and accents that text has. */
export function prose(random, length) {
  let text = '';
  for (let word = 0; text.length < length; word++) {
    if (word > 0) text += word % 14 === 0 ? '.\n' : ' ';
    text += WORDS[Math.floor(random() * WORDS.length)];
  }
  return text;
}

/** `length` characters of an alphabet; base64url by default. */
export function randomText(random, length, alphabet = BASE64URL) {
  let text = '';
  while (text.length < length) text += alphabet[Math.floor(random() * alphabet.length)];
  return text;
}

/** A version 4 UUID. */
export function uuid(random) {
  const hex = (length) => randomText(random, length, '0123456789abcdef');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** An integer in [low, high]. */
export function integer(random, low, high) {
  return low + Math.floor(random() * (high - low + 1));
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
