/** The forms in which a value is repeated after it was told: those that docs/conversations.md says are found. */
import type { Random } from '../random.js';
import { grouped } from './values.js';

/** A value as it is repeated: one text, or the pieces that follow each other in turns or parts. */
export type Repeated = readonly string[];

/** A value in one of its forms. */
export function repeat(value: string, random: Random): Repeated {
  const form = random.chance(0.3) ? partOf(value, random) : value;
  const written = random.pick(WRITINGS)(form, random);
  return random.chance(0.25) ? cut(written, random) : [random.pick(SURROUNDINGS)(written)];
}

type Writing = (text: string, random: Random) => string;

/** How the same letters and digits can be written. */
const WRITINGS: readonly Writing[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replace(/[^\p{L}\p{N}]/gu, ''),
  (text) => text.replace(/[^\p{L}\p{N}]+/gu, ' '),
  (text, random) => grouped(text.replace(/[^\p{L}\p{N}]/gu, ''), 1 + random.int(5), random.pick(SEPARATORS)),
  (text) => text.replace(/[!-/:-@]/g, (sign) => `%${hexOf(sign)}`),
  (text) => text.replace(/[!-/:-@]/g, (sign) => `\\u00${hexOf(sign)}`),
  (text) => text.replace(/[!-/:-@]/g, (sign) => `&#x${hexOf(sign)};`),
  (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  (text) => text.replace(/[A-Za-z]/g, bold),
  (text) => text.replace(/[a-z]/g, '$&\u0301').normalize(),
  (text) => text.replace(/[a-z]/gi, '$&\u0336'),
  (text, random) => grouped(text, 1 + random.int(4), random.pick(['\u200b', '\u00ad', '\u2060', '\ufe0f'])),
  (text, random) => text.replace(/\d/g, digitsFrom(random.pick([0x660, 0x6f0, 0x966, 0xe50, 0x1d7ce]))),
];

const SEPARATORS = [' ', '-', '.', '_', '/', '  ', ' - ', '\u00b7', '\n', '\u2011', ', '];

const SURROUNDINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `is it ${text} or not`,
  (text) => `"${text}"`,
  (text) => `**${text}**, I think`,
  (text) => `(${text})`,
  (text) => `so ${text}?`,
  (text) => `${text}.`,
  (text) => `x=${text}; y=1`,
  (text) => `\ud83d\udd11${text}\u2026`,
  (text) => `<b>${text}</b>`,
];

/** Of which the redactor says that it finds them. */
function partOf(value: string, random: Random): string {
  const address = /^([^@\s]+)@([^@\s]+)$/.exec(value);
  if (address !== null) {
    const [, local = '', host = ''] = address;
    const dotted = host.replaceAll('.', ' dot ');
    return random.pick([local, `${local} at ${dotted}`, `${local.replaceAll('.', ' dot ')} at ${dotted}`]);
  }
  const units = [...value];
  const count = value.replace(/[^\p{L}\p{N}]/gu, '').length;
  const most = Math.floor(units.length * 0.35);
  const isNumber = /^[\d\s()+-]+$/.test(value);
  if (count >= 16 && random.chance(0.5)) return units.slice(0, units.length - random.int(most)).join('');
  if (count >= 16 || (isNumber && count >= 11)) return units.slice(random.int(most)).join('');
  // In a word with other letters.
  return /\d/.test(value) && count >= 8 ? random.pick([`my${value}`, `${value}s`, `q${value}q`]) : value;
}

/** Two or three pieces, each of something. */
export function cut(text: string, random: Random): Repeated {
  const units = [...text];
  const places = Array.from({ length: 1 + random.int(2) }, () => 1 + random.int(units.length - 1));
  const ends = [...new Set(places), units.length].sort((a, b) => a - b);
  return ends.map((end, index) => units.slice(ends[index - 1] ?? 0, end).join(''));
}

function hexOf(sign: string): string {
  return sign.charCodeAt(0).toString(16).padStart(2, '0');
}

function bold(letter: string): string {
  const code = letter.charCodeAt(0);
  return String.fromCodePoint(code < 97 ? 0x1d400 + code - 65 : 0x1d41a + code - 97);
}

function digitsFrom(zero: number): (digit: string) => string {
  return (digit) => String.fromCodePoint(zero + Number(digit));
}
