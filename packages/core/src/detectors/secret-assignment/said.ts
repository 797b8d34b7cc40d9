import { isRandom } from '../random-text.js';
import { readPlain } from './plain.js';
import { readQuoted, type Span } from './quoted.js';
import type { Name, Separator } from './separator.js';
import { bareWordEnd } from './value.js';

/** Furthest that a value after nothing but words is looked for. */
const WORD_REACH = 160;

/** The value after a name that only words or space join it to: `password is x`, `--password x`, `DB_PASSWORD x`. */
export function readSaid(text: string, name: Name, separator: Separator): Span | undefined {
  const start = separator.end;
  const ahead = text.slice(start, start + WORD_REACH);
  const isPassword = name.kind === 'password' || name.kind === 'phrase';
  const isChosen = isPassword || separator.isVerb === true ? looksChosen : looksMade;
  const quoted = readQuoted(ahead, 0);
  if (quoted !== undefined) {
    const content = ahead.slice(quoted.start, quoted.end);
    const isClosed = quoted.end < ahead.length && !/[\r\n]/.test(content);
    const isValue = isChosen === looksChosen || separator.isGiven === true || looksMade(content);
    return isClosed && isValue ? { start: start + quoted.start, end: start + quoted.end } : undefined;
  }
  if (separator.isGiven) return isGoingOn(text, start) ? undefined : { start, end: bareWordEnd(text, start) };
  const framed = FRAMED.exec(ahead)?.[1];
  if (isPassword && framed?.split(' ').some((word) => looksChosen(word, true)) === true)
    return { start: start + 1, end: start + 1 + framed.length };
  // What is no value is read again from the next name on: only as far as a chosen word reaches.
  const end = start + bareWordEnd(ahead, 0);
  return isChosen(text.slice(start, end), separator.isVerb === true)
    ? { start, end: bareWordEnd(text, start) }
    : isPassword && (separator.isVerb === true || (name.kind === 'password' && start - name.end <= 2))
      ? readPlain(text, name, start)
      : undefined;
}

/** The next flag, or a sentence about a flag or variable. */
function isGoingOn(text: string, start: number): boolean {
  SENTENCE.lastIndex = start;
  return text[start] === '-' || SENTENCE.test(text);
}

const SENTENCE =
  /(?:via|is|was|and|or|on|in|to|the|for|with|can|may|must|should|requires|needs|takes|expects|accepts|cannot|flag|option|argument|parameter|valueFrom)(?=[,.;:)]{0,2}(?:\s|$))/y;

/** Words in brackets. */
const FRAMED = /^[{[(]([^{}[\]():=,;"'\n]{1,80})[)\]}](?![\w.([])/;

/** The word that stands at `start`, as far as words are looked at. */
export function wordAt(text: string, start: number): string {
  const ahead = text.slice(start, start + WORD_REACH);
  return ahead.slice(0, bareWordEnd(ahead, 0));
}

/** Letters mixed with digits or signs, as people are made to choose passwords: no word of a sentence. */
export function looksChosen(word: string, isSaid: boolean): boolean {
  const bare = word.replace(/[.,;:!?]+$/, '');
  if (bare.length < 6 || isOrdinary(bare) || /^[{[(].*\s/s.test(bare)) return false;
  if (/[a-z]/i.test(bare) && (/\d/.test(bare) || SIGNS_WITHIN.test(bare))) return true;
  return isSaid && (PHRASE.test(bare) || (bare.length >= LONG && isRandom(bare)));
}

/** Algorithms, dates, versions, paths and addresses. */
export function isOrdinary(word: string): boolean {
  return ORDINARY.test(word);
}

/** What a generator made. */
function looksMade(word: string): boolean {
  const bare = word.replace(/[.,;:!?]+$/, '');
  if (OBJECT.test(bare)) return false;
  if (bare.length >= 6 && MIXED.test(bare) && SIGNS_WITHIN.test(bare)) return true;
  return bare.length >= LONG && /^[\w+/=~-]+$/.test(bare) && /\d/.test(bare) && isRandom(bare);
}

const LONG = 12;
const SIGNS_WITHIN = /[a-z\d][@#$%^&*!?+~]+[a-z\d]/i;
const MIXED = /^(?=.*[a-z])(?=.*\d)[\w@#$%^&*!?+~.-]+$/i;
/** Three words and more with hyphens between, none of them as short as those of "up-to-date". */
const PHRASE = /^[a-z]{4,}(?:-[a-z]{4,}){2,}$/i;

/** As Kubernetes names what it makes: `default-token-x7k2p`. */
const OBJECT = /^[a-z]{3,}(?:-[a-z]{2,})+-[a-z\d]{5}$/;
const ORDINARY =
  /^(?:sha|md\d|bcrypt|scrypt|argon|pbkdf|base\d|hmac|utf|oauth|ntlm|x\d{3}|rs\d{3}|hs\d{3}|es\d{3}|aes|rsa|v\d+(?:$|[._]\d|-?(?:rc|alpha|beta|pre|dev)|-\d)|\d{4}-\d\d-|n?(?:var)?char\(|enum\(|https?:|\(?\/|\.\/)/i;
