import { isAlphanumeric } from '../characters.js';
import type { Detector, Finding } from '../detector.js';
import { COUNTER_EXAMPLES, EXAMPLES } from './examples.js';
import { classifyName, NAME_HINT, NAME_HINTS } from './name.js';
import type { Span } from './quoted.js';
import { readValue } from './read-value.js';
import { isNamed, separatorAfter } from './separator.js';
import { valueBefore } from './value-before.js';

/** Secrets that are assigned to a name: `password=…`, `"api_key":"…"`, `--db-password …`. */
export const secretAssignment: Detector = {
  id: 'secret-assignment',
  description:
    'The value after the name of a secret (password, secret, token, API key, session, cookie, authorization and kin), however it is assigned; the name stays.',
  source:
    'Names as in OWASP Logging Cheat Sheet ("Data to exclude") and CWE-532; RFC 9110 section 11.6.2, RFC 6265 (headers)',
  placeholder: '[secret]',
  triggers: [NAME_HINTS, ['=', ':', '|', '\\u', '->', '--', 'pass', 'pw', '</', '<![', '",', "',", '`,']],
  find,
  examples: EXAMPLES,
  counterExamples: COUNTER_EXAMPLES,
};

function find(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  const hints = NAME_HINT;
  hints.lastIndex = 0;
  let from = 0;
  for (let hint = hints.exec(text); hint !== null; hint = hints.exec(text)) {
    const end = nameEnd(text, hint.index);
    const start = nameStart(text, hint.index, from);
    const value = readAfter(text, start, end) ?? readBefore(text, start, end, findings.at(-1)?.end ?? 0);
    if (value !== undefined)
      findings.push({ detector: 'secret-assignment', start: value.start, end: value.end });
    from = Math.max(end, value?.end ?? end);
    hints.lastIndex = from;
  }
  return findings;
}

function readAfter(text: string, start: number, end: number): Span | undefined {
  const kind = classifyName(text.slice(start, end));
  if (kind === undefined) return undefined;
  const name = { start, end, kind };
  const separator = separatorAfter(text, name);
  return separator === undefined ? undefined : readValue(text, name, separator);
}

/** The value of `{"value":"x","name":"password"}`. */
function readBefore(text: string, start: number, end: number, from: number): Span | undefined {
  if (!isNamed(text, start)) return undefined;
  const kind = classifyName(text.slice(start, end));
  return kind === undefined || kind === 'code' ? undefined : valueBefore(text, start, from);
}

/** Where the run of name characters around `at` begins; every run is read once. */
function nameStart(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && isNameCharacter(text.charCodeAt(start - 1))) start--;
  return start;
}

function nameEnd(text: string, at: number): number {
  let end = at;
  while (isNameCharacter(text.charCodeAt(end))) end++;
  return end;
}

/** Letters, digits and `_-.$`. */
function isNameCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45 || code === 46 || code === 36;
}
