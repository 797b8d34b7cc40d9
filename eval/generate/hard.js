/**
 * Values in forms that are made to be overlooked, or that come about on the way: spoken, split, in other digits,
 * escaped, encoded. Each form says what carries it and which types it is used on; a written value remembers the plain
 * one, since an output that undoes the form without removing the value has not found it.
 */
import { createValue } from './values/index.js';

const ZERO_WIDTH = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad'];
/** First digit of other scripts, by code point: full width, Arabic, Devanagari, bold, monospace. */
const DIGIT_ZEROS = [0xff10, 0x0660, 0x0966, 0x1d7ce, 0x1d7f6];

const FORMS = [
  form('spoken', 'text', ['email'], spoken),
  form('spaced', 'text', ['card', 'ssn', 'iban', 'phone'], (text, random) => spaced(text, random)),
  form('odd-separators', 'text', ['card', 'ssn', 'iban', 'phone'], oddSeparators),
  form('zero-width', 'text', ['email', 'card', 'ssn', 'iban', 'ipv4', 'password'], zeroWidth),
  form('other-digits', 'text', ['card', 'ssn', 'phone', 'ipv4'], otherDigits),
  form('full-width', 'text', ['email', 'iban', 'card', 'vendor-token'], fullWidth),
  form('percent', 'query', ['email', 'iban', 'card', 'password', 'ssn'], percent),
  form('json-escape', 'json', ['email', 'card', 'password', 'ipv4', 'ssn'], jsonEscape),
  form('html-escape', 'html', ['email', 'phone', 'card', 'password'], htmlEscape),
  form('base64', 'base64', ['email', 'card', 'password', 'ssn', 'phone'], base64),
  form(
    'nested-json',
    'nested',
    ['email', 'card', 'password', 'ssn', 'iban', 'phone', 'jwt', 'vendor-token'],
    (text) => text,
  ),
];

function form(name, carrier, types, write) {
  return { name, carrier, types, write };
}

/** What carries a hard form, its type, and the value written in it. */
export function createHard(random, { set, form: wanted }) {
  const { name, carrier, types, write } = FORMS[wanted % FORMS.length];
  for (;;) {
    const type = random.pick(types);
    const made = createValue(type, random, { hasWord: true, set });
    if (made.parts.length !== 1) continue;
    const plain = made.parts[0].text;
    const text = write(plain, random, type);
    return { carrier, of: type, part: { kind: 'value', type: 'hard', sub: name, text, plain } };
  }
}

function spoken(text, random) {
  const [at, dot] = random.pick([
    [' (at) ', ' dot '],
    [' at ', ' dot '],
    ['[at]', '[dot]'],
    [' [at] ', '.'],
    [' AT ', ' DOT '],
    ['(at)', '(dot)'],
    [' {at} ', ' {dot} '],
    ['_at_', '_dot_'],
    [' @ ', ' . '],
  ]);
  const [local, domain] = [text.slice(0, text.lastIndexOf('@')), text.slice(text.lastIndexOf('@') + 1)];
  return `${local}${at}${domain.replaceAll('.', dot)}`;
}

function spaced(text, random) {
  const compact = text.replace(/[^\p{L}\p{N}+]/gu, '');
  return [...compact].join(random.pick([' ', ' ', '-', '.', '_']));
}

/** Separators that print like the usual ones or stand in for them. */
function oddSeparators(text, random, type) {
  const separator = random.pick(['\u00a0', '\u2009', '\u2011', '\u2013', ' - ', '  ', '/', '\t']);
  if (/[ .-]/.test(text)) return text.replace(/[ .-]+/g, separator);
  const groups = type === 'ssn' ? /^(...)(..)(....)$/ : /^(.{4})(.{4})(.*)$/;
  return text.replace(groups, ['$1', '$2', '$3'].join(separator));
}

function zeroWidth(text, random) {
  const mark = random.pick(ZERO_WIDTH);
  const every = random.int(1, 3);
  return [...text]
    .map((character, index) => (index % every === 0 && index > 0 ? mark + character : character))
    .join('');
}

function otherDigits(text, random) {
  const zero = random.pick(DIGIT_ZEROS);
  return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

function fullWidth(text) {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

/** All characters, or those that have to be twice. */
function percent(text, random) {
  if (random.chance(0.5)) return hexOf(text, '%', 1);
  return encodeURIComponent(
    text.includes('@') || text.includes(' ') ? encodeURIComponent(text) : hexOf(text, '%', 3),
  );
}

function jsonEscape(text, random) {
  const every = random.int(1, 3);
  const write = random.chance(0.3)
    ? (code) => `\\x${code.toString(16).padStart(2, '0')}`
    : (code) => `\\u${code.toString(16).padStart(4, '0')}`;
  const escaped = (character, index) => index % every === 0 || /[@."\\]/.test(character);
  return [...text]
    .map((c, index) => (escaped(c, index) && c.length === 1 ? write(c.charCodeAt(0)) : c))
    .join('');
}

function htmlEscape(text, random) {
  const named = { '@': '&commat;', '.': '&period;', '+': '&plus;', '!': '&excl;', '#': '&num;' };
  const every = random.int(1, 4);
  return [...text]
    .map((character, index) => {
      if (named[character] !== undefined && random.chance(0.3)) return named[character];
      if (index % every !== 0 && character !== '@') return character;
      const code = character.codePointAt(0);
      return random.chance(0.5) ? `&#${code};` : `&#x${code.toString(16)};`;
    })
    .join('');
}

/** Of the value alone, or of what it is likely to stand in. */
function base64(text, random, type) {
  const whole = random.pick([
    () => text,
    () => JSON.stringify({ [type]: text, id: random.int(1, 999) }),
    () => `id=${random.int(1, 99)}&${type}=${encodeURIComponent(text)}`,
    () => JSON.stringify({ user: { [type]: text } }),
  ])();
  return Buffer.from(whole).toString(random.chance(0.3) ? 'base64url' : 'base64');
}

function hexOf(text, prefix, every) {
  const bytes = [...Buffer.from(text)];
  return bytes
    .map((byte, index) =>
      index % every === 0 || byte > 126
        ? `${prefix}${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('');
}
