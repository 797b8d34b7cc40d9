import { findInColumns } from '../columns.js';
import { TIN } from '../numbers.js';
import { findInserted } from '../secret-assignment/inserted.js';
import type { Trigger } from '../triggers.js';

/**
 * Where nine digits stand that words or the form of a message tell to be the number of a taxpayer in the US: social
 * security numbers and ITINs are told alike.
 */
export interface LabeledDigits {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Digits with something between them. */
const ONE_BY_ONE = [' ', '-', '.', '_', '/'].map((separator) => ['\\d', '\\d', '\\d', '\\d'].join(separator));

const THREES = [' ', '-', '.'].map((separator) => `\\d\\d\\d${separator}\\d\\d\\d`);

/** Every text with such a number, or with one in its usual form, has one of each. */
export const TAXPAYER_TRIGGERS: readonly [readonly Trigger[], readonly Trigger[]] = [
  [
    ...['\\d\\d\\b\\d\\d\\d\\d', 'ssn', 'social', 'soc_s', 'soc s', 'soc. s', 'soc-s', 'socs'],
    ...['ss_n', 'ss-n', 'ss n', 's.s.n', 'ss#', 'ss #', 'tax', ...TIN, '*sy*', '*34*', '^ss', 'pid|'],
  ],
  ['\\d\\d\\d\\d', ...ONE_BY_ONE, ...THREES],
];

/** What segments show to the line engine. */
export const SEGMENT_SIGNS: readonly string[] = [' sy 0', ' 34 0', 'pid 0 '];

const BETWEEN = String.raw`[-. /_\t\u00a0\u2010-\u2015]{0,3}`;
const NINE = String.raw`(\d{3}${BETWEEN}\d{2}${BETWEEN}\d{4}|\d{3}([-. ])\d{3}\3\d{3}(?![-. ]\d)|\d([-. /_])\d(?:\4\d){7})(?!\d)`;
/** Not "classname" and "process number". */
const SSN = '(?:(?<![aeiou])ssn|ssn(?!umber|ame|ode|ote)|(?<![a-z])s\\.s\\.n(?![a-z]))';
const SECURITY = String.raw`soc(?:ial)?[ ._-]{0,2}sec(?:urity)?|seguro[ _-]social|(?:(?<![a-z])(?:my|your|his|her|their|with|by|full|verified)|['\u2019]s) social|(?<![a-z])social ?(?:#|no\b|num)`;
const TAX = String.raw`tax[ _-]?payer|tax[ _-]?(?:id(?![a-z]{3})|no(?![a-z])|num|ident)|(i?tin)`;
const SHORT = String.raw`(?<![a-z])ss(?:[_-](?:num|no)| ?#| (?:number|no\.?))`;
/** What stands between: little, an element with attributes, or whose it is. Letters right before digits make another number. */
const GAP = String.raw`(?:[ _#-]{0,2}\d{1,2}(?=[^\d.,]))?(?:|(?:(?![,;][ \t][A-Za-z])\D){0,23}?[^\dA-Za-z]|[A-Za-z_]{0,12}\s[^<>\d]{0,80}>|[a-z ]{0,8}(?:of|for)(?: [^\s\d]{1,24}){1,5}?(?: (?:is|was)|:) )`;
/** Behind the plainest words, whatever stands between, where it is short. */
const ANYTHING = String.raw`\D{0,24}?`;
const BEFORE = new RegExp(
  `(?:(?:${SSN}|${SECURITY}|tax[ _-]?payer)(?:${ANYTHING}|${GAP})|(?:${TAX}|${SHORT})${GAP})${NINE}`,
  'dgi',
);

/** The same words behind the digits: `219099999 is my SSN`. */
const AFTER =
  /(?<![\w.-])()(\d{9})(?=["'`)]{0,2}[ \t](?:(?:is|was|as)[ \t](?:(?:my|his|her|their|the|an?|your)[ \t])?|\(|is |- ?)?(?:ssn|social[ ._-]sec|itin)(?![a-z]))/dgi;

/** In segments of X12 (qualifiers SY and 34), and HL7: PID-19, identifiers of the type SS. */
const SEGMENTS = [
  /()(?:\bREF\*SY\*|\bNM1\*(?:[^*~\r\n]{0,64}\*){7}(?:34|SY)\*|\bN1\*\w{2,3}\*[^*~\r\n]{0,64}\*34\*)(\d{9}|\d{3}-\d{2}-\d{4})(?![\w-])/dg,
  /()\bPID\|\d(?:\|[^|\r\n]{0,128}){17}\|(\d{9}|\d{3}-\d{2}-\d{4})(?![\w-])/dg,
  /(?<![\w-])()(\d{9}|\d{3}-\d{2}-\d{4})(?=\^[^|^~\r\n]{0,32}\^[^|^~\r\n]{0,32}\^[^|^~\r\n]{0,64}\^SS(?![A-Z]))/dg,
];

/** Spares most texts all searches. */
const HAS_NINE = new RegExp(
  String.raw`\d{3}${BETWEEN}\d{2}${BETWEEN}\d{4}|\d{3}[-. ]\d{3}[-. ]\d{3}|\d([-. /_])\d\1\d\1\d`,
);
const HAS_WORD = /ssn|s\.s\.n|soc|tin|tax|ss[_ -]?(?:n|#)/i;
const HAS_SEGMENT = /\*(?:SY|34)\*\d|\^SS|\bPID\|/;
const COLUMN =
  /^(?:\w{0,24}[ _.-])?(?:ssn|socialsecurity\w{0,12}|social[ _]security[ _\w]{0,12}|i?tin)(?:[ _](?:no|num|number|raw))?$/i;

/** Spans may overlap, and are in no order. Linear. */
export function findLabeledDigits(text: string): LabeledDigits[] {
  if (!HAS_NINE.test(text)) return [];
  const found: LabeledDigits[] = [];
  if (HAS_SEGMENT.test(text)) for (const form of SEGMENTS) collect(text, form, found);
  if (!HAS_WORD.test(text)) return found;
  collect(text, BEFORE, found);
  collect(text, AFTER, found);
  collectColumns(text, found);
  return found;
}

function collect(text: string, form: RegExp, found: LabeledDigits[]): void {
  for (const { 1: tin, index, indices = [] } of text.matchAll(form)) {
    if (tin !== undefined && tin !== '' && !isWord(text, index, index + tin.length)) continue;
    const [start, end] = indices[2] ?? [0, 0];
    found.push({ start, end, digits: text.slice(start, end).replace(/\D/g, '') });
  }
}

/** `TIN`, `customerTin`, `tin_no`; not "Martin" and "tinted". */
function isWord(text: string, start: number, end: number): boolean {
  const isInside = /[A-Z]/.test(text.charAt(start)) ? /[A-Z]/ : /[A-Za-z]/;
  return !isInside.test(text.charAt(start - 1)) && !/[a-z]/.test(text.charAt(end));
}

function collectColumns(text: string, found: LabeledDigits[]): void {
  const isColumn = (name: string) => COLUMN.test(name);
  const cells = text.includes('\n') ? findInColumns(text, isColumn) : [];
  for (const { start, end } of [...cells, ...findInserted(text, isColumn)]) {
    const value = text.slice(start, Math.min(end, start + 12));
    if (end - start < 12 && /^\d{3}[ -]?\d{2}[ -]?\d{4}$/.test(value))
      found.push({ start, end, digits: value.replace(/\D/g, '') });
  }
}
