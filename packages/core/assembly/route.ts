/** `routeTemplate` for a path of plain ASCII, as `generalize/route.ts` has it. */
import { HERE_CALL, HERE_NOTHING, HERE_WRITTEN } from './leaf';
import { hasRoom, put, putByte, state } from './state';

const SEGMENTS_MAX: u32 = 16;
const SEGMENT_MAX: u32 = 32;
/** `/:id` in the order of bytes. */
const ID: u32 = 0x64693a2f;

/** Writes the template in quotes. A URL that is not a path alone is for the host. */
export function writeRoute(text: usize, length: u32, most: u32): i32 {
  if (length > most) return HERE_NOTHING;
  if (length == 0) return HERE_NOTHING;
  if (load<u8>(text) != 47) return HERE_CALL;
  if (length > 1 && load<u8>(text, 1) == 47) return HERE_NOTHING;
  if (!hasRoom(SEGMENTS_MAX * (SEGMENT_MAX + 1))) return HERE_CALL;
  putByte(34);
  const begin = state.out;
  const end = text + length;
  let segments: u32 = 0;
  let at = text;
  while (at < end) {
    const start = at;
    at = segmentEnd(at, end);
    if (at > start) {
      if (++segments > SEGMENTS_MAX) {
        putByte(47);
        putByte(42);
        break;
      }
      putSegment(start, <u32>(at - start));
    }
    if (at == end || load<u8>(at) != 47) break;
    at++;
  }
  if (state.out == begin) putByte(47);
  putByte(34);
  return HERE_WRITTEN;
}

function segmentEnd(at: usize, end: usize): usize {
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte == 47 || byte == 63 || byte == 35) break;
    at++;
  }
  return at;
}

function putSegment(start: usize, length: u32): void {
  if (length <= SEGMENT_MAX && isStructure(start, length)) {
    putByte(47);
    put(start, length);
    return;
  }
  store<u32>(state.out, ID);
  state.out += 4;
}

function isStructure(start: usize, length: u32): bool {
  const first: u32 = load<u8>(start);
  if (isLower(first)) return isWords(start, length) || (first == 118 && isVersion(start, length));
  const last: u32 = load<u8>(start + length - 1);
  if (first == 58) return length > 1 && isName(start + 1, length - 1);
  if (first == 123) return last == 125 && length > 2 && isName(start + 1, length - 2);
  if (first == 91) return last == 93 && length > 2 && isName(start + 1, length - 2);
  return first == 42 && (length == 1 || isName(start + 1, length - 1));
}

/** Lower-case words joined by single `-`, `_` or `.`. */
function isWords(start: usize, length: u32): bool {
  let wasLetter = false;
  for (let place: u32 = 0; place < length; place++) {
    const byte: u32 = load<u8>(start + place);
    if (isLower(byte)) {
      wasLetter = true;
      continue;
    }
    if (!wasLetter || (byte != 45 && byte != 95 && byte != 46)) return false;
    wasLetter = false;
  }
  return wasLetter;
}

function isVersion(start: usize, length: u32): bool {
  if (length != 2 && length != 3) return false;
  return isDigit(load<u8>(start, 1)) && (length == 2 || isDigit(load<u8>(start, 2)));
}

/** A lower-case letter and then any letters. */
function isName(start: usize, length: u32): bool {
  if (!isLower(load<u8>(start))) return false;
  for (let place: u32 = 1; place < length; place++) if (!isLower(load<u8>(start + place) | 32)) return false;
  return true;
}

function isLower(byte: u32): bool {
  return byte - 97 < 26;
}

function isDigit(byte: u32): bool {
  return byte - 48 < 10;
}
