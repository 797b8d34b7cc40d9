import type { Span } from './quoted.js';
import { isSaidOf } from './said-words.js';
import type { Name } from './separator.js';

const KIND =
  '(?:(?:new|old|current|temporary|default|initial|real|wifi|wi-fi|admin|root|db|database|login|email|bank|user|main|first|last)[ \\t]){0,2}';
/** Whose the password is, right in front of its name; others than these have it in a report, not in what a person says. */
const OWNER = new RegExp(
  String.raw`(?:^|[^\w])(?:my|his|her|our|their|your|the|its|mein|dein|mon|ma|mi|mio|mia|minha|meu|mijn)[ \t]${KIND}$`,
  'i',
);
/** Where somebody begins to say something; a program that reports has a colon in front. */
const BEGINS = new RegExp(
  String.raw`(?:[\r\n"'\x60(]|[,.!?][ \t]{1,2}|\b(?:and|but|so|hi|hello|hey|thanks|yes|no|okay|ok)[ \t])${KIND}$`,
  'i',
);
const OWNER_REACH = 48;
/** A word, with what ends what is said of the password. */
const WORD =
  /([A-Za-z]?[a-z]{3,23}(?:-[A-Za-z]{2,16})?)(?=$|[.,;:!?]{1,3}(?:\s|$)|["'`)\]]|[\r\n]|[ \t](?:and|but|or|so|please|thanks|thank|which|can|why|what|it|you|i|hers|his|do|could|new|by the way)\b)/y;
/** What is in front of it: not "to", behind which there may be a verb. */
const EQUALS = /\b(?:is|was|equals|will be|now|ist|lautet|est|es)[ \t]{0,2}:?[ \t]{1,2}$/i;
/** Words of which hardly any sentence has none, and no phrase that is chosen has one. */
const IN_SENTENCES: ReadonlySet<string> = new Set(
  'not the and for too are was with from this that your you any all has have must should will can may been being until when than but never only'.split(
    ' ',
  ),
);
/** Three words and more, with what ends them. */
const WORDS = /[a-z]{3,20}(?:[ \t][a-z]{3,20}){2,7}(?=$|[.,;:!?"'`)\]\r\n])/y;

/** The plain word, or words, that somebody says is a password: `my password is dragon`. */
export function readPlain(text: string, name: Name, start: number): Span | undefined {
  if (name.kind === 'phrase') {
    const words = matchAt(WORDS, text, start);
    if (words !== undefined && !words.split(/\s/).some((word) => IN_SENTENCES.has(word)))
      return { start, end: start + words.length };
  }
  if (!EQUALS.test(text.slice(Math.max(0, start - 12), start)) || !isSaidByOne(text, name)) return undefined;
  WORD.lastIndex = start;
  const word = WORD.exec(text)?.[1];
  return word === undefined || isSaidOf(word.toLowerCase()) ? undefined : { start, end: start + word.length };
}

function isSaidByOne(text: string, { start }: Name): boolean {
  const before = `${start <= OWNER_REACH ? '\n' : ''}${text.slice(Math.max(0, start - OWNER_REACH), start)}`;
  return OWNER.test(before) || BEGINS.test(before);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
