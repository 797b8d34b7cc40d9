import { isAlphanumeric } from '../characters.js';
import { CERTAIN, LIKELY } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { createFormSearch } from '../marked-forms.js';
import { mergeOverlaps } from '../overlap.js';
import { isRandom, isWords } from '../random-text.js';
import type { Trigger } from '../triggers.js';
import { CODE_FORMS } from './code-forms.js';
import { COUNTER_EXAMPLES, EXAMPLES } from './examples.js';
import { ALPHABETS, formsOf, type TokenForm } from './form.js';
import { SERVICE_FORMS } from './service-forms.js';
import { SPECIAL_FORMS } from './special-forms.js';

/** So short a prefix needs more where it tells of hexadecimal digits. */
const SHORT = 3;

/** So much of a prefix is rare enough. */
const LONGEST_TRIGGER = 8;

/** Every token that a prefix tells. */
export const TOKEN_FORMS: readonly TokenForm[] = formsOf([...CODE_FORMS, ...SERVICE_FORMS]);

/** Tokens that vendors give out, by the prefix that tells them. */
export const vendorToken: Detector = {
  id: 'vendor-token',
  description:
    'Tokens and keys of some 120 vendors (GitHub, GitLab, Slack, Stripe, OpenAI, Anthropic, npm, Telegram and so on) by the prefix that tells them, whole or cut to no less than half; URLs of webhooks; tokens without a prefix right after the name of a vendor.',
  source: 'Documentation of each vendor, named beside each prefix in detectors/vendor-token/',
  placeholder: '[token]',
  confidence: [CERTAIN, LIKELY],
  triggers: [
    withoutLonger([...TOKEN_FORMS.flatMap(triggersOf), ...SPECIAL_FORMS.flatMap(({ triggers }) => triggers)]),
  ],
  find,
  examples: EXAMPLES,
  counterExamples: COUNTER_EXAMPLES,
};

/** With one of the first two digits where the prefix is short and names begin like it: `sk_`. */
function triggersOf({ prefix, alphabet }: TokenForm): readonly Trigger[] {
  const isShort = prefix.length <= SHORT && alphabet === 'hex';
  return (isShort ? ['\\d', 'a\\d', 'b\\d', 'c\\d', 'd\\d', 'e\\d', 'f\\d'] : ['']).map(
    (rest) => prefix.toLowerCase().slice(0, LONGEST_TRIGGER) + rest,
  );
}

/** A text with a trigger that holds another one holds that one too. */
function withoutLonger(triggers: readonly Trigger[]): Trigger[] {
  const all = [...new Set(triggers)];
  return all.filter((one) => !all.some((other) => other !== one && one.includes(other)));
}

const findSpecial = createFormSearch('vendor-token', SPECIAL_FORMS);

function find(text: string): readonly Finding[] {
  return mergeOverlaps([...findPrefixed(text), ...findSpecial(text)]);
}

/** By the first two characters, longer prefixes first. */
const FORMS_BY_START: ReadonlyMap<number, readonly TokenForm[]> = byStart(
  [...TOKEN_FORMS].sort((a, b) => b.prefix.length - a.prefix.length),
);

function byStart(forms: readonly TokenForm[]): Map<number, TokenForm[]> {
  const groups = new Map<number, TokenForm[]>();
  for (const form of forms) {
    const start = startOf(form.prefix, 0);
    groups.set(start, [...(groups.get(start) ?? []), form]);
  }
  return groups;
}

function startOf(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

function findPrefixed(text: string): Finding[] {
  const findings: Finding[] = [];
  let isInside = false;
  for (let at = 0; at < text.length; at++) {
    const end = isInside ? undefined : tokenEnd(text, at, FORMS_BY_START.get(startOf(text, at)));
    if (end !== undefined) {
      findings.push({ detector: 'vendor-token', start: at, end, confidence: CERTAIN });
      at = end - 1;
    }
    isInside = isAlphanumeric(text.charCodeAt(at));
  }
  return findings;
}

function tokenEnd(text: string, at: number, forms: readonly TokenForm[] = []): number | undefined {
  for (const form of forms) {
    if (!text.startsWith(form.prefix, at)) continue;
    const from = at + form.prefix.length;
    if (isToken(read(text.slice(from, from + LOOK), 0, form), form))
      return from + read(text, from, form).length;
  }
  return undefined;
}

/** What decides is read again from the next prefix on: no more than this. */
const LOOK = 64;

function read(text: string, from: number, { alphabet }: TokenForm): string {
  const pattern = ALPHABETS[alphabet];
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0] ?? '';
}

/** A prefix with so many characters is no word: half of a token if they are random, all of it even if they are not. */
function isToken(body: string, { prefix, alphabet, length }: TokenForm): boolean {
  const whole = Math.min(length, LOOK);
  if (body.length * 2 < whole || body.length < SHORTEST) return false;
  if (alphabet === 'hex' && prefix.length <= SHORT && !/^.?\d/.test(body)) return false;
  if (alphabet === 'uuid' || isRandom(body)) return true;
  return body.length >= whole && (!SEPARATED.test(body) || !isWords(body));
}

const SHORTEST = 10;
const SEPARATED = /[^A-Za-z0-9]/;
