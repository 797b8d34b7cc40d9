/**
 * A source of random numbers that gives the same ones for the same seed, on every machine. `fork` gives one of its
 * own for a name, so that what is added in one place leaves all other places as they were.
 */
export function createRandom(seed) {
  let state = hash(String(seed));
  const next = () => {
    // splitmix32: small, and good enough to pick templates and digits with.
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  const int = (low, high) => low + Math.floor(next() * (high - low + 1));
  const pick = (list) => list[int(0, list.length - 1)];
  const string = (alphabet, length) =>
    Array.from({ length }, () => alphabet[int(0, alphabet.length - 1)]).join('');
  return {
    /** A whole number, both ends included. */
    int,
    pick,
    /** True in that share of calls. */
    chance: (share) => next() < share,
    /** Characters of an alphabet. */
    string,
    digits: (length) => string('0123456789', length),
    hex: (length) => string('0123456789abcdef', length),
    alnum: (length) => string(ALPHANUMERIC, length),
    base64: (bytes) => Buffer.from(Array.from({ length: bytes }, () => int(0, 255))).toString('base64'),
    base64url: (length) => string(`${ALPHANUMERIC}-_`, length),
    shuffle: (list) => shuffle(list, int),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function shuffle(list, int) {
  const shuffled = [...list];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = int(0, last);
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

/** FNV-1a of the UTF-16 units. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
