/**
 * One look at a text tells which detectors have to look at it: most texts hold nothing that any of them could find.
 * All triggers are looked for at once, by an automaton that takes one step for each character.
 */
import { type Automaton, buildAutomaton, UNKNOWN } from './automaton.js';
import { HIGH_DIGIT, QUAD } from './carried.js';
import { CODE_BEYOND_ASCII, CODE_ENCODED, CODE_OF_WORDS, codeOfUnit, CODES } from './units.js';

/**
 * What has to stand in a text: characters in a row, letters in either case. Some stand for more than themselves:
 * `\d` digits, `\l` letters, `\o` all others, `\x` hexadecimal digits, `\b` what stands between groups of digits, `\s` that but no point,
 * `\g` that or a digit, `\c` controls, `\u` all beyond ASCII, `\e` what of that is encoded, `\w` letters of that in words of
 * detectors, `\k` no letters and digits, `\1` to `\4` the places of four characters of base64 that carry text, `\p` the
 * first digit of a byte of text, `\\` the backslash. A text begins as if behind a space.
 */
export type Trigger = string;

/** What of the triggers a text holds: a bit for each group, or for several where there are too many. */
export type Traits = number;

/** Looks for groups of triggers in texts. */
export interface TriggerSearch {
  /** The traits of a text. Linear in its length. */
  readonly traitsOf: (text: string) => Traits;
  /** The trait of texts that hold a trigger of the group, which is one of those that the search was made for. */
  readonly traitOf: (group: readonly Trigger[]) => Traits;
}

/** Makes the search for these groups of triggers. */
export function createTriggerSearch(groups: readonly (readonly Trigger[])[]): TriggerSearch {
  const distinct = new Map(groups.map((group) => [keyOf(group), group]));
  const numbers = new Map([...distinct.keys()].map((key, at) => [key, 1 << (at % BITS)]));
  const traitOf = (group: readonly Trigger[]) => numbers.get(keyOf(group)) ?? 0;
  // The same characters are the same symbol: there are some fifty of them in hundreds of triggers.
  const symbols = new Map<string, readonly boolean[]>();
  const symbolOf = (part: RegExp) => {
    const symbol = symbols.get(part.source) ?? charactersOf(part);
    symbols.set(part.source, symbol);
    return symbol;
  };
  const automaton = buildAutomaton(
    [...distinct].flatMap(([key, group]) => {
      const trait = numbers.get(key) as Traits;
      return group.map((trigger) => ({ symbols: partsOf(trigger).map(symbolOf), trait }));
    }),
  );
  return { traitsOf: (text) => run(automaton, text), traitOf };
}

/** The characters of a trigger, as patterns for one character. */
export function partsOf(trigger: Trigger): RegExp[] {
  const parts = trigger.match(/\\?[^]/g) ?? [];
  return parts.map(patternOf);
}

/** Each made once: there are hundreds of triggers, of few different characters. */
const patterns = new Map<string, RegExp>();

function patternOf(part: string): RegExp {
  const pattern =
    CLASSES.get(part) ?? patterns.get(part) ?? new RegExp(part.replace(/[^A-Za-z0-9]/, '\\$&'), 'i');
  patterns.set(part, pattern);
  return pattern;
}

/** Bits of a number that can be told apart. */
const BITS = 31;

const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['\\d', /\d/],
  ['\\l', /[a-z]/i],
  ['\\o', /[^a-z]/i],
  ['\\x', /[0-9a-f]/i],
  ['\\b', /[ +.\t\r\n\x80-\uffff-]/],
  ['\\s', /[ +\t\r\n\x80-\uffff-]/],
  ['\\g', /[\d +.\t\r\n\x80-\uffff-]/],
  ['\\c', /[\0-\x1f\x7f]/],
  ['\\u', /[^\0-\x7f]/],
  ['\\e', /\uff21/],
  ['\\w', /\u0142/],
  ['\\k', /[^a-z\d]/i],
  ['\\1', new RegExp(QUAD[0])],
  ['\\2', new RegExp(QUAD[1])],
  ['\\3', new RegExp(QUAD[2])],
  ['\\4', new RegExp(QUAD[3])],
  ['\\p', new RegExp(HIGH_DIGIT)],
  ['\\\\', /\\/],
]);

/** Traits are taken in every state: where patterns end, which is every third, no processor foresees. */
function run(automaton: Automaton, text: string): Traits {
  const { classOf, classes } = automaton;
  let { next } = automaton;
  let found = 0;
  let state = automaton.first;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const group = classOf[code < 128 ? code : codeOfUnit(code)] as number;
    let to = next[state + group] as number;
    if (to === UNKNOWN) {
      to = automaton.learn(state, group);
      ({ next } = automaton);
    }
    found |= next[to + classes] as number;
    state = to;
  }
  return found;
}

/** Stand for all of their codes. */
const PLAIN_LETTER = '\u00e9';
const FULL_WIDTH_LETTER = '\uff21';
const LETTER_OF_WORDS = '\u0142';

/** By code, as the automaton has them. */
function charactersOf(part: RegExp): readonly boolean[] {
  const samples = Array.from({ length: CODES }, (_, code) => String.fromCharCode(code));
  samples[CODE_BEYOND_ASCII] = PLAIN_LETTER;
  samples[CODE_ENCODED] = FULL_WIDTH_LETTER;
  samples[CODE_OF_WORDS] = LETTER_OF_WORDS;
  return samples.map((sample) => part.test(sample));
}

/** Groups are made once, and shared by detectors: their keys are long. */
const keys = new WeakMap<readonly Trigger[], string>();

function keyOf(group: readonly Trigger[]): string {
  const known = keys.get(group);
  if (known !== undefined) return known;
  const key = group.join('\n');
  keys.set(group, key);
  return key;
}
