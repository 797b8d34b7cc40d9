/** What is planted in conversations: values of a form that the default detectors know, and the texts that tell them. */
import type { Random } from '../random.js';

/** A value, and a text in which the default detectors find all of it. */
export interface Told {
  readonly value: string;
  readonly text: string;
}

const KINDS: readonly ((random: Random) => Told)[] = [
  (random) => {
    const value = grouped(cardNumber(random), 4, random.pick(['', ' ', '-']));
    return {
      value,
      text: random.pick([`my card is ${value}`, `pay with ${value}, please`, `card=${value}`]),
    };
  },
  (random) => {
    const value = `${between(random, 100, 665)}-${between(random, 10, 99)}-${between(random, 1000, 9999)}`;
    return { value, text: random.pick([`ssn ${value}`, `my social security number: ${value}`]) };
  },
  (random) => {
    const value = `${word(random, 5)}.${word(random, 6)}${random.int(90)}@mail.example.com`;
    return {
      value,
      text: random.pick([value, `write to ${value}`, `<mailto:${value}>`, `I am ${value}, hi!`]),
    };
  },
  (random) => {
    const value = random.pick([
      `${mixed(random, 5)}-${mixed(random, 6)}`,
      `${word(random, 6)}${between(random, 1000, 9999)}`,
      `${mixed(random, 6)}&${mixed(random, 5)}!`,
      `gr\u00fc\u00dfe-${between(random, 10_000, 99_999)}`,
      mixed(random, 26),
    ]);
    const told = [`password: ${value}`, `pwd=${value}`, `{"password":"${value}"}`, `my password is ${value}`];
    return { value, text: random.pick(told) };
  },
  (random) => {
    const value = mixed(random, between(random, 18, 40));
    return {
      value,
      text: random.pick([`api_key=${value}`, `Authorization: Bearer ${value}`, `token: ${value}`]),
    };
  },
  (random) => {
    const value = `ghp_${mixed(random, 36)}`;
    return { value, text: random.pick([value, `I use ${value} for git`]) };
  },
  (random) => {
    const account = digits(random, 18);
    const check = 98n - (BigInt(`${account}131400`) % 97n);
    const value = grouped(`DE${String(check).padStart(2, '0')}${account}`, 4, random.pick(['', ' ']));
    return { value, text: random.pick([value, `IBAN ${value}`, `send it to ${value}.`]) };
  },
  (random) => {
    const value = `+49 30 ${between(random, 2, 9)}${digits(random, 3)} ${digits(random, 4)}`;
    return { value, text: random.pick([`call ${value}`, `phone: ${value}`, value]) };
  },
  (random) => {
    const value = mixed(random, 12);
    return { value, text: `postgres://app:${value}@db.internal:5432/main` };
  },
];

/** A value of any kind, told. */
export function tell(random: Random): Told {
  return random.pick(KINDS)(random);
}

/** A name that no detector knows: for recognizers. */
export function personName(random: Random): string {
  return `${capital(word(random, 6))} ${capital(word(random, 8))}`;
}

/** `count` letters and digits of both cases, at least two of each kind. */
function mixed(random: Random, count: number): string {
  const some = Array.from({ length: count - 4 }, () =>
    random.pick([...LETTERS, ...LETTERS.toUpperCase(), ...DIGITS]),
  );
  return `${random.pick([...FIRST])}${random.int(10)}${some.join('')}${random.int(10)}${random.pick([...'QXZ'])}`;
}

/** A word that begins with v and a digit is taken for a version. */
const FIRST = 'abcdefghkmnpqrst';
const LETTERS = 'abcdefghijkmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** Letters that make no word of any language. */
function word(random: Random, count: number): string {
  return Array.from({ length: count }, (_, at) =>
    random.pick([...(at % 2 === 0 ? 'zxqvkjw' : 'aeiou')]),
  ).join('');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.int(10)).join('');
}

function between(random: Random, least: number, most: number): number {
  return least + random.int(most - least + 1);
}

function cardNumber(random: Random): string {
  const most = `4${digits(random, 14)}`;
  const sum = [...most].reduce((total, digit, at) => total + luhn(Number(digit), at % 2 === 0), 0);
  return `${most}${(10 - (sum % 10)) % 10}`;
}

function luhn(digit: number, isDoubled: boolean): number {
  const value = isDoubled ? 2 * digit : digit;
  return value > 9 ? value - 9 : value;
}

/** Groups of `size` characters. */
export function grouped(text: string, size: number, separator: string): string {
  return text.match(new RegExp(`.{1,${size}}`, 'gsu'))?.join(separator) ?? '';
}
