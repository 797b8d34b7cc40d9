import { isDigit } from '../characters.js';
import { LIKELY, POSSIBLE } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { NUMBER_TRIGGERS, rowsOf } from '../numbers.js';
import type { Trigger } from '../triggers.js';
import { findInRow } from './find.js';
import { measureRow, readRow } from './row.js';
import { hasHint, PHONE_HINTS, type Telling, tellingOf } from './words.js';

/** What begins a number, or stands between its parts, and hardly anywhere else. */
const MARKS: readonly Trigger[] = [
  ...['+\\d', '+\\b\\d', '+(\\d', ')\\d', ')\\b\\d', '\\d/\\d\\d\\d\\d', '\\d\\b\\b\\b\\d'],
];

/** Seven digits; six where no point is between them, or pairs: a version has as many. */
const ROWS: readonly Trigger[] = [...rowsOf(7, '\\b'), ...rowsOf(6, '\\s'), '\\d\\d.\\d\\d.\\d\\d'];

/** Of digits in one piece, as a day or an id has them, a word tells. */
const IN_GROUPS: readonly Trigger[] = ROWS.filter((row) => !/^(?:\\d)+$/.test(row));

/** Phone numbers. */
export const phone: Detector = {
  id: 'phone',
  description:
    'Phone numbers: behind a plus sign where the country has numbers of that length; as they are written in North America, Europe, Brazil, Russia, China, Japan, Australia and elsewhere with a zero in front of the area, where the plan has the number; any seven to fifteen digits after "phone", "mobile", "fax" and kin, after "call", "sms" or "contact" where they can be a number. With an extension.',
  source:
    'ITU-T E.164 (length), E.123 (notation); numbering plans of libphonenumber; Ofcom and NANPA (numbers for drama)',
  placeholder: '[phone]',
  confidence: [LIKELY, POSSIBLE],
  triggers: [NUMBER_TRIGGERS, [...ROWS, ...MARKS], [...IN_GROUPS, ...MARKS, ...PHONE_HINTS]],
  find,
  examples: [
    { text: 'from +44 20 7946 0958 +44 20 7946 0959', redacted: 'from [phone] [phone]' },
    { text: 'call +44 20 7946 0958', redacted: 'call [phone]' },
    { text: '{"phone":"+14155552671"}', redacted: '{"phone":"[phone]"}' },
    {
      text: 'from (415) 555-2671, 415-555-2671 or 415.555.2671',
      redacted: 'from [phone], [phone] or [phone]',
    },
    { text: 'tel:+49-30-901820;ext=12', redacted: 'tel:[phone]' },
    { text: 'phone 5550123 ext. 12, mobile: 4155552671', redacted: 'phone [phone], mobile: [phone]' },
    { text: 'rang 020 7946 0958 and 01 42 68 53 00.', redacted: 'rang [phone] and [phone].' },
    { text: 'Handynummer: 01715551234', redacted: 'Handynummer: [phone]' },
    { text: '+44 (0)20 7946 0958 und 0171/5551234', redacted: '[phone] und [phone]' },
    { text: 'contact (11) 91234-5678 or 8 (495) 123-45-67', redacted: 'contact [phone] or [phone]' },
    { text: 'sms to 14155552671 failed', redacted: 'sms to [phone] failed' },
    { text: 'fax=(415)+555-2671&to=%2B1+415+555+2671', redacted: 'fax=[phone]&to=[phone]' },
    { text: 'lead,Ada,+44 20 7946 0958,London', redacted: 'lead,Ada,[phone],London' },
    { text: 'to=%2B44%2020%207946%200958', redacted: 'to=[phone]' },
    {
      text: 'phones: 4155552671, 4155552672 and 4155552673',
      redacted: 'phones: [phone], [phone] and [phone]',
    },
  ],
  counterExamples: [
    'order 4155552671 and 415-555-26711',
    'order 415-555-2671',
    'epoch 1700000000, 1700000000000 and +1700000000000',
    'at 2026-11-22 05:19:00 +0100',
    '0.4155552671 and 52.520008, 13.404954',
    'version 10.415.5552.671',
    'host 192.168.100.200 and 10.0.0.1:5432',
    'uuid 41111111-1111-4111-8111-411111111111',
    'status 404 512 1024',
    'paid $1 415 555 2671',
    'call 1700000000 took 12 ms',
    'phone verification of order 12345678',
    'ISBN 978-0-306-40615-7',
    'range 10000000-20000000',
    '[phone] 4155552671',
  ],
};

/** What every number has; spares texts that only look alike the rest. */
const ENOUGH_DIGITS = /\d{6}|\d(?:\d[ +.\t\r\n\u0080-\uffff-]|[ +.\t\r\n\u0080-\uffff-]\d)\d/;
const EXTENSION = /[ ,;]{0,3}(?:ext(?:ension|n)?[.:= ]{0,2}|x[. ]?|#)\d{1,6}(?!\w)/iy;

function find(text: string): readonly Finding[] {
  if (!ENOUGH_DIGITS.test(text)) return NONE;
  const findings: Finding[] = [];
  let hinted: boolean | undefined;
  for (let at = nextDigit(text, 0); at !== -1; at = nextDigit(text, at)) {
    const { end, count, isBare } = measureRow(text, at);
    // Digits in one piece are a number only where a plus sign or a word tells.
    if (count >= 7 && !isDay(text, at, end)) {
      hinted ??= hasHint(text);
      if (hinted || !isBare || isPlus(text, at)) findInText(text, at, hinted, findings);
    }
    at = end;
  }
  return findings;
}

const NONE: readonly Finding[] = [];

/** `2026-11-29T`, as most lines begin: torn behind, and no gap within, so that no number is in it. */
function isDay(text: string, at: number, end: number): boolean {
  return (
    end === at + 10 &&
    text.charCodeAt(end) === 84 &&
    text.charCodeAt(at + 4) === 45 &&
    text.charCodeAt(at + 7) === 45
  );
}

function isPlus(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === 43 || text.charCodeAt(at - 2) === 43;
}

/** Adds the findings in the row of groups that begins at `at`. */
function findInText(text: string, at: number, isHinted: boolean, findings: Finding[]): void {
  const row = readRow(text, at);
  const end = row.groups.at(-1)?.end ?? at;
  const extension = extensionEnd(text, end);
  let told: Telling | undefined;
  const last = findings.at(-1);
  const telling = () => (told ??= isListed(text, last, row.start) ? 'number' : tellingOf(text, row.start));
  const closed = extension > end ? { ...row, isTornAfter: false } : row;
  for (const span of findInRow(text, closed, isHinted, telling)) {
    const isSaid = text.charCodeAt(span.start) === 43 || (span.start === row.start && isTelling(telling()));
    const last = span.end === end ? extension : span.end;
    findings.push({
      detector: 'phone',
      start: span.start,
      end: last,
      confidence: isSaid ? LIKELY : POSSIBLE,
    });
  }
}

function isTelling(telling: Telling): boolean {
  return telling === 'number' || telling === 'call';
}

function nextDigit(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (isDigit(text.charCodeAt(at))) return at;
  return -1;
}

function extensionEnd(text: string, end: number): number {
  EXTENSION.lastIndex = end;
  return end + (EXTENSION.exec(text)?.[0].length ?? 0);
}

/** `and ` and kin, or a comma, after another number. */
const LIST = /^["']?(?: ?[,;|/] ?| (?:and|or|und|oder|et|ou|y|o|e) )["']?$/;
const WIDEST_LIST = 8;

function isListed(text: string, last: Finding | undefined, start: number): boolean {
  if (last === undefined || start - last.end > WIDEST_LIST) return false;
  return LIST.test(text.slice(last.end, start));
}
