import type { Span } from './quoted.js';
import type { Name } from './separator.js';

/** Whose the password is, right in front of its name; others than these have it in a report, not in what a person says. */
const OWNER =
  /(?:^|[^\w])(?:my|his|her|our|their|your|the|its|mein|dein|mon|ma|mi|mio|mia|minha|meu|mijn)[ \t](?:(?:new|old|current|temporary|default|initial|real|wifi|wi-fi|admin|root|db|database|login|email|bank|user|main|first|last)[ \t]){0,2}$/i;
const OWNER_REACH = 48;
/** A word, with what ends what is said of the password. */
const WORD =
  /([A-Za-z]?[a-z]{3,23})(?=$|[.,;:!?]{1,3}(?:\s|$)|["'`)\]]|[\r\n]|[ \t](?:and|but|or|so|please|thanks|thank|which|can|why|what|it|you|i|hers|his|do|could|by the way)\b)/y;
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

/** What is said of passwords: by its ending, */
const SAID_OF = /(?:ed|ing|ic|al|able|ible|ive|ly|ous|ful|less|ant|ent|ary|ory|wn|en|est|text|til|dom)$/;
/** and word by word. */
const SAID: ReadonlySet<string> = new Set(
  (
    'required wrong weak strong short long longer shorter correct incorrect valid invalid empty null missing safe secure unsafe insecure ' +
    'null undefined none expired also still never always same different unique old plain blank only here there this that these those ' +
    'what whatever where when while why how who unknown fine good bad great okay stale absent mandatory optional lost gone your yours ' +
    'mine his hers ours theirs none nothing something anything everything both either neither true false with from about over ' +
    'under above below after before without within very more less most least just simple complex easy hard harder secret private ' +
    'default obvious clear string number hash token bcrypt argon case part back next last first second ready live fresh random ' +
    'pending okay sane legit mixed broken fake null good better best worse worst stronger weaker safer tool into onto once twice ' +
    'again enough than then even ever today tomorrow yesterday week month year days until till since because though although ' +
    'there here they them their the and but not for are was were has had have will would can could may might must shall should does ' +
    'did its our out off yet too any all each other another such like falsch richtig korrekt incorrecto incorrecta correcto correcta ' +
    'sbagliata errada errado invalide incorrecte faux onjuist verkeerd fout weg'
  ).split(' '),
);

/** The plain word, or words, that somebody says is a password: `my password is dragon`. */
export function readPlain(text: string, name: Name, start: number): Span | undefined {
  if (name.kind === 'phrase') {
    const words = matchAt(WORDS, text, start);
    if (words !== undefined && !words.split(/\s/).some((word) => IN_SENTENCES.has(word)))
      return { start, end: start + words.length };
  }
  if (!EQUALS.test(text.slice(Math.max(0, start - 12), start))) return undefined;
  if (!OWNER.test(text.slice(Math.max(0, name.start - OWNER_REACH), name.start))) return undefined;
  const word = matchAt(WORD, text, start);
  return word === undefined || isSaidOf(word.toLowerCase()) ? undefined : { start, end: start + word.length };
}

/** True for words that say something about a password, and for those that stand for it. */
export function isSaidOf(word: string): boolean {
  return SAID.has(word) || SAID_OF.test(word);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
