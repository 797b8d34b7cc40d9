import { LONGEST_MATCH, lengthsOf, type Pattern, sizeOf, type Units } from './pattern.js';
import { readClass, readEscape } from './read-units.js';
import { fail, type Reader, readCharacter, readNumber, toFault } from './reader.js';
import { ANY, inAnyCase } from './units.js';
import type { PatternFault } from './reader.js';

/** Most parts once repetitions are written out. */
const MOST_PARTS = 10_000;

/**
 * Reads a pattern: literals, classes, groups, alternatives, `?`, `{m}` and `{m,n}`; `(?i)` in front for letters of ASCII
 * in either case. All of it means what it means in RE2. What has no bounded length is a fault, with its place.
 */
export function readPattern(source: string): { readonly pattern: Pattern } | PatternFault {
  const isAnyCase = source.startsWith('(?i)');
  const reader: Reader = { source, at: isAnyCase ? '(?i)'.length : 0, isAnyCase };
  try {
    const pattern = readChoice(reader);
    if (reader.at < source.length) fail(reader, 'a parenthesis is closed that was not opened', 'write \\)');
    checkSize(reader, pattern);
    return { pattern };
  } catch (fault) {
    return toFault(fault);
  }
}

function checkSize(reader: Reader, pattern: Pattern): void {
  const whole = { ...reader, at: 0 };
  const [least, most] = lengthsOf(pattern);
  if (least === 0) fail(whole, 'it matches where there is nothing', 'make a part of it that always is there');
  if (most > LONGEST_MATCH)
    fail(whole, `a match can be longer than ${LONGEST_MATCH} characters`, 'repeat less often');
  if (sizeOf(pattern) > MOST_PARTS) fail(whole, 'it is too large', 'repeat less often');
}

function readChoice(reader: Reader): Pattern {
  const parts = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    parts.push(readSequence(reader));
  }
  return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'choice', parts };
}

function readSequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at)))
    parts.push(readRepeated(reader));
  return { kind: 'sequence', parts };
}

function readRepeated(reader: Reader): Pattern {
  const part = readAtom(reader);
  const bounds = readBounds(reader);
  if (bounds === undefined) return part;
  const [min, max] = bounds;
  if ('?*+{'.includes(reader.source[reader.at] ?? ' '))
    fail(reader, 'a repetition is repeated', 'put the first one into a group');
  return { kind: 'repeat', part, min, max };
}

const BOUND_HINT = 'say how often at most, as {1,20}';

function readBounds(reader: Reader): readonly [number, number] | undefined {
  const sign = reader.source[reader.at];
  if (sign === '*' || sign === '+') fail(reader, `${sign} has no bound`, BOUND_HINT);
  if (sign !== '?' && sign !== '{') return undefined;
  const start = reader.at++;
  if (sign === '?') return [0, 1];
  const min = readNumber(reader);
  const hasMax = reader.source[reader.at] === ',';
  if (hasMax) reader.at++;
  if (hasMax && reader.source[reader.at] === '}')
    fail({ ...reader, at: start }, '{m,} has no bound', BOUND_HINT);
  const max = hasMax ? readNumber(reader) : min;
  if (min === undefined || max === undefined || reader.source[reader.at] !== '}')
    return fail({ ...reader, at: start }, 'the repetition is not understood', 'write {m}, {m,n} or \\{');
  reader.at++;
  if (min > max) fail({ ...reader, at: start }, 'the least is above the most', 'swap the two');
  return [min, max];
}

function readAtom(reader: Reader): Pattern {
  const { source, at } = reader;
  const sign = source[at];
  switch (sign) {
    case '(':
      return readGroup(reader);
    case '[':
      return unit(readClass(reader), reader);
    case '\\':
      return unit(readEscape(reader), reader);
    case '.':
      reader.at++;
      return unit(ANY, reader);
    case '^':
    case '$':
      return fail(
        reader,
        `${sign} has no meaning here`,
        'a match begins and ends where a word does, by itself',
      );
    case '?':
    case '*':
    case '+':
    case '{':
      return fail(reader, 'there is nothing to repeat', `write \\${sign} for the character`);
    default:
      return literal(readCharacter(reader), reader);
  }
}

function readGroup(reader: Reader): Pattern {
  const start = reader.at++;
  if (reader.source[reader.at] === '?') {
    if (reader.source[reader.at + 1] !== ':')
      fail(
        reader,
        'groups of this kind are not known here',
        'write (…) or (?:…); no lookaround, no names, (?i) only in front',
      );
    reader.at += 2;
  }
  const inner = readChoice(reader);
  if (reader.source[reader.at] !== ')')
    fail({ ...reader, at: start }, 'the group is not closed', 'close it, or write \\(');
  reader.at++;
  return inner;
}

/** A character beyond 16 bits is two units. */
function literal(character: string, reader: Reader): Pattern {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const parts = units.map((one) => unit([[one, one]], reader));
  return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'sequence', parts };
}

function unit(units: Units, { isAnyCase }: Reader): Pattern {
  return { kind: 'unit', units: isAnyCase ? inAnyCase(units) : units };
}
