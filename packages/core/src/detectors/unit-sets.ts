/** Sets of UTF-16 units, found by halves: most of Unicode is alike for thousands of units in a row. */

/**
 * By unit: 1 for those beyond ASCII that `holds` is true of. It is asked about texts of many units, and has to be true
 * of one where it is of each unit by itself. It is not asked about surrogates, which mean nothing by themselves.
 */
export function unitsOf(holds: (text: string) => boolean): Uint8Array {
  const found = new Uint8Array(UNITS);
  const look = (text: string, from: number): void => {
    if (holds(text)) {
      found.fill(1, from, from + text.length);
    } else if (text.length > 1) {
      const half = text.length >> 1;
      look(text.slice(0, half), from);
      look(text.slice(half), from + half);
    }
  };
  for (let from = 0; from < UNITS; from += AT_ONCE) {
    if (from < SURROGATES || from >= BEHIND_SURROGATES) look(textFrom(from), from);
  }
  found.fill(0, 0, ASCII);
  return found;
}

const UNITS = 0x10000;
const ASCII = 128;
const SURROGATES = 0xd800;
const BEHIND_SURROGATES = 0xe000;
const AT_ONCE = 2048;

function textFrom(first: number): string {
  const units = new Uint16Array(AT_ONCE);
  for (let at = 0; at < AT_ONCE; at++) units[at] = first + at;
  return String.fromCharCode(...units);
}
