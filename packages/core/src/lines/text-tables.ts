/** Tables by which the engine tells free text that is copied as it is from what detectors have to see. */
import { HIGH_DIGIT, QUAD } from '../detectors/carried.js';
import { decodeText, isEncoded } from '../detectors/encoded.js';
import { unitsOf } from '../detectors/unit-sets.js';
import { quote } from '../json/json-text.js';
import type { Definitions } from '../policy/policy.js';
import type { Image } from './image.js';
import {
  CARRIES,
  CARRIES_HEX,
  CARRIES_HIGH,
  CLASS_BACKSLASH,
  CLASS_BEYOND_ASCII,
  CLASS_CALL,
  CLASS_SLASH,
  HEAD_CARRIED,
  HEAD_CLASSES,
  HEAD_SAFE,
  HEAD_WORDS,
  HEAD_WORDS_FOUND,
  SAYS_CALL,
  SAYS_CALL_WITH_SLASH,
  SAYS_COLON,
  SAYS_DIGITS,
  SAYS_FISCAL,
  SAYS_NUMBER,
  SAYS_TELLING,
} from './layout.js';
import { type Signs, signsOf } from './signs.js';
import { classOf, putWords } from './words.js';

/** What a text that is encoded has in it, of ASCII. */
const ENCODED = ['%', '&'];
/** As a word: four digits in a row. */
const FOUR_DIGITS = '0000';
const TWO_DIGITS = '00';

/** Writes the tables for the detectors of these ids, some of which `define` has. False where that cannot be done. */
export function putTextTables(image: Image, ids: readonly string[], define: Definitions = {}): boolean {
  const signs = signsOf(ids, define);
  if (signs === undefined) return false;
  const words = new Map<string, number>();
  const say = (word: string, says: number) => words.set(word, (words.get(word) ?? 0) | says);
  for (const { words: all = [], wordsWithSlash = [], wordsBefore = [], ...also } of signs) {
    for (const word of wordsWithSlash) say(word, SAYS_CALL_WITH_SLASH);
    for (const word of all) say(word, SAYS_CALL);
    for (const word of wordsBefore) say(word, SAYS_TELLING);
    if (also.digits === true) say(FOUR_DIGITS, SAYS_DIGITS);
    if (also.numbers === true) say(TWO_DIGITS, SAYS_NUMBER);
    if (also.fiscal === true) say(TWO_DIGITS, SAYS_FISCAL);
    if (also.colons === true) say(':', SAYS_COLON);
  }
  const table = putWords(image, withoutRedundant(words));
  if (table === undefined) return false;
  image.setNumber(HEAD_WORDS, table.address);
  image.setNumber(HEAD_WORDS_FOUND, table.foundFrom);
  putClasses(image, signs);
  putCarried(image, signs.length > 0);
  image.setNumber(
    HEAD_SAFE,
    image.put(safeUnitsBut(signs.map(({ beyondAscii = '' }) => beyondAscii).join(''))),
  );
  return true;
}

/** A text with a word that holds another one has that one too. Fewer words are fewer states, of which there is a limit. */
function withoutRedundant(words: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const calls = [...words].filter(([, says]) => says === SAYS_CALL).map(([word]) => word);
  const isRedundant = (word: string) => calls.some((call) => call !== word && word.includes(call));
  return new Map([...words].filter(([word]) => !isRedundant(word)));
}

function putClasses(image: Image, signs: readonly Signs[]): void {
  const calls = new Set(signs.flatMap(({ characters = [] }) => characters));
  if (signs.length > 0) for (const character of ENCODED) calls.add(character);
  const isAnything = signs.some(({ anything }) => anything === true);
  const classes = image.reserve(256);
  for (let byte = 0; byte < 256; byte++)
    image.setByte(classes + byte, isAnything ? CLASS_CALL : classOfByte(byte, calls));
  image.setNumber(HEAD_CLASSES, classes);
}

function classOfByte(byte: number, calls: ReadonlySet<string>): number {
  const character = String.fromCharCode(byte);
  if (byte > 127) return CLASS_BEYOND_ASCII;
  if (byte === 127 || calls.has(character)) return CLASS_CALL;
  switch (character) {
    case '\\':
      return CLASS_BACKSLASH;
    case '/':
      return CLASS_SLASH;
    default:
      return classOf(character);
  }
}

/** What each byte may be of a run that carries other text: nothing where no detector would look at that. */
function putCarried(image: Image, isWanted: boolean): void {
  const carries = image.reserve(256);
  for (let byte = 0; isWanted && byte < 128; byte++) {
    const character = String.fromCharCode(byte);
    const says = CARRYING.map(([pattern, bit]) => (pattern.test(character) ? bit : 0));
    image.setByte(
      carries + byte,
      says.reduce((all, bit) => all | bit, 0),
    );
  }
  image.setNumber(HEAD_CARRIED, carries);
}

const CARRYING: readonly (readonly [RegExp, number])[] = [
  ...QUAD.map((place, at) => [new RegExp(place), CARRIES << at] as const),
  [new RegExp(HIGH_DIGIT), CARRIES_HIGH],
  [/[\da-f]/i, CARRIES_HEX],
];

let units: Uint8Array | undefined;

/**
 * A bit for each UTF-16 unit: 1 where it is written as it is, and stands for itself or for what is in no word, so that
 * no detector sees anything of ASCII in it but that. Made once: it depends on nothing.
 */
function safeUnits(): Uint8Array {
  units ??= findSafeUnits();
  return units;
}

/** The same with some units that detectors look for. */
function safeUnitsBut(wanted: string): Uint8Array {
  const safe = safeUnits().slice();
  for (let at = 0; at < wanted.length; at++) {
    const code = wanted.charCodeAt(at);
    safe[code >> 3] = (safe[code >> 3] as number) & ~(1 << (code & 7));
  }
  return safe;
}

function findSafeUnits(): Uint8Array {
  const units = unitsOf(isSafe);
  const safe = new Uint8Array(units.length / 8);
  for (let code = 0; code < units.length; code++) {
    if (units[code] === 1) safe[code >> 3] = (safe[code >> 3] as number) | (1 << (code & 7));
  }
  return safe;
}

function isSafe(text: string): boolean {
  if (quote(text) !== `"${text}"`) return false;
  return !isEncoded(text) || (text.length === 1 && PUNCTUATION.test(decodeText(text).text));
}

/**
 * What the words of no detector are made of: the sentences of some scripts have it in another width. No plus sign, which
 * begins a number.
 */
const PUNCTUATION = /^[ ,;!?()[\]{}~|]$/;
