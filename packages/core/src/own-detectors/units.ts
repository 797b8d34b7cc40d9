/** Sets of UTF-16 units, as the classes of patterns name them. */
import type { Units } from './pattern.js';

const DIGITS: Units = [[48, 57]];
const WORDS: Units = [...DIGITS, [65, 90], [95, 95], [97, 122]];
const SPACES: Units = [
  [9, 10],
  [12, 13],
  [32, 32],
];

/** What a letter behind a backslash stands for, as in RE2: of ASCII only. */
export const CLASSES: ReadonlyMap<string, Units> = new Map([
  ['d', DIGITS],
  ['w', WORDS],
  ['s', SPACES],
  ['D', allBut(DIGITS)],
  ['W', allBut(WORDS)],
  ['S', allBut(SPACES)],
]);

/** What a dot stands for: all but the line feed. */
export const ANY: Units = allBut([[10, 10]]);

/** All units but these, and but halves of characters: what is cut in two would be no text. */
export function allBut(units: Units): Units {
  const taken = [...units, [0xd800, 0xdfff] as const].sort(([a], [b]) => a - b);
  const rest: (readonly [number, number])[] = [];
  let from = 0;
  for (const [low, high] of taken) {
    if (low > from) rest.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  return from > 0xffff ? rest : [...rest, [from, 0xffff]];
}

/** The units with letters of ASCII in either case. */
export function inAnyCase(units: Units): Units {
  const more = units.flatMap(([low, high]) => [
    ...shifted(Math.max(low, 65), Math.min(high, 90), 32),
    ...shifted(Math.max(low, 97), Math.min(high, 122), -32),
  ]);
  return [...units, ...more];
}

function shifted(low: number, high: number, by: number): (readonly [number, number])[] {
  return low > high ? [] : [[low + by, high + by]];
}
