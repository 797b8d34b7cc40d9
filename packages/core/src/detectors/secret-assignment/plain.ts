import type { Span } from './quoted.js';
import { isSaidAbroad } from './said-abroad.js';
import { isSaidOf } from './said-words.js';
import type { Name } from './separator.js';

const KIND =
  '(?:(?:new|old|current|temporary|default|initial|real|wifi|wi-fi|admin|root|db|database|login|email|bank|user|main|first|last|zip|pdf|vpn|ssh|ftp|sudo|router|server|shared|portal|app|web|laptop|door|master|guest|system|site|account|service|test|staging|demo|neue|neues|nouveau|nouvelle|nueva|nova|nuova|nieuwe|nowe|nytt)[ \\t]){0,2}';
/** Whose the password is, right in front of its name; others than these have it in a report, not in what a person says. */
const OWNER = new RegExp(
  String.raw`(?:^|[^\w])(?:my|his|her|our|their|your|the|its|das|mein|dein|ihr|sein|unser|le|la|mon|ton|son|notre|votre|el|mi|tu|su|il|mio|mia|tua|sua|o|a|minha|meu|nossa|het|mijn|jouw|je|uw|ons|moje|mitt|ditt)[ \t]${KIND}$`,
  'i',
);
/** Where somebody begins to say something; a program that reports has a colon in front. */
const BEGINS = new RegExp(
  String.raw`(?:[\r\n"'\x60(]|[,.!?][ \t]{1,2}|\b(?:and|but|so|hi|hello|hey|thanks|yes|no|okay|ok)[ \t])${KIND}$`,
  'i',
);
const OWNER_REACH = 48;
/** A word, or two as one, with what ends what is said of the password. */
const WORD = new RegExp(
  String.raw`([A-Za-z]?[a-z]{3,23}(?:-?[A-Z][a-z]{1,15}|-[a-z]{2,16})?)(?=$|[.,;:!?]{1,3}(?:\s|$)|["'\x60)\]]|[\r\n]|[ \t](?:` +
    'and|but|or|so|please|thanks|thank|which|can|why|what|it|you|i|hers|his|do|could|new|by the way|for|until|maybe|lol|before|previously|earlier|' +
    String.raw`und|aber|bitte|danke|et|mais|pour|merci|y|pero|para|gracias|e|ma|per|grazie|mas|obrigad[oa]|en|maar|voor|och|men)\b)`,
  'y',
);
/** What is in front of it: not "to", behind which there may be a verb. */
const EQUALS =
  /(?:^|\s)(?:is|was|equals|will be|should be|ought to be|now|ist|lautet|war|(?:c')?est|était|es|era|é|è|är|er)(?:[ \t](?:still|always|just|currently))?(?:[ \t](?:the (?:word|string)))?[ \t]{0,2}:?[ \t]{1,2}$/i;
const EQUALS_REACH = 36;
/** Not in English. */
const GERMANIC = /\s(?:ist|lautet|war|är|er)[ \t]{0,2}:?[ \t]{1,2}$/i;
const ROMANCE = /\s(?:c'est|est|était|es|era|é|è)[ \t]{0,2}:?[ \t]{1,2}$/i;
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
  const words = name.kind === 'phrase' ? readWords(text, start) : undefined;
  if (words !== undefined) return words;
  const alone = wordOfUser(text, name, start) ?? wordBehindOwner(text, name, start);
  if (alone !== undefined) return alone;
  const before = text.slice(Math.max(name.end, start - EQUALS_REACH), start);
  if (!EQUALS.test(before) || !isSaidByOne(text, name)) return undefined;
  WORD.lastIndex = start;
  const word = WORD.exec(text)?.[1];
  if (word === undefined || isSaidOf(word.toLowerCase())) return undefined;
  const isRomance = ROMANCE.test(before);
  const isAbroad = isRomance || GERMANIC.test(before) || FOREIGN_NAME.test(text.slice(name.start, name.end));
  return isAbroad && isSaidAbroad(word, isRomance) ? undefined : { start, end: start + word.length };
}

/** The name, behind whom it is of: `user ada, password dragon`. */
const OF_USER =
  /(?:^|[\s"'(])(?:user(?:name)?|login|account|with)[= :]{1,2}(?!id\b|name\b)[^\s:=,]{1,64}(?:,|,? and| with)[ \t](?:the )?$/i;
const OF_USER_REACH = 96;
const LAST_WORD = /([A-Za-z][a-z]{3,23}(?:[A-Z][a-z]{1,15})?)(?=[.,;!]?(?:$|[\r\n])|[.,;!][ \t])/y;
/** What there is of passwords. */
const OF_PASSWORDS =
  /(?:ion|ment|ness|change|login|logins|prompt|policy|auth|manager|recovery|failures?|attempts?|history|rules?|checks?|strength|update|reset|hash|entry|store|file|list|grant|flow|form|guess|spray|mismatch|timeout|lookup|rotation|required)$/i;

function wordOfUser(text: string, name: Name, start: number): Span | undefined {
  if (start - name.end > 2) return undefined;
  const isOfUser = OF_USER.test(text.slice(Math.max(0, name.start - OF_USER_REACH), name.start));
  return isOfUser ? lastWord(text, start) : undefined;
}

/** The name begins what is said, or asked for. */
const ASKS = /(?:^|[\r\n]|\[sudo\] |\b(?:the|my|your|enter|new|old|current) )$/i;
const OWNED = /^[ \t](?:for|of)\b[^\n:=]{1,80}[:=][ \t]{0,3}$/i;
const OWNED_REACH = 90;

/** `password for ada: dragon`. */
function wordBehindOwner(text: string, name: Name, start: number): Span | undefined {
  const between = start - name.end < OWNED_REACH ? text.slice(name.end, start) : '';
  if (!OWNED.test(between)) return undefined;
  return ASKS.test(text.slice(Math.max(0, name.start - 10), name.start)) ? lastWord(text, start) : undefined;
}

/** The word with nothing behind it. */
function lastWord(text: string, start: number): Span | undefined {
  LAST_WORD.lastIndex = start;
  const word = LAST_WORD.exec(text)?.[1];
  return word === undefined || isSaidOf(word.toLowerCase()) || OF_PASSWORDS.test(word)
    ? undefined
    : { start, end: start + word.length };
}

/** Where `is` and `was` are of its language too. */
const FOREIGN_NAME = /^wachtwoord$/i;

function isSaidByOne(text: string, { start }: Name): boolean {
  const before = `${start <= OWNER_REACH ? '\n' : ''}${text.slice(Math.max(0, start - OWNER_REACH), start)}`;
  return OWNER.test(before) || BEGINS.test(before);
}

/** Three words and more that are no sentence. */
export function readWords(text: string, start: number): Span | undefined {
  WORDS.lastIndex = start;
  const words = WORDS.exec(text)?.[0];
  return words === undefined || words.split(/\s/).some((word) => IN_SENTENCES.has(word))
    ? undefined
    : { start, end: start + words.length };
}
