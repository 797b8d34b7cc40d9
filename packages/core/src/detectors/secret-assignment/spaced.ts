import { lengthOf } from './match-at.js';
import { readWords } from './plain.js';
import type { Name, Separator } from './separator.js';
import { wordEnd } from './value.js';

/** The end of a value that has spaces: in a string of connections, as a phrase of words, behind an anchor of YAML. */
export function spacedEnd(text: string, start: number, name: Name, separator: Separator): number | undefined {
  if (separator.kind === ':') {
    const anchor = lengthOf(ANCHOR, text, start);
    return anchor === 0 ? undefined : wordEnd(text, start + anchor);
  }
  if (separator.kind !== '=' || separator.isSpaced) return undefined;
  if (name.kind === 'phrase') return readWords(text, start)?.end;
  const length = text[name.start - 1] === ';' ? lengthOf(IN_CONNECTION, text, start) : 0;
  return length === 0 ? undefined : start + length;
}

const ANCHOR = /&[\w-]{1,32}[ \t](?=[^\s])/y;
/** Up to the semicolon that the next name follows, or nothing. */
const IN_CONNECTION =
  /[^\s;"'=&{}]{1,64}(?:[ \t][^\s;"'=&{}]{1,64}){1,6}(?=;(?:$|[\s"']|[A-Za-z][A-Za-z ]{1,32}=))/y;
