/**
 * Reads the words in front of a place: `phone no. is `, `"taxId":"`, `numéro de sécurité sociale : `. They tell what
 * digits are that could be anything by themselves.
 */

/** So many characters in front are read. */
const REACH = 64;

/** Beyond these the words are about something else: other digits, the next value of a list, another sentence. */
const BREAK = /[\d,;&|{}!?\n\r<]/;

const BEYOND_ASCII = /[^\0-\x7f]/g;

/** A word, or a part of one in camel case. */
const WORD = /\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+(?![\p{Ll}\p{M}])|[\p{Lo}\p{Lt}]+/gu;

/** Words that stand between what is told and the word that tells it. */
const FILLER = createWords(
  'an?|the|my|your|his|her|their|our|this|is|was|are|equals?|to|at|on|of|for|from|via|with|by|as|in|nos?|nr|num|numbers?',
  'cliente|clientes|paciente|titular|kunde|klant|nummer|número|numéro|nombre|ids?|identifier|addr|address|code|value|val|raw|type|home|work|office|main|primary|secondary|private',
  'personal|business|new|old|customer|client|user|patient|member|citizen|me|us|him|them',
  'sent|back|de|del|della|du|des|di|da|do|le|la|el|[dnosup]|ist|lautet|der|die|das|van|het|est|es|é|º|nº|(?:in)?valid|got|please',
);

/**
 * A pattern for the whole of one of these words, as `isTold` takes it; each text may have several with `|` between.
 * Accents may be left out, and are in either of their Unicode forms.
 */
export function createWords(...words: readonly string[]): RegExp {
  const source = words.join('|').replace(BEYOND_ASCII, (character) => {
    const letter = character.normalize('NFD').charAt(0);
    return `(?:${letter}?\\*|${letter})`;
  });
  return new RegExp(`^(?:${source})$`);
}

/**
 * True where the words right before `start` lead to one that `telling` matches, all others between being articles,
 * `number`, `is` and the like. Looks at no more than 64 characters. What stands in a placeholder tells nothing.
 */
export function isTold(text: string, start: number, telling: RegExp): boolean {
  return findTelling(text, start, [telling]) === telling;
}

/** Of several patterns the one that `isTold` is true of; of more than one that of the nearest word. */
export function findTelling(text: string, start: number, tellings: readonly RegExp[]): RegExp | undefined {
  const end = start - pairLength(text, start);
  const before = text.slice(reachBack(text, end), end);
  const words = Array.from(before.matchAll(WORD));
  for (let at = words.length - 1; at >= 0; at--) {
    const match = words[at] as RegExpExecArray;
    const telling = tellings.find((one) => isTelling(words, at, one));
    if (telling !== undefined)
      return isPlaceholder(before, match.index, match.index + match[0].length) ? undefined : telling;
    if (!FILLER.test(plain(match[0]))) return undefined;
  }
  return undefined;
}

/** True where the word tells, or it and those that it is one name with, as in `burgerServiceNummer`. */
function isTelling(words: readonly RegExpExecArray[], last: number, telling: RegExp): boolean {
  let name = '';
  let next = 0;
  for (let at = last; at >= 0; at--) {
    const { 0: word, index } = words[at] as RegExpExecArray;
    if (next !== index + word.length && name !== '') return false;
    name = plain(word) + name;
    if (telling.test(name)) return true;
    next = index;
  }
  return false;
}

/** Only ASCII counts: a letter of another kind must not pass for one where a search for words does not see it. */
function plain(word: string): string {
  return word.replace(BEYOND_ASCII, '*').toLowerCase();
}

/** What stands between the name of a field and the value of it that begins at `start`, where they are a pair. */
function pairLength(text: string, start: number): number {
  const last = text.charCodeAt(start - 1);
  // A quote, or the end of an element.
  if (last !== 34 && last !== 39 && last !== 62) return 0;
  return PAIR.exec(text.slice(Math.max(0, start - PAIR_REACH), start))?.[0].length ?? 0;
}

const PAIR_REACH = 40;
/** `{"field":"ssn","value":"…"}`, `<td>SSN</td><td>…`. */
const PAIR =
  /["'\\]{1,4},\s?["'\\]{0,4}(?:rejected_?|input_?|old_?|new_?|current_?)?value["'\\]{0,4}\s?[:=]\s?["'\\]{1,4}$|<\/t[dh]>\s{0,8}<td>$/i;

function reachBack(text: string, start: number): number {
  let from = start;
  while (from > 0 && start - from < REACH && !BREAK.test(text.charAt(from - 1))) from--;
  // Half a word is none.
  if (start - from === REACH) while (from < start && /[\p{L}\p{M}]/u.test(text.charAt(from))) from++;
  return from;
}

/** As `[phone]`, which scanning wrote; not as `user[phone]`, the name of a field. */
function isPlaceholder(text: string, start: number, end: number): boolean {
  return /(?:^|[^\w\]])\[[a-z-]*$/.test(text.slice(0, start)) && /^[a-z-]*\]/.test(text.slice(end));
}
