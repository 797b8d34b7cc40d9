import { isAlphanumeric } from '../characters.js';
import { loginAt } from './argument.js';
import { readChanged, readOldAndNew } from './changed.js';
import { codeBefore } from './code.js';
import { readDiffering } from './differ.js';
import { classifyName, isAboutPlain, NAME_HINT, type NameKind } from './name.js';
import { isNamed } from './pair.js';
import { phraseAround } from './phrase.js';
import type { Span } from './quoted.js';
import { readValue } from './read-value.js';
import { looksChosen } from './said.js';
import { saidBefore } from './said-before.js';
import { separatorAfter } from './separator.js';
import { valueBefore } from './value-before.js';

/** What stands behind the names of secrets, or belongs to them otherwise. Each part of a text is read once. */
export function findNamed(text: string): Span[] {
  const values: Span[] = [];
  const hints = NAME_HINT;
  hints.lastIndex = 0;
  let from = 0;
  for (let hint = hints.exec(text); hint !== null; hint = hints.exec(text)) {
    const run = { start: nameStart(text, hint.index, from), end: nameEnd(text, hint.index) };
    const name = isWhole(hint[0]) ? { ...run, end: hints.lastIndex } : run;
    const value = readAround(text, name, values.at(-1)?.end ?? 0);
    if (value !== undefined) values.push(value, ...readChanged(text, value));
    else values.push(...differingOf(text, name));
    from = Math.max(run.end, hints.lastIndex, values.at(-1)?.end ?? 0);
    hints.lastIndex = from;
  }
  return values;
}

/** The name is classified last: that takes longest. */
function differingOf(text: string, name: Span): readonly Span[] {
  const differing = [...readDiffering(text, name), ...readOldAndNew(text, name)];
  return differing.length > 0 && kindOf(text, name) === 'password' ? differing : [];
}

/** The name ends where the hint does: in words of some scripts, and in two words. */
function isWhole(hint: string): boolean {
  return !isAscii(hint) || / code$/i.test(hint);
}

function isAscii(hint: string): boolean {
  return !/[^\0-\x7f]/.test(hint);
}

/** The value of the name, of the phrase that the name is in, or the value in front of it. */
function readAround(text: string, run: Span, from: number): Span | undefined {
  const kind = kindOf(text, run);
  const value = readAfter(text, run, kind);
  if (value !== undefined) return value;
  const phrase = phraseAround(text, run);
  if (phrase.end - phrase.start > run.end - run.start) {
    const said = readAfter(text, phrase, kindOf(text, phrase));
    if (said !== undefined) return said;
  }
  return readBefore(text, run, kind, from) ?? loginAt(text, run);
}

/** What a parser did not expect, and the name of a secret at Amazon. */
const OTHER = /unexpected\s$|\barn:[\w-]{1,16}:secretsmanager:[\w-]{0,24}:\d{0,12}:$/i;
const OTHER_REACH = 80;

function kindOf(text: string, { start, end }: Span): NameKind | undefined {
  const name = text.slice(start, end);
  if (OTHER.test(text.slice(Math.max(0, start - OTHER_REACH), start))) return undefined;
  return isAscii(name) ? classifyName(name) : 'password';
}

function readAfter(text: string, { start, end }: Span, kind: NameKind | undefined): Span | undefined {
  if (kind === undefined) return undefined;
  const name = { start, end, kind };
  const separator = separatorAfter(text, name);
  const value = separator === undefined ? undefined : readValue(text, name, separator);
  if (value === undefined || !isAboutPlain(text.slice(start, end))) return value;
  return looksChosen(text.slice(value.start, value.end), true) ? value : undefined;
}

/** The value of `{"value":"x","name":"password"}`, of `x is my password`, of `123456 is your login code`. */
function readBefore(
  text: string,
  { start, end }: Span,
  kind: NameKind | undefined,
  from: number,
): Span | undefined {
  if (kind === 'code') return codeBefore(text, start, from);
  if (kind !== undefined && isNamed(text, start)) return valueBefore(text, start, from);
  return kind === 'password' || kind === 'phrase' ? saidBefore(text, { start, end }, from) : undefined;
}

/** Where the run of name characters around `at` begins; every run is read once. */
function nameStart(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && isNameCharacter(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Before dots that lead to a value, as in a table of settings. */
function nameEnd(text: string, at: number): number {
  let end = at;
  while (isNameCharacter(text.charCodeAt(end)) && !text.startsWith('...', end)) end++;
  return end;
}

/** Letters, digits and `_-.$`. */
function isNameCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45 || code === 46 || code === 36;
}
