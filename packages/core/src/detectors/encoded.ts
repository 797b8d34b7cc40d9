import type { Trigger } from './triggers.js';
import { unitsOf } from './unit-sets.js';

/** Of these, every text that `isEncoded` is true of holds one. */
export const ENCODED_TRIGGERS: readonly Trigger[] = ['%\\x\\x', '\\\\', '&', '\\e'];

/** True where there is anything for `decodeText` to decode. */
export function isEncoded(text: string): boolean {
  return ENCODED.test(text);
}

/**
 * True for a UTF-16 unit beyond ASCII that is encoded by itself, or may be with the next one. Of most scripts no unit is.
 */
export function isEncodedUnit(unit: number): boolean {
  encodedUnits ??= findEncodedUnits();
  return encodedUnits[unit] === 1;
}

/** Made when first asked for: many a program logs nothing but ASCII. */
let encodedUnits: Uint8Array | undefined;

/** Surrogates that stand for mathematical letters begin with this one. */
const MATHEMATICAL = 0xd835;

function findEncodedUnits(): Uint8Array {
  const plain = unitsOf((text) => !UNIT.test(text));
  const units = new Uint8Array(plain.length);
  for (let unit = 128; unit < units.length; unit++) {
    if (!isSurrogate(unit)) units[unit] = 1 - (plain[unit] as number);
  }
  units[MATHEMATICAL] = 1;
  return units;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}

/** Decoded text and where it came from. */
export interface DecodedText {
  readonly text: string;
  /** For each UTF-16 unit of the text its place in the source; one more for the end. */
  readonly offsets: Uint32Array;
}

/**
 * Undoes one layer of percent-encoding, backslash escapes (JSON, JavaScript) and HTML character references, drops
 * characters without width and turns look-alikes of ASCII (full-width, mathematical) and digits of other scripts into
 * ASCII, so that detectors see `a%40b.example` or `\u0040` as what it stands for. Where nothing is encoded the text stays as it is.
 * Percent-encoded bytes above 0x7f become one unit each, which is enough to recognize what is around them.
 */
export function decodeText(source: string): DecodedText {
  const pattern = EVERY_ENCODED;
  pattern.lastIndex = 0;
  const offsets = new Uint32Array(source.length + 1);
  let text = '';
  let from = 0;
  for (let match = pattern.exec(source); match !== null; match = pattern.exec(source)) {
    for (let at = from; at < match.index; at++) offsets[text.length + at - from] = at;
    text += source.slice(from, match.index);
    const decoded = decodeOne(match[0]);
    for (let unit = 0; unit < decoded.length; unit++) offsets[text.length + unit] = match.index;
    text += decoded;
    from = pattern.lastIndex;
  }
  for (let at = from; at <= source.length; at++) offsets[text.length + at - from] = at;
  text += source.slice(from);
  return { text, offsets: offsets.subarray(0, text.length + 1) };
}

/** Zero-width and bidirectional controls, soft hyphen, variation selectors. */
const INVISIBLE = String.raw`[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|\u034f|[\ufe00-\ufe0f]`;
/** Unicode compatibility characters whose NFKC form is ASCII: other accents, ligatures and scripts stay as they are. */
const LOOK_ALIKE = String.raw`[\xaa\xb2\xb3\xb9\xba\u017f\u212a\u2000-\u200a\u2024\u202f\u205f\u2070\u2071\u2074-\u2079\u207c-\u2089\u208c-\u208e\u2460-\u2468\u24b6-\u24ea\u3000\ufe50\ufe52\ufe54-\ufe57\ufe59-\ufe66\ufe68-\ufe6b\uff01-\uff5e]|\ud835[\udc00-\udfff]`;
/** The zeros of other scripts, each followed by its other digits: Unicode category Nd, of what has 16 bits. */
const ZEROS = Array.from(
  '\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0' +
    '\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0',
  (zero) => zero.charCodeAt(0),
);
const DIGIT = `[${ZEROS.map((zero) => `${String.fromCharCode(zero)}-${String.fromCharCode(zero + 9)}`).join('')}]`;
/** Characters of ASCII by their name in HTML, beside the five of XML. */
const HTML: Readonly<Record<string, string>> = {
  ...{ quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', tab: '\t', newline: '\n' },
  ...{ excl: '!', num: '#', dollar: '$', percnt: '%', lpar: '(', rpar: ')', ast: '*', plus: '+', comma: ',' },
  ...{
    period: '.',
    sol: '/',
    colon: ':',
    semi: ';',
    equals: '=',
    quest: '?',
    commat: '@',
    lsqb: '[',
    lbrack: '[',
  },
  ...{
    bsol: '\\',
    rsqb: ']',
    rbrack: ']',
    hat: '^',
    lowbar: '_',
    grave: '`',
    lcub: '{',
    lbrace: '{',
    verbar: '|',
  },
  ...{ vert: '|', rcub: '}', rbrace: '}', hyphen: '-', dash: '-' },
};
const NAMES = Object.keys(HTML).join('|');
const ENCODED = new RegExp(
  String.raw`%[0-9a-f]{2}|\\(?:["'\\/bfnrt]|u[0-9a-f]{4}|x[0-9a-f]{2})|&(?:${NAMES}|#\d{1,7}|#x[0-9a-f]{1,6});|${INVISIBLE}|${LOOK_ALIKE}|${DIGIT}`,
  'i',
);
/** What beyond ASCII any of it begins with, or is; see `MATHEMATICAL`. */
const UNIT = new RegExp(`${INVISIBLE}|${LOOK_ALIKE}|${DIGIT}`, 'i');
const EVERY_ENCODED = new RegExp(ENCODED, 'gi');

const IS_INVISIBLE = new RegExp(INVISIBLE);

const NAMED: Readonly<Record<string, string>> = {
  '\\b': '\b',
  '\\f': '\f',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
};

function decodeOne(escape: string): string {
  const code = escape.charCodeAt(0);
  if (code > 127) return IS_INVISIBLE.test(escape) ? '' : (digitOf(code) ?? escape.normalize('NFKC'));
  const lower = escape.toLowerCase();
  const named = NAMED[lower];
  if (named !== undefined) return named;
  if (lower.startsWith('%')) return fromCode(lower.slice(1), 16);
  if (lower.startsWith('&#x')) return fromCode(lower.slice(3, -1), 16);
  if (lower.startsWith('&#')) return fromCode(lower.slice(2, -1), 10);
  if (escape.startsWith('&')) return HTML[lower.slice(1, -1)] ?? escape;
  return escape.length === 2 ? escape.slice(1) : fromCode(lower.slice(2), 16);
}

function digitOf(code: number): string | undefined {
  const zero = ZEROS.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? undefined : String(code - zero);
}

function fromCode(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
