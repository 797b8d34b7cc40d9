import { isDigit } from '../characters.js';
import { LIKELY, POSSIBLE } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { mergeOverlaps } from '../overlap.js';
import { findLabeledDigits, TAXPAYER_TRIGGERS } from './labeled.js';

/** US social security numbers. */
export const usSsn: Detector = {
  id: 'us-ssn',
  description:
    'US social security numbers as 3-2-4 digits with dashes, spaces or tabs; nine digits in a row, in threes, one by one or with other separators only after "ssn", "social security", "TIN", "taxpayer" and kin, in front of them, below them in a table, and in segments of X12 and HL7.',
  source:
    'US Social Security Administration, "Social Security Number Randomization": areas 000, 666 and 900-999, group 00 and serial 0000 are never assigned',
  placeholder: '[ssn]',
  confidence: [LIKELY, POSSIBLE],
  triggers: TAXPAYER_TRIGGERS,
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
    { text: 'TIN 219099999, payerTIN=219099998', redacted: 'TIN [ssn], payerTIN=[ssn]' },
    { text: 'tax_payer_id: 219099999 or tax id 219-099999', redacted: 'tax_payer_id: [ssn] or tax id [ssn]' },
    { text: 'my social is 219099999, SS# 219099998', redacted: 'my social is [ssn], SS# [ssn]' },
    { text: 'seguro social: 219099999', redacted: 'seguro social: [ssn]' },
    { text: 'ssn_1=219099999', redacted: 'ssn_1=[ssn]' },
    { text: 'ssn=US219099999, taxpayerno219099999', redacted: 'ssn=US[ssn], taxpayerno[ssn]' },
    { text: 'verified SSN, which is 219099999', redacted: 'verified SSN, which is [ssn]' },
    { text: 'taxpayer Smith, John 219099999', redacted: 'taxpayer Smith, John [ssn]' },
    { text: 'he gave 219099999 as his SSN', redacted: 'he gave [ssn] as his SSN' },
    {
      text: 'ssn of the applicant Ada Lovelace is 219099999',
      redacted: 'ssn of the applicant Ada Lovelace is [ssn]',
    },
    {
      text: '<SocialSecurityNumber xsi:type="xs:string">219099999<',
      redacted: '<SocialSecurityNumber xsi:type="xs:string">[ssn]<',
    },
    {
      text: 'REF*SY*219099999~NM1*IL*1*A*B****34*219099998~',
      redacted: 'REF*SY*[ssn]~NM1*IL*1*A*B****34*[ssn]~',
    },
    { text: '219099999^^^USA^SS', redacted: '[ssn]^^^USA^SS' },
    { text: `PID|1${'|'.repeat(18)}219099999|`, redacted: `PID|1${'|'.repeat(18)}[ssn]|` },
    { text: 'id,name,ssn\n1,"A, B",219099999', redacted: 'id,name,ssn\n1,"A, B",[ssn]' },
    {
      text: "insert into t (ssn, a, b) values ('219099999', 'A, B', 'x y z')",
      redacted: "insert into t (ssn, a, b) values ('[ssn]', 'A, B', 'x y z')",
    },
    { text: 'SSN 219 099 999, s.s.n 219099998', redacted: 'SSN [ssn], s.s.n [ssn]' },
    { text: "the member's social, 219099999", redacted: "the member's social, [ssn]" },
    { text: 'tin 2 1 9 0 9 9 9 9 9', redacted: 'tin [ssn]' },
    { text: 'ADA  219-09-999919800101F', redacted: 'ADA  [ssn]19800101F' },
  ],
  counterExamples: [
    'className: 219099999, passNumber=219099999, businessname 219099999',
    'Martin 219099999, starting 219099999, LATIN 219099999',
    'tax id DE219099999, EIN 12-3456789',
    'REF*0F*219099999~GS*HC*A*B*20260302*1000*219099999*X~CLM*219099999*120~',
    'MSH|^~|LAB|ORU^R01|219099999|P, PID|219099999|',
    'id,name\n219099999,ssn',
    'ssn was not given for the order 219099999',
    'ADA 219-09-999912345678',
    'ssn service at 192.168.100.200, SSN help 800 772 1213, ssn 219-099 999',

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
function find(text: string): readonly Finding[] {
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
  return findLabeledDigits(text)
    .filter(({ digits }) => isAssignable(digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)))
    .map(({ start, end }) => ({ detector: 'us-ssn', start, end, confidence: LIKELY }));
}

function isAssignable(area: string, group: string, serial: string): boolean {
  return area !== '000' && area !== '666' && area < '900' && group !== '00' && serial !== '0000';
}

/** A date right behind it, in records of fixed width. */
const DATE = /(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/y;

/** Longer runs of digits, and longer rows of numbers with the same separator, are something else. */
function isInLongerList(text: string, start: number, end: number, separators: string): boolean {
  DATE.lastIndex = end;
  if (isDigit(text.charCodeAt(start - 1))) return true;
  if (isDigit(text.charCodeAt(end))) return !DATE.test(text);
  const goesOn = separators.includes(text[end] ?? '\0') && isDigit(text.charCodeAt(end + 1));
  return goesOn || (separators.includes(text[start - 1] ?? '\0') && isDigit(text.charCodeAt(start - 2)));
}
