/** Secrets that only the word beside them tells. */

const WORDS = [
  'winter',
  'dragon',
  'sunshine',
  'monkey',
  'harbor',
  'falcon',
  'cobalt',
  'maple',
  'tiger',
  'velvet',
  'lotus',
];
/** Not among them what ends a value in a form, a shell or a URL: templates that quote may take `passphrase`. */
const SYMBOLS = '!@#$%^*_-+.?';

/** As people and generators make them; at least six characters. */
export function password(random) {
  const word = random.pick(WORDS);
  const capital = word[0].toUpperCase() + word.slice(1);
  return random.pick([
    () => `${word}${random.int(1, 9999)}`.padEnd(6, '1'),
    () => `${capital}${random.int(1990, 2026)}!`,
    () => `${capital}_${random.pick(WORDS)}#${random.int(1, 99)}`,
    () => `${word}-${random.pick(WORDS)}-${random.pick(WORDS)}`,
    () => random.alnum(random.int(10, 24)),
    () => complex(random, random.int(10, 20)),
    () => complex(random, random.int(8, 12)),
    () => random.hex(random.pick([16, 24, 32])),
    () => `P@${random.pick(['ss', '55'])}w0rd${random.int(1, 999)}`,
    () => random.base64url(22),
    () => `${random.pick(['Qwerty', 'Zaq1', 'Abc'])}${random.pick('!@#$')}${random.int(100, 99_999)}`,
  ])();
}

/** Starts and ends with a letter or digit, so that where it ends can be seen. */
function complex(random, length) {
  const alphabet = `abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789${SYMBOLS}`;
  return `${random.alnum(1)}${random.string(alphabet, length - 2)}${random.alnum(1)}`;
}

/** With spaces and punctuation in it: only where quotes tell the end. */
export function passphrase(random) {
  return random.pick([
    () => `${random.pick(WORDS)} ${random.pick(WORDS)} ${random.pick(WORDS)} ${random.int(1, 99)}`,
    () => `${complex(random, 6)} ${complex(random, 6)}`,
    () => `${random.pick(WORDS)}, ${random.pick(WORDS)}; ${random.int(10, 99)}`,
    () => `${complex(random, 5)}&${complex(random, 4)}=${random.alnum(3)}`,
  ])();
}

/** High entropy and no form of its own: keys, salts, signatures, codes. */
export function entropy(random) {
  return random.pick([
    () => random.hex(random.pick([32, 40, 48, 64])),
    () => random.base64(random.pick([18, 24, 32, 48])),
    () => random.base64url(random.pick([22, 32, 43, 64])),
    () => random.alnum(random.int(20, 40)),
    () => `${random.alnum(8)}-${random.alnum(8)}-${random.alnum(8)}-${random.alnum(8)}`,
    () => random.string('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', random.pick([16, 26, 32])),
  ])();
}

/** What stands after a telling name in a query string. */
export function queryToken(random) {
  return random.pick([
    () => random.hex(random.pick([32, 40, 64])),
    () => random.base64url(random.int(20, 48)),
    () => random.alnum(random.int(16, 40)),
    () => encodeURIComponent(random.base64(32)),
    () => `4/0A${random.base64url(60)}`,
  ])();
}
