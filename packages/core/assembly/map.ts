/**
 * `map` for keys that are tokens or UUIDs. Members come in the order of the input, each once: where JavaScript has
 * another order (names that are numbers come first) or a key stands there twice, the host decides about all of it.
 */
import {
  ENTRY_BELOW,
  ENTRY_KIND,
  ENTRY_MOST,
  ENTRY_TEXT,
  HEAD_KEYS,
  KEYS_TOKEN,
  TYPE_NULL,
} from '../src/lines/layout';
import { isToken, isUuid } from './characters';
import { decideHere, HERE_CALL, HERE_NOTHING, HERE_WRITTEN } from './leaf';
import { blockOf, hashOf } from './names';
import { readElement, typeOfRead } from './read';
import { nameEnd, skipColon, skipSpace } from './skip';
import { put, putByte, state } from './state';

/** Most members that are told apart here. */
const MOST_MEMBERS: u32 = 32;
const KEY_MAX: u32 = 64;

/* What was done with the members of this map. */
let members: u32 = 0;
let written: u32 = 0;
let removed: u32 = 0;
let unlisted: u32 = 0;
let kept: u32 = 0;
/** A bit for each hash so far, by its last bits: mostly it tells that a name is new. */
let seenBits: u64 = 0;

/** Writes the members whose keys have the type, from the opening brace on. There is room for all of them. */
export function writeMap(entry: usize, start: usize): i32 {
  const begin = state.out;
  members = 0;
  written = 0;
  removed = 0;
  unlisted = 0;
  kept = 0;
  seenBits = 0;
  if (!writeMembers(entry, start) || state.budget <= <i32>members) {
    state.out = begin;
    return HERE_CALL;
  }
  state.budget -= members;
  state.removed += removed;
  state.unlisted += unlisted;
  state.kept += kept;
  if (written == 0) {
    state.out = begin;
    return HERE_NOTHING;
  }
  putByte(125);
  return HERE_WRITTEN;
}

/** False where the host has to decide. */
function writeMembers(entry: usize, start: usize): bool {
  const most = load<u32>(entry, ENTRY_MOST);
  const keys = load<u32>(entry, ENTRY_TEXT);
  const below: usize = load<u32>(entry, ENTRY_BELOW);
  const kind = load<u32>(below, ENTRY_KIND);
  let seen: u32 = 0;
  putByte(123);
  let at = skipSpace(start + 1);
  while (load<u8>(at) != 125) {
    const name = at + 1;
    const nameTo = nameEnd(name);
    if (nameTo == 0) return false;
    const length = <u32>(nameTo - name);
    at = skipColon(nameTo + 1);
    const end = readElement(at);
    if (end == 0 || seen == MOST_MEMBERS || !isNew(name, length, seen++)) return false;
    if (!isKey(keys, name, length)) unlisted++;
    else if (<u32>load<u8>(name) - 48 < 10 && keys == KEYS_TOKEN) return false;
    else if (written >= most) removed++;
    else {
      members++;
      const decided = writeMember(below, kind, name, length, at, end);
      if (decided == HERE_CALL) return false;
    }
    at = skipSpace(end);
    if (load<u8>(at) == 44) at = skipSpace(at + 1);
  }
  return true;
}

function writeMember(below: usize, kind: u32, name: usize, length: u32, start: usize, end: usize): i32 {
  const begin = state.out;
  if (written > 0) putByte(44);
  put(name - 1, length + 2);
  putByte(58);
  const type = typeOfRead();
  let decided = HERE_WRITTEN;
  if (type == TYPE_NULL) put(start, 4);
  else decided = decideHere(below, kind, start, end, type);
  if (decided == HERE_WRITTEN) {
    written++;
    kept++;
  } else {
    if (decided == HERE_NOTHING) removed++;
    state.out = begin;
  }
  return decided;
}

/** `_logsieve`, which never comes out: its first eight bytes and its last. */
const RESERVED: u64 = 0x76656973676f6c5f;
const RESERVED_LAST: u32 = 101;

function isKey(keys: u32, name: usize, length: u32): bool {
  if (keys != KEYS_TOKEN) return length == 36 && isUuid(name);
  if (length == 9 && load<u64>(name) == RESERVED && load<u8>(name, 8) == RESERVED_LAST) return false;
  return length - 1 < KEY_MAX && isToken(name, length);
}

/** False where the name was there before, or another one with its hash. */
function isNew(name: usize, length: u32, place: u32): bool {
  const hashes: usize = load<u32>(HEAD_KEYS);
  const hash = hashOf(blockOf(name, length), name, length);
  const bit: u64 = (<u64>1) << (hash & 63);
  if ((seenBits & bit) != 0) {
    for (let at: u32 = 0; at < place; at++) if (load<u32>(hashes + (at << 2)) == hash) return false;
  }
  seenBits |= bit;
  store<u32>(hashes + (place << 2), hash);
  return true;
}
