import { isAlphanumeric, isDigit } from './characters.js';
import { CERTAIN, LIKELY, POSSIBLE } from './confidence.js';
import type { Finding } from './detector.js';
import { isTold } from './told.js';
import type { Trigger } from './triggers.js';

/** How numbers are written that have a length, a check digit and words by which they go. */
export interface NumberForm {
  /** The detector's id. */
  readonly id: string;
  /** All of a number with its separators. Global, and of a bounded length, so that a search is linear. */
  readonly pattern: RegExp;
  /** Of the number without separators, in upper case. */
  readonly isValid: (compact: string) => boolean;
  /** Whether a valid one has a check digit, as most have. */
  readonly isChecked?: (compact: string) => boolean;
  /** Words that tell that it is one, as `isTold` takes them. */
  readonly telling: RegExp;
  /** Words that tell that it is something else, where no word is asked for. */
  readonly other?: RegExp;
  /** True for what can hardly be anything else, as it is written: no word is asked for. */
  readonly isUnmistakable?: (written: string) => boolean;
}

/** So many digits in a row, with one separator or none between two of them. */
export function rowsOf(digits: number, separator: Trigger): Trigger[] {
  if (digits === 1) return ['\\d'];
  return rowsOf(digits - 1, separator).flatMap((row) => [`${row}\\d`, `${row}${separator}\\d`]);
}

/** Every number of a person has six digits in a row in it. */
export const NUMBER_TRIGGERS: readonly Trigger[] = rowsOf(6, '\\b');

/** Two letters, six digits and a letter, with spaces and without: British national insurance numbers. */
const INSURANCE = ['\\d\\d\\d\\d\\d\\d', '\\d\\d\\b\\d\\d\\b\\d\\d'].flatMap((digits) =>
  ['', '\\b'].flatMap((before) => ['', '\\b'].map((after) => `\\l\\l${before}${digits}${after}\\l`)),
);

/** `tin` as a word or the first of one like `tinNumber`: whatever comes before it, but not what ends like `starting`. */
export const TIN: readonly Trigger[] = [
  'tin\\o',
  ...Array.from('abcdefhijklmnopqrstuvwxyz', (letter) => `tin${letter}`),
];

/** What numbers show in a text that are like no other, or the words for them: shared, so that they are looked for once. */
export const NATIONAL_TRIGGERS: readonly Trigger[] = [
  ...['\\d\\d\\b\\d\\d\\d\\d', 'tax', ...TIN],
  ...[...INSURANCE, 'nino', 'insurance'],
  ...['\\d\\b\\d\\d\\d\\b\\d\\d\\d\\b', 'steuer', 'identifikation', 'idnr'],
  ...[
    '\\d\\b\\d\\d\\b\\d\\d\\b\\d\\x\\b\\d\\d\\d',
    'nir',
    'nss',
    'insee',
    'curit',
    'secu',
    's\\ucu',
    'vitale',
    'social',
  ],
  ...['\\d.\\d\\d\\d.\\d\\d\\d', 'cpf'],
];

/** The words for numbers that are not found without one, and what a Spanish one shows that is. */
export const TOLD_TRIGGERS: readonly Trigger[] = [
  ...['nhs', 'patient', 'dni', 'nie', 'nif', 'identidad', 'documento', '\\d.\\d\\d\\d-'],
  ...[
    'bsn',
    'burgerservice',
    'sofi',
    'aadha',
    'adhaa',
    'uidai',
    'sin',
    'nas',
    'insurance',
    'assurance',
    'social',
  ],
];

/** What stands between groups, as part of a pattern. */
export const SEPARATOR = String.raw`[ \t\u00a0\u202f\u2010-\u2015.+-]`;

/** Findings of numbers that are written so, in order. Linear. */
export function findNumbers(text: string, form: NumberForm): readonly Finding[] {
  const findings: Finding[] = [];
  const { pattern } = form;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (isInLonger(text, start, end)) continue;
    const compact = match[0].replace(NEITHER, '').toUpperCase();
    if (!form.isValid(compact)) continue;
    const isByForm = isUnmistakable(text, start, match[0], form);
    const isChecked = form.isChecked?.(compact) ?? true;
    // Words are looked for only where they decide: that takes longer than all the rest.
    const isSaid = !(isByForm && isChecked) && isTold(text, start, form.telling);
    if (!isByForm && !isSaid) continue;
    findings.push({
      detector: form.id,
      start,
      end,
      confidence: isChecked ? CERTAIN : isSaid ? LIKELY : POSSIBLE,
    });
  }
  return findings;
}

function isUnmistakable(text: string, start: number, written: string, form: NumberForm): boolean {
  if (form.isUnmistakable?.(written) !== true) return false;
  return form.other === undefined || !isTold(text, start, form.other);
}

/** The sum of the digits, each times the weight of its place. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits.charCodeAt(at) - 48), 0);
}

/** The remainder of a decimal number of any length, digit by digit. */
export function remainder(digits: string, divisor: number): number {
  let rest = 0;
  for (let at = 0; at < digits.length; at++) rest = (rest * 10 + digits.charCodeAt(at) - 48) % divisor;
  return rest;
}

/** True for digits that are all the same, which test data has and nobody. */
export function isRepeated(digits: string): boolean {
  return digits === digits.charAt(0).repeat(digits.length);
}

const NEITHER = /[^\dA-Za-z]/g;

/** Inside a longer word, or one of more numbers that separators join. */
function isInLonger(text: string, start: number, end: number): boolean {
  if (isAlphanumeric(text.charCodeAt(start - 1)) || isAlphanumeric(text.charCodeAt(end))) return true;
  return isJoined(text, end, end + 1) || isJoined(text, start - 1, start - 2);
}

const JOINS = /[ \t\u00a0\u202f\u2010-\u2015./:+-]/;

function isJoined(text: string, separator: number, beyond: number): boolean {
  return JOINS.test(text.charAt(separator)) && isDigit(text.charCodeAt(beyond));
}
