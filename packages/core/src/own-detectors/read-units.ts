/** Reads what of a pattern stands for one character out of several. */
import type { Units } from './pattern.js';
import { fail, type Reader, readCharacter } from './reader.js';
import { allBut, CLASSES, inAnyCase } from './units.js';

/** What stands in brackets. */
export function readClass(reader: Reader): Units {
  const start = reader.at++;
  const isNegated = reader.source[reader.at] === '^';
  if (isNegated) reader.at++;
  const units: (readonly [number, number])[] = [];
  const first = reader.at;
  while (reader.source[reader.at] !== ']' || reader.at === first) {
    if (reader.at >= reader.source.length)
      fail({ ...reader, at: start }, 'the class is not closed', 'close it, or write \\[');
    units.push(...readMember(reader));
  }
  reader.at++;
  // Before the complement: all but a letter is all but the letter in both cases.
  const all = reader.isAnyCase ? inAnyCase(units) : units;
  return isNegated ? allBut(all) : all;
}

/** A character, a range or an escape. */
function readMember(reader: Reader): Units {
  const start = reader.at;
  if (reader.source.startsWith('[:', start))
    fail(reader, 'named classes are not known here', 'write the ranges');
  const units = readOne(reader);
  const low = single(units);
  const { source, at } = reader;
  if (low === undefined || source[at] !== '-' || source[at + 1] === ']' || at + 1 >= source.length)
    return units;
  reader.at++;
  const high = single(readOne(reader));
  if (high === undefined || high < low)
    return fail({ ...reader, at: start }, 'the range is not understood', 'write the lower end first');
  return [[low, high]];
}

function readOne(reader: Reader): Units {
  if (reader.source[reader.at] === '\\') return readEscape(reader);
  const start = reader.at;
  const character = readCharacter(reader);
  if (character.length > 1 || /[\ud800-\udfff]/.test(character))
    fail({ ...reader, at: start }, 'the character has more than 16 bits', 'write it outside of the brackets');
  return [[character.charCodeAt(0), character.charCodeAt(0)]];
}

function single(units: Units): number | undefined {
  const [first, second] = units;
  return first !== undefined && second === undefined && first[0] === first[1] ? first[0] : undefined;
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['f', 12],
  ['r', 13],
]);

/** What stands for a backslash and what is behind it. */
export function readEscape(reader: Reader): Units {
  const start = reader.at++;
  const from = { ...reader, at: start };
  const character = readCharacter(reader);
  const known = CLASSES.get(character);
  if (known !== undefined) return known;
  const control = CONTROLS.get(character);
  if (control !== undefined) return [[control, control]];
  if (/[1-9]/.test(character)) fail(from, 'back references are not known here', 'write the text once more');
  if (/[bBAz]/.test(character))
    fail(from, `\\${character} has no meaning here`, 'a match begins and ends where a word does, by itself');
  if (/[^!-/:-@[-`{-~]/.test(character))
    fail(from, `\\${character} is not known here`, 'escape signs, d, w, s, t, n, r and f only');
  return [[character.charCodeAt(0), character.charCodeAt(0)]];
}
