import { isDigit } from '../characters.js';
import { LIKELY, POSSIBLE } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { mergeOverlaps } from '../overlap.js';

/** Digits with something between them. */
const ONE_BY_ONE = [' ', '-', '.', '_', '/'].map((separator) => ['\\d', '\\d', '\\d', '\\d'].join(separator));

/** US social security numbers. */
export const usSsn: Detector = {
  id: 'us-ssn',
  description:
    'US social security numbers as 3-2-4 digits with dashes, spaces or tabs; nine digits in a row, one by one or with other separators only right after "ssn", "social security", "taxpayer" and kin.',
  source:
    'US Social Security Administration, "Social Security Number Randomization": areas 000, 666 and 900-999, group 00 and serial 0000 are never assigned',
  placeholder: '[ssn]',
  confidence: [LIKELY, POSSIBLE],
  triggers: [
    [
      '\\d\\d\\b\\d\\d\\d\\d',
      'ssn',
      'social',
      'soc_s',
      'soc s',
      'soc. s',
      'socs',
      'taxpayer',
      'ss_n',
      'ss-n',
    ],
    ['\\d\\d\\d\\d', ...ONE_BY_ONE],
  ],
  find,
  examples: [
    { text: 'ssn 219-09-9999 given', redacted: 'ssn [ssn] given' },
    { text: 'applicant 219 09 9999.', redacted: 'applicant [ssn].' },
    { text: '{"ssn":"219099999"}', redacted: '{"ssn":"[ssn]"}' },
    { text: 'Social Security Number: 219099999', redacted: 'Social Security Number: [ssn]' },
    { text: 'socialSecurityNumber=219.09.9999', redacted: 'socialSecurityNumber=[ssn]' },
    { text: 'SSN is 219099999, 899-99-0001', redacted: 'SSN is [ssn], [ssn]' },
    { text: 'applicant 219-09 9999 or 219\t09\t9999', redacted: 'applicant [ssn] or [ssn]' },
    { text: 'ssn 219 - 09 - 9999, ssn 219/09/9999', redacted: 'ssn [ssn], ssn [ssn]' },
    { text: 'ssn: 2 1 9 0 9 9 9 9 9, taxpayer id 219099999', redacted: 'ssn: [ssn], taxpayer id [ssn]' },
    { text: 'soc. sec. no. 219099999, ss_num=219099999', redacted: 'soc. sec. no. [ssn], ss_num=[ssn]' },
    { text: 'ssn=219+09+9999&x=1 or SSN 219_09_9999', redacted: 'ssn=[ssn]&x=1 or SSN [ssn]' },
    { text: 'ssn%3D219-09-9999', redacted: 'ssn%3D[ssn]' },
  ],
  counterExamples: [
    'area 000-12-3456, 666-12-3456, 900-12-3456, 999-99-9999',
    'group 219-00-9999',
    'serial 219-09-0000',
    'order 219099999',
    'phone 555-219-0999',
    'process number 219099999, socket 219099999',
    'part 219-09-99991 of 1219-09-9999',
    'list 1-219-09-9999-2',
    'ms 12 219 09 9999 17',
    'ssn 000123456',
    '2026-11-22 05:19:00',
  ],
};

const FORMATTED = /(\d{3})([ \t\-+\u00a0\u2010-\u2015])(\d{2})([ \t\-+\u00a0\u2010-\u2015])(\d{4})/g;
/** At most " number of record is: " stands between the word and the digits. */
const LABELED =
  /(?:ssn|soc(?:ial)?[ ._-]{0,2}sec(?:urity)?|taxpayer|(?<![a-z])ss[_-](?:num|no))\D{0,24}?((?:\d{3}[-. /_\t\u00a0\u2010-\u2015]{0,3}\d{2}[-. /_\t\u00a0\u2010-\u2015]{0,3}\d{4}|\d([-. /_])\d(?:\2\d){7}))(?!\d)/dgi;

/** Spares most texts the two searches. */
const MAY_HOLD = /\d{2}[ \t\-+\u00a0\u2010-\u2015]\d{4}|ssn|soc|taxpayer|ss[_-]n/i;

function find(text: string): readonly Finding[] {
  if (!MAY_HOLD.test(text)) return [];
  const findings: Finding[] = [];
  for (const match of text.matchAll(FORMATTED)) {
    const [whole, area = '', before = '', group = '', after = '', serial = ''] = match;
    const end = match.index + whole.length;
    if (!isAssignable(area, group, serial) || isInLongerList(text, match.index, end, before + after))
      continue;
    findings.push({ detector: 'us-ssn', start: match.index, end, confidence: POSSIBLE });
  }
  return mergeOverlaps([...findings, ...findLabeled(text)]);
}

function findLabeled(text: string): Finding[] {
  const findings: Finding[] = [];
  if (!/ssn|soc|taxpayer|ss[_-]n/i.test(text)) return findings;
  for (const match of text.matchAll(LABELED)) {
    const digits = (match[1] ?? '').replace(/\D/g, '');
    const [area, group, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)];
    const start = match.indices?.[1]?.[0];
    if (start === undefined || !isAssignable(area, group, serial)) continue;
    findings.push({ detector: 'us-ssn', start, end: match.index + match[0].length, confidence: LIKELY });
  }
  return findings;
}

function isAssignable(area: string, group: string, serial: string): boolean {
  return area !== '000' && area !== '666' && area < '900' && group !== '00' && serial !== '0000';
}

/** Longer runs of digits, and longer rows of numbers with the same separator, are something else. */
function isInLongerList(text: string, start: number, end: number, separators: string): boolean {
  if (isDigit(text.charCodeAt(start - 1)) || isDigit(text.charCodeAt(end))) return true;
  const goesOn = separators.includes(text[end] ?? '\0') && isDigit(text.charCodeAt(end + 1));
  return goesOn || (separators.includes(text[start - 1] ?? '\0') && isDigit(text.charCodeAt(start - 2)));
}
