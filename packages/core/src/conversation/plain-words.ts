import { WORDS_BEYOND_ASCII } from '../detectors/secret-assignment/foreign.js';
import { classifyName, NAME_HINT } from '../detectors/secret-assignment/name.js';

/**
 * How far a text can be let out although it is not known how it goes on: up to after the last plain word that space
 * follows and another word, not before `from` and not after `to`. No finding begins in or goes over a plain word, unless a name that announces one stands
 * before it. Linear.
 */
export function plainEnd(text: string, from: number, to: number): number {
  if (announces(text)) return from;
  for (let end = to; end > from;) {
    const space = lastSpace(text, end);
    if (space < from) break;
    const start = lastSpace(text, space) + 1;
    if (PLAIN_WORD.test(text.slice(start, space)) && !isPending(text, space + 1)) return space + 1;
    end = start > from ? start : from;
  }
  return from;
}

/**
 * Five letters and more, and the signs of a sentence around them: shorter ones can be groups of an account number or a
 * tax code. A hyphen and an apostrophe may stand within.
 */
const PLAIN_WORD =
  /^["'(\u201c\u2018]?\p{L}{5,32}(?:['\u2019-]\p{L}{1,32})?["')\u201d\u2019]?[.,;:!?]{0,3}$/u;

/** What may be told only by what follows: `dragon is my` password, `ada at example` dot com. */
function isPending(text: string, at: number): boolean {
  return (
    PENDING.test(text.slice(Math.max(0, at - PENDING_REACH), at)) ||
    !OTHER_NEXT.test(text.slice(at, at + NEXT_REACH))
  );
}

const PENDING_REACH = 128;
const PENDING =
  /(?:^|\s)(?:\S{0,80}[ \t](?:is|was|as)[ \t](?:\S{1,16}[ \t]){0,4}|\S{0,64}(?:[ \t]at|[ \t]@|[[({<] ?at ?[\])}>])[ \t]\S{0,64}[ \t](?:(?:dot|\.)[ \t]\S{0,64}[ \t]){0,6})$/i;
/** The next word is there, and is none of those that such a thing goes on with. */
const OTHER_NEXT = /^(?!(?:is|was|as|at|dot|@|\.|[[({<])(?:\s|at|dot| ))\S{1,40}\s/i;
const NEXT_REACH = 48;

/** The name of a secret, or a word after which something is told that may have spaces or be a plain word. */
function announces(text: string): boolean {
  NAME_HINT.lastIndex = 0;
  if (!NAME_HINT.test(text) && !ANNOUNCING.test(text)) return false;
  if (ANNOUNCING.test(text) || BEYOND_ASCII.test(text)) return true;
  for (const [run] of text.matchAll(/[\w.$-]+/g))
    if (classifyName(run.slice(-LONGEST_NAME).replace(/\W+$/, '')) !== undefined) return true;
  return false;
}

/** Of a longer run the end decides. */
const LONGEST_NAME = 80;
const BEYOND_ASCII = new RegExp(WORDS_BEYOND_ASCII.join('|'), 'i');
/** What is put into a command may be told by the command alone: `echo x | sudo -S`. */
const ANNOUNCING = /\b(?:value|bearer|basic|begin|data:|extension|echo|printf)/i;

/** The last place before `end` where there is a space or a line break; -1 where there is none. */
function lastSpace(text: string, end: number): number {
  let at = end - 1;
  while (at >= 0 && !SPACES.includes(text.charAt(at))) at--;
  return at;
}

const SPACES = ' \n\t\r';
