/** The second half: writes what was read of an object, in policy order. */
import {
  ANSWER_NOTHING,
  ANSWER_UNSURE,
  CONTAINER_ELEMENT,
  CONTAINER_SLOTS,
  CONTAINER_USED,
  CONTAINER_USED_WORDS,
  ENTRY_BELOW,
  ENTRY_KIND,
  ENTRY_LEAF,
  ENTRY_OUTCOME,
  ENTRY_PREFIX,
  ENTRY_PREFIX_LENGTH,
  ENTRY_TEXT,
  ENTRY_TEXT_LENGTH,
  HEAD_BUDGET,
  HEAD_MESSAGE,
  HEAD_OUT,
  HEAD_OUT_END,
  KIND_CONTAINER,
  KIND_ENUM,
  KIND_MESSAGE,
  KIND_REMOVE,
  KIND_REPLACE,
  MESSAGE_CATALOG,
  MESSAGE_NONE,
  SLOT_END,
  SLOT_ENTRY,
  SLOT_SIZE,
  SLOT_START,
  SLOT_TYPE,
  TOTAL_KEPT,
  TYPE_ARRAY,
  TYPE_MASK,
  TYPE_NULL,
  TYPE_OBJECT,
  TYPE_STRING,
} from '../src/lines/layout';
import { decide, decideMessage } from './host';
import { decideHere, HERE_CALL, HERE_NOTHING, HERE_WRITTEN } from './leaf';
import { readElement, readObject, typeOfRead } from './read';
import { skipSpace } from './skip';
import { hasRoom, put, putByte, state } from './state';

/* What became of a value. */
export const NOTHING: i32 = 0;
export const WRITTEN: i32 = 1;
/** The line is one for the reference. */
export const UNSURE: i32 = 2;

/** The members that have something to show, in braces; `NOTHING` where none has. */
export function writeObject(container: usize, isRoot: bool): i32 {
  const begin = state.out;
  const used: usize = load<u32>(container, CONTAINER_USED);
  const words = load<u32>(container, CONTAINER_USED_WORDS);
  const slots: usize = load<u32>(container, CONTAINER_SLOTS);
  if (!hasRoom(2)) return UNSURE;
  putByte(123);
  let isFirst = true;
  for (let word: u32 = 0; word < words; word++) {
    let bits = load<u64>(used + (word << 3));
    state.budget -= <i32>popcnt(bits);
    while (bits != 0) {
      const slot = slots + ((word << 6) + <u32>ctz(bits)) * SLOT_SIZE;
      bits &= bits - 1;
      const written = writeMember(slot, isFirst);
      if (written == UNSURE) return UNSURE;
      if (written == WRITTEN) isFirst = false;
    }
  }
  if (isFirst && !isRoot) {
    state.out = begin;
    return NOTHING;
  }
  putByte(125);
  return WRITTEN;
}

function writeMember(slot: usize, isFirst: bool): i32 {
  const begin = state.out;
  const entry: usize = load<u32>(slot, SLOT_ENTRY);
  const start: usize = load<u32>(slot, SLOT_START);
  const end: usize = load<u32>(slot, SLOT_END);
  // The comma comes first, and not before the first one.
  const skipped: u32 = isFirst ? 1 : 0;
  const length = load<u32>(entry, ENTRY_PREFIX_LENGTH) - skipped;
  if (!hasRoom(length + (end - start))) return UNSURE;
  put(load<u32>(entry, ENTRY_PREFIX) + skipped, length);
  const type = load<u32>(slot, SLOT_TYPE);
  const kind = load<u32>(entry, ENTRY_KIND);
  let written: i32;
  if (kind > <u32>KIND_MESSAGE) written = writeLeaf(entry, kind, start, end, type);
  else if (kind == KIND_CONTAINER && type == TYPE_OBJECT)
    written = writeObject(load<u32>(entry, ENTRY_BELOW), false);
  else written = writeOther(entry, kind, start, end, type);
  if (written == NOTHING) state.out = begin;
  return written;
}

/** All but leaves, and objects whose members are listed. */
function writeOther(entry: usize, kind: u32, start: usize, end: usize, type: u32): i32 {
  if (kind == KIND_REPLACE) {
    const length = load<u32>(entry, ENTRY_TEXT_LENGTH);
    if (!hasRoom(length)) return UNSURE;
    put(load<u32>(entry, ENTRY_TEXT), length);
    state.replaced++;
    return WRITTEN;
  }
  if (kind == KIND_MESSAGE) return writeMessage(entry, start, end, type);
  if (kind == KIND_CONTAINER && type == TYPE_ARRAY) return writeArray(load<u32>(entry, ENTRY_BELOW), start);
  // What is removed, and what has no members where members are listed.
  state.removed++;
  return NOTHING;
}

/** There is room for the bytes of the value. */
function writeLeaf(entry: usize, kind: u32, start: usize, end: usize, type: u32): i32 {
  if (type == TYPE_NULL) {
    put(start, 4);
    state.kept++;
    return WRITTEN;
  }
  const here = decideHere(entry, kind, start, end, type);
  if (here == HERE_WRITTEN) {
    if (load<u32>(entry, ENTRY_OUTCOME) == TOTAL_KEPT) state.kept++;
    else if (load<u32>(entry, ENTRY_OUTCOME) != 0) state.generalized++;
    return WRITTEN;
  }
  if (here == HERE_CALL) {
    beforeCall();
    return afterCall(decide(load<u32>(entry, ENTRY_LEAF), <u32>start, <u32>end, type));
  }
  state.removed++;
  return NOTHING;
}

function writeMessage(entry: usize, start: usize, end: usize, type: u32): i32 {
  const mode = load<u32>(HEAD_MESSAGE);
  if (mode == MESSAGE_NONE) {
    state.removed++;
    return NOTHING;
  }
  if (mode == MESSAGE_CATALOG) return writeKnown(entry, start, end, type);
  if (state.isDoubtful) return UNSURE;
  if ((type & TYPE_MASK) == TYPE_STRING) {
    const here = decideHere(entry, KIND_MESSAGE, start, end, type);
    if (here == HERE_WRITTEN) {
      state.kept++;
      return WRITTEN;
    }
    if (here == HERE_NOTHING) {
      state.removed++;
      return NOTHING;
    }
  }
  beforeCall();
  return afterCall(decideMessage(<u32>start, <u32>end, type));
}

/** A text of the catalog without holes; all else the host looks up. No error's text comes out, so that none is looked for. */
function writeKnown(entry: usize, start: usize, end: usize, type: u32): i32 {
  if (type == TYPE_STRING && decideHere(entry, KIND_ENUM, start, end, type) == HERE_WRITTEN) {
    state.kept++;
    return WRITTEN;
  }
  beforeCall();
  return afterCall(decideMessage(<u32>start, <u32>end, type));
}

/** The elements that have something to show, in brackets. The array was read over before: it is valid. */
function writeArray(container: usize, start: usize): i32 {
  const element: usize = load<u32>(container, CONTAINER_ELEMENT);
  if (element == 0) {
    state.removed++;
    return NOTHING;
  }
  const begin = state.out;
  const kind = load<u32>(element, ENTRY_KIND);
  if (!hasRoom(2)) return UNSURE;
  putByte(91);
  let isFirst = true;
  let at = skipSpace(start + 1);
  while (load<u8>(at) != 93) {
    if (--state.budget <= 0 || !hasRoom(1)) return UNSURE;
    const before = state.out;
    if (!isFirst) putByte(44);
    let written: i32;
    if (kind == KIND_CONTAINER && load<u8>(at) == 123) {
      const below: usize = load<u32>(element, ENTRY_BELOW);
      at = readObject(at + 1, below, false);
      if (at == 0) return UNSURE;
      written = writeObject(below, false);
    } else {
      const end = readElement(at);
      if (end == 0) return UNSURE;
      const type = typeOfRead();
      if (!hasRoom(end - at)) return UNSURE;
      written =
        kind > <u32>KIND_MESSAGE
          ? writeLeaf(element, kind, at, end, type)
          : writeOther(element, kind, at, end, type);
      at = end;
    }
    if (written == UNSURE) return UNSURE;
    if (written == WRITTEN) isFirst = false;
    else state.out = before;
    at = skipSpace(at);
    if (load<u8>(at) == 44) at = skipSpace(at + 1);
  }
  if (isFirst) {
    state.out = begin;
    return NOTHING;
  }
  putByte(93);
  return WRITTEN;
}

function beforeCall(): void {
  state.called = true;
  store<u32>(HEAD_OUT, <u32>state.out);
  store<u32>(HEAD_OUT_END, <u32>state.outEnd);
  store<i32>(HEAD_BUDGET, state.budget);
}

function afterCall(answer: i32): i32 {
  state.budget = load<i32>(HEAD_BUDGET);
  if (answer == ANSWER_UNSURE || state.budget <= 0) return UNSURE;
  if (answer == ANSWER_NOTHING) return NOTHING;
  state.out += answer;
  return WRITTEN;
}
