/**
 * Decides values where that is plain. A decision may always be left to the host; one that is made here has to be the
 * one that the leaf of the policy would make.
 */
import {
  ENTRY_MAX,
  ENTRY_MIN,
  ENTRY_MOST,
  ENTRY_TEXT,
  ENTRY_TEXT_LENGTH,
  ENTRY_WHOLE,
  FLAG_ESCAPED,
  FLAG_EXPONENT,
  HEAD_POWERS,
  KIND_BOOLEAN,
  KIND_ENUM,
  KIND_FREE,
  KIND_IP,
  KIND_MAP,
  KIND_MESSAGE,
  KIND_NUMBER,
  KIND_ROUTE,
  KIND_TIME,
  KIND_TOKEN,
  KIND_UUID,
  NUMBER_NOT_NEGATIVE,
  NUMBER_WHOLE,
  NUMBER_WITHIN,
  TYPE_FALSE,
  TYPE_MASK,
  TYPE_NUMBER,
  TYPE_OBJECT,
  TYPE_STRING,
  TYPE_TRUE,
} from '../src/lines/layout';
import { isToken, isUuid } from './characters';
import { writeNetwork } from './ip';
import { writeMap } from './map';
import { blockOf, findName } from './names';
import { writeRoute } from './route';
import { put } from './state';
import { isPlainText } from './text';

/* What became of it. */
export const HERE_NOTHING: i32 = 0;
export const HERE_WRITTEN: i32 = 1;
/** The host has to decide. */
export const HERE_CALL: i32 = 2;

/** Decides the value, and writes what leaves of it. There is room for its bytes. It is not null. */
export function decideHere(entry: usize, kind: u32, start: usize, end: usize, type: u32): i32 {
  switch (kind) {
    case KIND_TOKEN:
      if (type == TYPE_STRING) return decideToken(entry, start, end);
      if ((type & TYPE_MASK) == TYPE_NUMBER) return decideTokenNumber(entry, start, end, type);
      return answerToOther(type);
    case KIND_NUMBER:
      return (type & TYPE_MASK) == TYPE_NUMBER ? decideNumber(entry, start, end, type) : HERE_NOTHING;
    case KIND_ENUM:
      if (type == TYPE_STRING) return decideEnum(entry, start, <u32>(end - start) - 2);
      return (type & TYPE_MASK) == TYPE_STRING ? HERE_CALL : HERE_NOTHING;
    case KIND_FREE:
    case KIND_MESSAGE:
      return (type & TYPE_MASK) == TYPE_STRING ? decideFree(entry, start, end, type) : HERE_NOTHING;
    case KIND_UUID:
      if (type != TYPE_STRING) return answerToOther(type);
      return end - start == 38 && isUuid(start + 1) ? copy(start, end) : HERE_NOTHING;
    case KIND_TIME:
      if ((type & TYPE_MASK) == TYPE_NUMBER) return decideNumber(entry, start, end, type);
      return (type & TYPE_MASK) == TYPE_STRING ? HERE_CALL : HERE_NOTHING;
    case KIND_BOOLEAN:
      return type == TYPE_TRUE || type == TYPE_FALSE ? copy(start, end) : HERE_NOTHING;
    case KIND_ROUTE:
    case KIND_IP:
      if (type != TYPE_STRING) return (type & TYPE_MASK) == TYPE_STRING ? HERE_CALL : HERE_NOTHING;
      return decideCoarse(entry, kind, start, end);
    case KIND_MAP:
      return type == TYPE_OBJECT ? writeMap(entry, start) : HERE_NOTHING;
    default:
      return HERE_CALL;
  }
}

function copy(start: usize, end: usize): i32 {
  put(start, end - start);
  return HERE_WRITTEN;
}

/** What is no plain text is no id, unless it is written in escapes. */
function answerToOther(type: u32): i32 {
  return (type & TYPE_MASK) == TYPE_STRING && (type & FLAG_ESCAPED) != 0 ? HERE_CALL : HERE_NOTHING;
}

/* `start` and `end` of texts are around the quotes. */

function decideToken(entry: usize, start: usize, end: usize): i32 {
  const length = <u32>(end - start) - 2;
  return length - 1 < load<u32>(entry, ENTRY_MOST) && isToken(start + 1, length)
    ? copy(start, end)
    : HERE_NOTHING;
}

function decideFree(entry: usize, start: usize, end: usize, type: u32): i32 {
  // In UTF-16 units no text is longer than in bytes.
  if (<u32>(end - start) - 2 > load<u32>(entry, ENTRY_MOST))
    return type == TYPE_STRING ? HERE_NOTHING : HERE_CALL;
  return isPlainText(start + 1, end - 1) ? copy(start, end) : HERE_CALL;
}

function decideCoarse(entry: usize, kind: u32, start: usize, end: usize): i32 {
  const length = <u32>(end - start) - 2;
  const most = load<u32>(entry, ENTRY_MOST);
  return kind == KIND_IP ? writeNetwork(start + 1, length, most) : writeRoute(start + 1, length, most);
}

function decideEnum(entry: usize, start: usize, length: u32): i32 {
  const found = findName(
    load<u32>(entry, ENTRY_TEXT),
    load<u32>(entry, ENTRY_TEXT_LENGTH),
    start + 1,
    length,
    blockOf(start + 1, length),
  );
  if (found != 0) return copy(start, start + length + 2);
  return load<u32>(entry, ENTRY_WHOLE) != 0 ? HERE_NOTHING : HERE_CALL;
}

function decideTokenNumber(entry: usize, start: usize, end: usize, type: u32): i32 {
  // What has a fraction may be whole all the same.
  if (type != TYPE_NUMBER || !isCanonical(start, end, type)) return HERE_CALL;
  return <u32>(end - start) <= load<u32>(entry, ENTRY_MOST) ? copy(start, end) : HERE_NOTHING;
}

function decideNumber(entry: usize, start: usize, end: usize, type: u32): i32 {
  if (!isCanonical(start, end, type)) return HERE_CALL;
  const terms = load<u32>(entry, ENTRY_MOST);
  if ((terms & NUMBER_WHOLE) != 0 && type != TYPE_NUMBER) return HERE_NOTHING;
  if ((terms & NUMBER_NOT_NEGATIVE) != 0 && load<u8>(start) == 45) return HERE_NOTHING;
  if ((terms & NUMBER_WITHIN) != 0) {
    const value = valueOf(start, end, type);
    if (value < load<f64>(entry, ENTRY_MIN) || value > load<f64>(entry, ENTRY_MAX)) return HERE_NOTHING;
  }
  return copy(start, end);
}

/** `0.00` and `00` in the order of bytes. */
const HUNDREDTHS: u32 = 0x30302e30;
const ZEROS: u16 = 0x3030;

/**
 * True for a number that is written just as JavaScript writes it: at most 15 digits, which are the shortest that give
 * this very number; no exponent, nor a number so small that it gets one; no zeros at the end of a fraction; no -0.
 */
function isCanonical(start: usize, end: usize, type: u32): bool {
  if ((type & FLAG_EXPONENT) != 0) return false;
  const first = load<u8>(start) == 45 ? start + 1 : start;
  const length = end - first;
  if (type == TYPE_NUMBER) return length < 16 && (first == start || load<u8>(first) != 48);
  if (length > 16 || load<u8>(end - 1) == 48) return false;
  return load<u32>(first) != HUNDREDTHS || load<u16>(first, 4) != ZEROS;
}

/** The value of a number that is written as above. */
function valueOf(start: usize, end: usize, type: u32): f64 {
  const isNegative = load<u8>(start) == 45;
  let at = isNegative ? start + 1 : start;
  let digits: u64 = 0;
  if (type == TYPE_NUMBER && end - at >= 8) {
    digits = eightDigits(load<u64>(at));
    at += 8;
  }
  let point = end;
  for (; at < end; at++) {
    const byte: u32 = load<u8>(at);
    if (byte == 46) point = at + 1;
    else digits = digits * 10 + (byte - 48);
  }
  // Both are exact, so that the quotient is the number that a parser gives.
  const magnitude = <f64>digits / load<f64>(HEAD_POWERS + ((end - point) << 3));
  return isNegative ? -magnitude : magnitude;
}

/** The number that eight digits make, the first in the lowest byte: pairs, then fours, then all. */
function eightDigits(bytes: u64): u64 {
  const ones = bytes - 0x3030303030303030;
  const tens = ones * 10 + (ones >> 8);
  const upper = (tens & 0x000000ff000000ff) * 0x000f424000000064;
  const lower = ((tens >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  return (upper + lower) >> 32;
}
