import { isNoSecret } from './no-secret.js';
import type { Span } from './quoted.js';
import { isSaidOf } from './said-words.js';
import { looksChosen } from './said.js';

const REACH = 96;
/** What says that the name of a secret is that of the word in front. */
const SAYS =
  /(?:"([^"\n]{1,64})"|'([^'\n]{1,64})'|`([^`\n]{1,64})`|(?<![^\s"'([:,])([^\s"'`([:,]{4,64}))[ \t](is|was|as)[ \t]((?:(?:my|your|his|her|our|their|the|a|an|its|new|old|current|not|valid|correct|real|default|temporary|user|login|wifi|admin|root|db|database)[ \t]){0,4})$/i;
const THEIRS = /^(?:my|his|her|our|their)\b/i;
/** In front of what somebody shall have for a password. */
const USED = /\b(?:us(?:e|ed|es|ing)|tr(?:y|ied|ying)|enter(?:ed|ing)?|typ(?:e|ed|ing))[ \t]$/i;
/** The name is part of that of something else. */
const GOES_ON =
  /^[ \t](?:hash|hasher|hashing|algorithm|field|fields|type|grant|format|encoding|encoder|method|policy|flow|reset|scheme|manager|provider|recovery|authentication|auth|file|store|column|parameter|hint|input|key|for|prompt)\b/i;

/** The value in front of a name: `hunter2 is my password`, `using hunter2 as password`. Not before `from`. */
export function saidBefore(text: string, name: Span, from: number): Span | undefined {
  const first = Math.max(from, name.start - REACH);
  const match = SAYS.exec(text.slice(first, name.start));
  if (match === null || GOES_ON.test(text.slice(name.end, name.end + 20))) return undefined;
  const quoted = match[1] ?? match[2] ?? match[3];
  const value = quoted ?? match[4] ?? '';
  const start = first + match.index + (quoted === undefined ? 0 : 1);
  const span = { start, end: start + value.length };
  if (isNoSecret(text, span)) return undefined;
  if (quoted !== undefined)
    return /^[\w-]{1,64}$/.test(value) && isSaidOf(value.toLowerCase()) ? undefined : span;
  const isTheirs = match[5] === 'as' ? isUsed(text, start) : THEIRS.test(match[6] ?? '');
  const isPlain = isTheirs && /^[A-Z]?[a-z]{3,23}$/.test(value);
  return looksChosen(value, true) || (isPlain && !isSaidOf(value.toLowerCase())) ? span : undefined;
}

function isUsed(text: string, start: number): boolean {
  return USED.test(text.slice(Math.max(0, start - 12), start));
}
