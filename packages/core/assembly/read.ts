/** The first half: reads an object, remembers where the values of its listed members are, and passes over the rest. */
import {
  CONTAINER_FIRST,
  CONTAINER_FOLDED,
  CONTAINER_FOLDED_MASK,
  CONTAINER_NAMES,
  CONTAINER_NAMES_MASK,
  CONTAINER_SLOTS,
  CONTAINER_USED,
  CONTAINER_USED_WORDS,
  ENTRY_BELOW,
  ENTRY_INDEX,
  ENTRY_KIND,
  ENTRY_NEXT,
  ENTRY_PREFIX,
  ENTRY_PREFIX_LENGTH,
  FLAG_BEYOND_ASCII,
  FLAG_ESCAPED,
  FLAG_EXPONENT,
  FLAG_FRACTION,
  HEAD_KEYS,
  HEAD_MASKS,
  KIND_CONTAINER,
  NAME_ENTRY,
  SLOT_END,
  SLOT_ENTRY,
  SLOT_SIZE,
  SLOT_START,
  SLOT_TYPE,
  TYPE_ARRAY,
  TYPE_FALSE,
  TYPE_NULL,
  TYPE_NUMBER,
  TYPE_OBJECT,
  TYPE_STRING,
  TYPE_TRUE,
} from '../src/lines/layout';
import { blockOf, findName, lowerName } from './names';
import {
  nameEnd,
  noteMember,
  skipColon,
  skipContainer,
  skipDigits,
  skipEscape,
  skipExponent,
  skipFraction,
  skipScalar,
  skipSpace,
  skipValue,
  special,
} from './skip';
import { state } from './state';

/** Longest name that is looked up whatever its case; a longer one is for the reference. */
const MOST_FOLDED: u32 = 256;

/** The type of the value that was read last, with its flags. */
let valueType: u32 = 0;

/** From after the opening brace to after the closing one; 0 where the line is not for this engine. */
export function readObject(at: usize, container: usize, isRoot: bool): usize {
  const used: usize = load<u32>(container, CONTAINER_USED);
  const words = load<u32>(container, CONTAINER_USED_WORDS);
  for (let word: u32 = 0; word < words; word++) store<u64>(used + (word << 3), 0);
  at = skipSpace(at);
  if (load<u8>(at) == 125) return at + 1;
  // Records of one kind have their members in one order: most names are found where they are expected.
  let guess = container + CONTAINER_FIRST;
  while (true) {
    const name = at + 1;
    let entry: usize = load<u32>(guess);
    if (entry != 0 && isPrefix(entry, at)) {
      at = skipSpace(at + load<u32>(entry, ENTRY_PREFIX_LENGTH) - 1);
      guess = entry + ENTRY_NEXT;
    } else {
      if (load<u8>(at) != 34) return 0;
      const end = nameEnd(name);
      if (end == 0) return 0;
      at = skipColon(end + 1);
      if (at == 0) return 0;
      entry = entryOf(container, name, <u32>(end - name), guess);
      if (entry == UNSURE) return 0;
      if (entry != 0) guess = entry + ENTRY_NEXT;
    }
    if (!isRoot) noteMember(name, at);
    if (entry == 0) {
      state.unlisted++;
      at = skipValue(at);
    } else at = readMember(at, entry, container, used);
    if (at == 0) return 0;
    at = skipSpace(at);
    const next: u32 = load<u8>(at);
    if (next == 125) return at + 1;
    if (next != 44) return 0;
    at = skipSpace(at + 1);
  }
}

/** True where the name of the entry stands here, with its quotes and its colon. */
function isPrefix(entry: usize, at: usize): bool {
  const length = load<u32>(entry, ENTRY_PREFIX_LENGTH) - 1;
  const prefix: usize = load<u32>(entry, ENTRY_PREFIX) + 1;
  const difference = v128.xor(v128.load(prefix), v128.load(at));
  if (length > 16) return !v128.any_true(difference) && isPrefixFrom(prefix, at, length);
  return !v128.any_true(v128.and(difference, v128.load(HEAD_MASKS + 16 - length)));
}

function isPrefixFrom(prefix: usize, at: usize, length: u32): bool {
  for (let from: u32 = 16; from + 16 < length; from += 16)
    if (v128.any_true(v128.xor(v128.load(prefix + from), v128.load(at + from)))) return false;
  const last = length - 16;
  return !v128.any_true(v128.xor(v128.load(prefix + last), v128.load(at + last)));
}

/** In place of an entry: nobody here can tell. */
const UNSURE: usize = 1;

/** The entry of a name; where it is spelled as the policy spells it, it is noted as the next guess. */
function entryOf(container: usize, name: usize, length: u32, guess: usize): usize {
  const block = blockOf(name, length);
  const found = findName(
    load<u32>(container, CONTAINER_NAMES),
    load<u32>(container, CONTAINER_NAMES_MASK),
    name,
    length,
    block,
  );
  if (found != 0) {
    const entry = load<u32>(found, NAME_ENTRY);
    store<u32>(guess, entry);
    return entry;
  }
  const folded: usize = load<u32>(container, CONTAINER_FOLDED);
  return folded == 0 ? 0 : foldedEntry(folded, load<u32>(container, CONTAINER_FOLDED_MASK), name, length);
}

/** Beyond ASCII what lower case is takes tables. */
function foldedEntry(table: usize, mask: u32, name: usize, length: u32): usize {
  if (length > MOST_FOLDED) return UNSURE;
  for (let at: u32 = 0; at < length; at++) if (load<u8>(name + at) > 127) return UNSURE;
  const lower: usize = load<u32>(HEAD_KEYS);
  lowerName(name, length, lower);
  const found = findName(table, mask, lower, length, blockOf(lower, length));
  return found == 0 ? 0 : load<u32>(found, NAME_ENTRY);
}

function readMember(at: usize, entry: usize, container: usize, used: usize): usize {
  const index = load<u32>(entry, ENTRY_INDEX);
  const word = used + ((index >> 6) << 3);
  const bit: u64 = (<u64>1) << (index & 63);
  const slot: usize = load<u32>(container, CONTAINER_SLOTS) + index * SLOT_SIZE;
  const isContainer = load<u32>(entry, ENTRY_KIND) == KIND_CONTAINER;
  if ((load<u64>(word) & bit) != 0) {
    // Of two spellings, or of two objects, the order in JavaScript decides, and what was counted.
    if (isContainer || load<u32>(container, CONTAINER_FOLDED) != 0) return 0;
  } else store<u64>(word, load<u64>(word) | bit);
  store<u32>(slot, entry, SLOT_ENTRY);
  store<u32>(slot, at, SLOT_START);
  let end: usize;
  if (isContainer && load<u8>(at) == 123) {
    end = readObject(at + 1, load<u32>(entry, ENTRY_BELOW), false);
    valueType = TYPE_OBJECT;
  } else end = readValue(at);
  store<u32>(slot, end, SLOT_END);
  store<u32>(slot, valueType, SLOT_TYPE);
  return end;
}

/** Over a value of any type; leaves its type in `valueType`. */
function readValue(at: usize): usize {
  const byte: u32 = load<u8>(at);
  if (byte == 34) return readString(at + 1);
  if (byte == 123 || byte == 91) {
    valueType = byte == 123 ? TYPE_OBJECT : TYPE_ARRAY;
    return skipContainer(at);
  }
  if (byte == 45 || byte - 48 < 10) return readNumber(at);
  valueType = byte == 116 ? TYPE_TRUE : byte == 102 ? TYPE_FALSE : TYPE_NULL;
  return skipScalar(at);
}

/** As `readValue`, for an element: gives its type too. */
export function readElement(at: usize): usize {
  return readValue(at);
}

export function typeOfRead(): u32 {
  return valueType;
}

/** As `skipNumber`, and knows of what kind it is. */
function readNumber(at: usize): usize {
  valueType = TYPE_NUMBER;
  if (load<u8>(at) == 45) at++;
  const first: u32 = load<u8>(at);
  if (first - 48 > 9) return 0;
  at = first == 48 ? at + 1 : skipDigits(at + 1);
  const next: u32 = load<u8>(at);
  // Mostly it ends here, with a comma or a bracket.
  if (next != 46 && (next | 32) != 101) return at;
  const end = skipFraction(at);
  if (end == 0) return 0;
  if (next == 46) valueType |= FLAG_FRACTION;
  if ((load<u8>(end) | 32) != 101) return end;
  valueType |= FLAG_EXPONENT;
  return skipExponent(end);
}

/** As `skipString`, and knows whether there is anything but plain ASCII. */
function readString(at: usize): usize {
  let type: u32 = TYPE_STRING;
  while (true) {
    const block = v128.load(at);
    const mask = i8x16.bitmask(special(block));
    const beyond = i8x16.bitmask(block);
    if (mask == 0) {
      if (beyond != 0) type |= FLAG_BEYOND_ASCII;
      at += 16;
      continue;
    }
    // Only what is before the first of the special bytes.
    if ((beyond & (mask ^ (mask - 1))) != 0) type |= FLAG_BEYOND_ASCII;
    at += ctz(mask);
    const byte: u32 = load<u8>(at);
    if (byte == 34) {
      valueType = type;
      return at + 1;
    }
    if (byte != 92) return 0;
    type |= FLAG_ESCAPED;
    at = skipEscape(at);
    if (at == 0) return 0;
  }
}
