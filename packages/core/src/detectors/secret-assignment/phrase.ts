import type { Span } from './quoted.js';

const FOLLOWING =
  /^(?:[ \t](?:key|code|phrase|token|answer|value|string|word|number|id|cookie|entered|provided|given|supplied|attempted|confirmation|again|repeat|mismatch|tried|received|attempted|nueva|nuova|nova|nouveau|temporaire|provisoire|temporal|actual|attuale|atual|anterior|d['\u2019]ordine)(?![\w-]))+/i;
/** What a key is for, and whom a password is of. */
const BEFORE_KEY = /(?<![\w.$])[A-Za-z]{2,16}[ \t]$/;
const BEFORE_PASS =
  /(?<![\w.$-])(?:db|database|user|admin|root|login|account|smtp|ftp|ssh|wifi|mail|my|your|new|old)[ \t]$/i;
const BEFORE_PHRASE = /(?<![\w.$-])(?:access|unlock|seed|recovery|secret|backup|wallet)[ \t]$/i;
/** The longest word in front, and a space. */
const BEFORE_REACH = 18;
const AFTER_REACH = 24;

/** A name of several words around one of them: `secret key`, `api key`, `security answer`; the same span where it is alone. */
export function phraseAround(text: string, { start, end }: Span): Span {
  const after = FOLLOWING.exec(text.slice(end, end + AFTER_REACH))?.[0].length ?? 0;
  const before = beforeOf(text.slice(start, Math.min(end, start + 8)).toLowerCase());
  const length = before?.exec(text.slice(Math.max(0, start - BEFORE_REACH), start))?.[0].length ?? 0;
  return { start: start - length, end: end + after };
}

function beforeOf(name: string): RegExp | undefined {
  if (name === 'key') return BEFORE_KEY;
  if (name === 'phrase') return BEFORE_PHRASE;
  if (name === 'passe') return /(?<![\w.$-])mot[ \t]de[ \t]$/i;
  return name === 'pass' || name === 'pw' ? BEFORE_PASS : undefined;
}
