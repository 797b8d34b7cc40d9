/** Told of a needle, by its number, and where it begins. */
type OnMatch = (needle: number, at: number) => void;
/** Looks for all needles in the first `length` bytes of a text, in one pass. */
export type Matcher = (text: Uint8Array, length: number, onMatch: OnMatch) => void;

const BLOCK = 3;
const TABLE_BITS = 15;
const TABLE_SIZE = 1 << TABLE_BITS;

/**
 * Finds many needles at once, as Wu and Manber do ("A fast algorithm for multi-pattern searching", 1994): the three
 * bytes at the end of a window of the shortest needle's length tell how far the next possible match is. Most of a text
 * is never looked at. A needle has at least three bytes.
 */
export function createMatcher(needles: readonly Uint8Array[]): Matcher {
  const window = Math.min(...needles.map((needle) => needle.length));
  const furthest = window - BLOCK + 1;
  const shifts = new Uint8Array(TABLE_SIZE).fill(Math.min(furthest, 255));
  const candidates = new Map<number, number[]>();
  for (const [index, needle] of needles.entries()) {
    for (let at = 0; at < furthest; at++) {
      const hash = hashAt(needle, at);
      shifts[hash] = Math.min(shifts[hash] as number, furthest - 1 - at);
      if (at === furthest - 1) candidates.set(hash, [...(candidates.get(hash) ?? []), index]);
    }
  }
  return (text, length, onMatch) => {
    let at = furthest - 1;
    const last = length - BLOCK;
    while (at <= last) {
      const hash = hashAt(text, at);
      const shift = shifts[hash] as number;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const start = at - furthest + 1;
      for (const index of candidates.get(hash) ?? []) {
        if (matchesAt(text, length, start, needles[index] as Uint8Array)) onMatch(index, start);
      }
      at++;
    }
  };
}

function hashAt(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] as number) << 10) ^ ((bytes[at + 1] as number) << 5) ^ (bytes[at + 2] as number)) &
    (TABLE_SIZE - 1)
  );
}

function matchesAt(text: Uint8Array, length: number, start: number, needle: Uint8Array): boolean {
  if (start + needle.length > length) return false;
  for (let i = 0; i < needle.length; i++) if (text[start + i] !== needle[i]) return false;
  return true;
}
