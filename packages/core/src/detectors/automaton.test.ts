import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Automaton, buildAutomaton, UNKNOWN } from './automaton.js';
import { CODES } from './units.js';

const symbol = (characters: string) =>
  Array.from({ length: CODES }, (_, code) => characters.includes(String.fromCharCode(code)));
const A = symbol('a');
const B = symbol('b');
const ANY = symbol('abc');
const PATTERNS = [
  { symbols: [A, ANY, A], trait: 1 },
  { symbols: [B, B], trait: 2 },
  { symbols: [A, ANY, ANY, B, ANY, A], trait: 4 },
];

function traitsOf(automaton: Automaton, text: string): number {
  let state = 0;
  let traits = 0;
  for (const character of text) {
    const group = automaton.classOf[character.charCodeAt(0)]!;
    let to = automaton.next[state + group]!;
    if (to === UNKNOWN) to = automaton.learn(state, group);
    state = to;
    traits |= automaton.next[state + automaton.classes]!;
  }
  return traits;
}

const expected = (text: string) =>
  (/a.a/.test(text) ? 1 : 0) | (text.includes('bb') ? 2 : 0) | (/a..b.a/.test(text) ? 4 : 0);

it.each([2, 3, 7, 10_000])('tells what a text holds, also where it may have %i states', (most) => {
  const automaton = buildAutomaton(PATTERNS, most);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 }), (text) => {
      expect(traitsOf(automaton, text)).toBe(expected(text));
    }),
    { numRuns: 1000 },
  );
});

it('begins anew where texts have come to too many states', () => {
  const long = { symbols: Array.from({ length: 12 }, (_, at) => (at === 0 ? A : ANY)), trait: 1 };
  const texts = Array.from({ length: 4096 }, (_, n) =>
    n.toString(2).padStart(12, '0').replaceAll('0', 'a').replaceAll('1', 'b'),
  );
  const sizeAfterAll = (most: number) => {
    const automaton = buildAutomaton([long], most);
    for (const text of texts) traitsOf(automaton, text);
    return automaton.next.length / (automaton.classes + 1);
  };
  expect(sizeAfterAll(10_000)).toBeGreaterThan(1024);
  expect(sizeAfterAll(300)).toBeLessThanOrEqual(512);
});
