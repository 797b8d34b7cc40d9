import { Buffer } from 'node:buffer';
import type { Random } from './random.js';

/** What takes the place of a text, and what of it is looked for. */
export interface Shaped {
  readonly value: string;
  readonly text: string;
  readonly parts: readonly string[];
}

interface Shape {
  readonly kind: string;
  readonly matches: (given: string) => boolean;
  readonly make: (random: Random, given: string) => Shaped;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** In this order: a text gets the first shape that is its own. The last two are of no shape that a detector knows. */
const SHAPES: readonly Shape[] = [
  { kind: 'email', matches: (given) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given), make: email },
  { kind: 'jwt', matches: (given) => /^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(given), make: jwt },
  { kind: 'basic', matches: (given) => /^basic /i.test(given), make: basic },
  { kind: 'bearer', matches: (given) => /^bearer /i.test(given), make: bearer },
  { kind: 'url', matches: (given) => /^([a-z][a-z+.-]*:\/\/|\/)\S*$/i.test(given), make: url },
  { kind: 'uuid', matches: (given) => UUID.test(given), make: uuid },
  { kind: 'ip', matches: (given) => /^\d{1,3}(\.\d{1,3}){3}$/.test(given), make: ip },
  { kind: 'date', matches: (given) => DATE.test(given), make: date },
  { kind: 'card', matches: (given) => /^\d(?:[ -]?\d){12,18}$/.test(given) && isLuhn(given), make: card },
  { kind: 'digits', matches: (given) => /^[+(]?\d[\d ().-]*$/.test(given) && count(given) > 7, make: digits },
  { kind: 'word', matches: (given) => /^\S+$/.test(given), make: word },
  { kind: 'text', matches: () => true, make: text },
];

/** A canary of the shape that a text has, so that what validates it goes on to accept it. */
export function shapeLike(given: string, random: Random): Shaped & { readonly kind: string } {
  const shape = SHAPES.find(({ matches }) => matches(given)) as Shape;
  return { kind: shape.kind, ...shape.make(random, given) };
}

/** Pronounceable, eight letters, no word of any language that matters here. */
function syllables(random: Random): string {
  const pairs = Array.from({ length: 4 }, () => random.pick('bdfgklmnprstvz', 1) + random.pick('aeiou', 1));
  return pairs.join('');
}

function email(random: Random): Shaped {
  const [first, last] = [syllables(random), syllables(random)];
  const value = `${first}.${last}@canary.example`;
  return { value, text: value, parts: [`${first}.${last}`, first, last] };
}

/** Signed by nobody. What its claims say is looked for, too: a service may log them decoded. */
function jwt(random: Random): Shaped {
  const subject = syllables(random) + syllables(random);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signature = random.pick(DIGITS, 43);
  const value = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: subject })}.${signature}`;
  return { value, text: value, parts: [subject, ...halves(signature)] };
}

function basic(random: Random): Shaped {
  const [user, password] = [syllables(random), syllables(random)];
  const credentials = `${user}:${password}`;
  const value = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return { value, text: credentials, parts: [user, password] };
}

function bearer(random: Random): Shaped {
  const token = random.pick(DIGITS, 40);
  return { value: `Bearer ${token}`, text: token, parts: halves(token) };
}

/** The same URL with a canary in its query: the path is what a route may be made of. */
function url(random: Random, given: string): Shaped {
  const { text, parts } = word(random);
  const [before = '', hash] = given.split('#');
  const query = `${before.includes('?') ? '&' : '?'}canary=${text}`;
  return { value: `${before}${query}${hash === undefined ? '' : `#${hash}`}`, text, parts };
}

function uuid(random: Random): Shaped {
  const hex = random.pick('0123456789abcdef', 32);
  const variant = '89ab'.charAt(random.integer(4));
  const value = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ];
  return {
    value: value.join('-'),
    text: value.join('-'),
    parts: [value.slice(0, 3).join('-'), hex.slice(20)],
  };
}

/** From 198.18.0.0/15, which is for benchmarks (RFC 2544) and nobody's address. */
function ip(random: Random): Shaped {
  const value = `198.${18 + random.integer(2)}.${100 + random.integer(156)}.${100 + random.integer(156)}`;
  return { value, text: value, parts: [] };
}

/** A day of a year that no log is about. */
function date(random: Random, given: string): Shaped {
  const two = (below: number, from = 0) => String(from + random.integer(below)).padStart(2, '0');
  const day = `${2200 + random.integer(700)}-${two(12, 1)}-${two(28, 1)}`;
  const value =
    given.length > 10 ? `${day}T${two(24)}:${two(60)}:${two(60)}.${100 + random.integer(900)}Z` : day;
  return { value, text: value, parts: [] };
}

/** From the range of the well-known test card 4111 1111 1111 1111, grouped as the given number is. */
function card(random: Random, given: string): Shaped {
  const start = `411111${random.pick('0123456789', 9)}`;
  const number = Array.from({ length: 10 }, (_, check) => `${start}${check}`).find(isLuhn) as string;
  const value = count(given) === 16 ? regroup(number, given) : number;
  return { value, text: number, parts: [number.slice(0, 12), number.slice(-12)] };
}

/** Other digits in the same places. A phone number in international form is one of area code 555, which is nobody's. */
function digits(random: Random, given: string): Shaped {
  const start = given.startsWith('+') ? '1555' : String(1 + random.integer(9));
  const value = regroup(start + random.pick('0123456789', count(given) - start.length), given);
  return { value, text: value, parts: [] };
}

function word(random: Random): Shaped {
  const [first, last] = [syllables(random), syllables(random)];
  const value = `${first}Canary${last}`;
  return { value, text: value, parts: [first, last] };
}

function text(random: Random): Shaped {
  const [first, last] = [syllables(random), syllables(random)];
  const value = `${first} canary ${last}`;
  return { value, text: value, parts: [first, last] };
}

function halves(secret: string): string[] {
  const middle = Math.ceil(secret.length / 2);
  return [secret.slice(0, middle), secret.slice(middle)];
}

function regroup(number: string, given: string): string {
  let at = 0;
  return given.replace(/\d/g, () => number.charAt(at++));
}

function count(given: string): number {
  return given.replace(/\D/g, '').length;
}

/** ISO/IEC 7812-1. */
function isLuhn(given: string): boolean {
  const reversed = Array.from(given.replace(/\D/g, '')).reverse();
  const sum = reversed.reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
