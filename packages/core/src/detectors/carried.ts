/** Finds text that is carried in base64, base64url or hexadecimal digits. */
import { isAlphanumeric } from './characters.js';
import type { Finding } from './detector.js';
import type { Trigger } from './triggers.js';

/**
 * Four characters of base64 stand for three bytes. Where all three are printable ASCII, only these stand in the first
 * three places: of a word or an identifier hardly one begins like that for long.
 */
export const QUAD = [
  '[I-Za-f]',
  '[C-HS-Xi-ny-z0-3]',
  '[ABEFIJMNQRUVYZcdghklopstwx014589]',
  '[\\w+/-]',
] as const;
/** The first digit of a byte of printable ASCII. */
export const HIGH_DIGIT = '[2-7]';

/** So many fours, or pairs of digits, have to be readable. */
export const QUADS = 3;
export const PAIRS = 10;
/** Of which so many are looked for in every text. */
const PAIRS_SEEN = 5;

/** Of these, every text in which `findCarried` finds something holds one. */
export const CARRIED_TRIGGERS: readonly Trigger[] = [
  `\\k${'\\1\\2\\3\\4'.repeat(QUADS)}`,
  `\\k${'\\p\\x'.repeat(PAIRS_SEEN)}`,
];

const BEGINNING = new RegExp(
  `(?<![A-Za-z\\d])(?:(?:${QUAD.join('')}){${QUADS}}|((?:${HIGH_DIGIT}[\\da-fA-F]){${PAIRS}}))`,
  'g',
);

/** Ten bytes: what is shorter has no room for anything to find. */
const FEWEST = 14;

/**
 * What `find` finds in the text that runs of base64 and of hexadecimal digits stand for. A finding is all of the run:
 * what is left of it could not be read any more. Reads each run once, as far as it is readable.
 */
export function findCarried(text: string, find: (carried: string) => readonly Finding[]): Finding[] {
  const findings: Finding[] = [];
  BEGINNING.lastIndex = 0;
  for (let match = BEGINNING.exec(text); match !== null; match = BEGINNING.exec(text)) {
    const start = match.index;
    const { carried, end } = match[1] === undefined ? readBase64(text, start) : readHex(text, start);
    const found = end - start < FEWEST ? [] : find(carried);
    const longest = longestOf(found);
    BEGINNING.lastIndex = longest === undefined ? end : runEnd(text, end);
    if (longest === undefined) continue;
    const confidence = found.reduce((most, one) => Math.max(most, one.confidence), 0);
    findings.push({ detector: longest.detector, start, end: BEGINNING.lastIndex, confidence });
  }
  return findings;
}

interface Carried {
  /** A unit for each byte. */
  readonly carried: string;
  /** Where it is readable no more. */
  readonly end: number;
}

function readBase64(text: string, start: number): Carried {
  let carried = '';
  let bits = 0;
  let at = start;
  for (; ; at++) {
    const value = valueOf(text.charCodeAt(at));
    if (value === -1) break;
    bits = (bits << 6) | value;
    const place = (at - start) & 3;
    if (place === 0) continue;
    const byte = (bits >> (6 - 2 * place)) & 255;
    if (!isReadable(byte)) break;
    carried += String.fromCharCode(byte);
  }
  return { carried, end: at };
}

function readHex(text: string, start: number): Carried {
  let carried = '';
  let at = start;
  for (; ; at += 2) {
    const byte = HEX_PAIR.test(text.slice(at, at + 2)) ? Number.parseInt(text.slice(at, at + 2), 16) : 0;
    if (!isReadable(byte)) break;
    carried += String.fromCharCode(byte);
  }
  return { carried, end: at };
}

const HEX_PAIR = /^[\da-f]{2}$/i;

/** What six bits a character of base64 or base64url stands for; -1 for others. */
function valueOf(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  return code === 47 || code === 95 ? 63 : -1;
}

/** Printable ASCII, tabs and line breaks, and what other letters are made of. */
function isReadable(byte: number): boolean {
  return (byte >= 32 && byte !== 127) || byte === 9 || byte === 10 || byte === 13;
}

function runEnd(text: string, from: number): number {
  let at = from;
  while (valueOf(text.charCodeAt(at)) !== -1) at++;
  // What fills up the last four is no part of another word.
  for (let fill = 0; fill < 2 && text[at] === '=' && !isAlphanumeric(text.charCodeAt(at + 1)); fill++) at++;
  return at;
}

function longestOf(findings: readonly Finding[]): Finding | undefined {
  let longest: Finding | undefined;
  for (const one of findings)
    if (longest === undefined || one.end - one.start > longest.end - longest.start) longest = one;
  return longest;
}
