import { isAlphanumeric, isDigit, isHex } from '../characters.js';
import { CERTAIN } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { mergeOverlaps } from '../overlap.js';
import { hasIssuer, LONGEST, passesLuhn, SHORTEST } from './issuers.js';

/** The first digits of a number with the same between all of them. */
const ONE_BY_ONE = [' ', '-', '.', '_', '/'].map((separator) =>
  Array.from({ length: 8 }, () => '\\d').join(separator),
);

/** Payment card numbers (PAN), in one piece or in groups. */
export const paymentCard: Detector = {
  id: 'payment-card',
  description:
    'Payment card numbers: the leading digits of an issuer, a length it uses and a valid check digit; in one piece or in groups separated by spaces, dashes, dots, slashes, underscores, tabs or line breaks, or digit by digit.',
  source:
    'ISO/IEC 7812-1 (numbering, check digit); issuer ranges and lengths as listed in Wikipedia, "Payment card number"',
  placeholder: '[card]',
  confidence: [CERTAIN],
  triggers: [
    [
      `\\d\\d\\d\\d${'\\g'.repeat(8)}`,
      ...ONE_BY_ONE,
      '\\d\\d\\d\\d/\\d\\d\\d\\d',
      '\\d\\d\\d\\d_\\d\\d\\d\\d',
    ],
  ],
  find,
  examples: [
    { text: 'paid with 4111111111111111 today', redacted: 'paid with [card] today' },
    { text: 'card=4111 1111 1111 1111,exp=12/30', redacted: 'card=[card],exp=12/30' },
    { text: '5555-5555-5555-4444', redacted: '[card]' },
    { text: '2223 0031 2200 3222', redacted: '[card]' },
    { text: 'amex 3782 822463 10005.', redacted: 'amex [card].' },
    { text: '{"pan":"378282246310005"}', redacted: '{"pan":"[card]"}' },
    { text: 'diners 30569309025904', redacted: 'diners [card]' },
    { text: 'discover 6011111111111117 jcb 3530111333300000', redacted: 'discover [card] jcb [card]' },
    { text: 'unionpay 6200000000000005', redacted: 'unionpay [card]' },
    { text: 'q=card%204111111111111111%26', redacted: 'q=card%20[card]%26' },
    { text: 'status 200 4111 1111 1111 1111', redacted: 'status 200 [card]' },
    { text: 'pan 4111.1111.1111.1111 or 4111\t1111\n1111\n1111', redacted: 'pan [card] or [card]' },
    { text: 'pan 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 ok', redacted: 'pan [card] ok' },
    { text: 'pan 4111/1111/1111/1111 or 4111_1111_1111_1111', redacted: 'pan [card] or [card]' },
    { text: 'pan 4_1_1_1_1_1_1_1_1_1_1_1_1_1_1_1', redacted: 'pan [card]' },
    { text: 'line one\\n4111111111111111', redacted: 'line one\\n[card]' },
    { text: 'pan \uff14\uff11\uff11\uff11 \u0661\u0661\u0661\u0661 1111 1111', redacted: 'pan [card]' },
  ],
  counterExamples: [
    'order 4111111111111112 fails the check digit',
    'no issuer: 1234567812345670',
    'inside a longer run: 94111111111111111119',
    'epoch 1700000000000, 1700000000000000 and 1700000000000000000',
    'uuid 41111111-1111-4111-8111-411111111111',
    'sha 5f4111111111111111bd9a3cde01',
    'ratio 0.4111111111111111',
    'arn:aws:iam::123456789012:user/ada',
    'list 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1, range 4-1-1-1-1-1',
    '2026-11-22 05:19:00 4 5 6 7 8 9 10 11 12 13',
  ],
};

/** The first group and what else the shortest number takes; spares most texts the search for groups. */
const ENOUGH_DIGITS = /\d{4}(?:[\d +.\t\r\n\u00a0\u2010-\u2015\u202f-]{8}|[/_]\d{4})/;

function find(text: string): readonly Finding[] {
  const apart = findApart(text);
  return ENOUGH_DIGITS.test(text) ? mergeOverlaps([...findInGroups(text), ...apart]) : apart;
}

/** Digit by digit, with the same between all of them. */
const APART = /(?<![\d][ ._/-]|\d)\d([ ._/-])\d(?:\1\d){10,17}(?![ ._/-]?\d)/g;

function findApart(text: string): readonly Finding[] {
  if (!/\d([ ._/-])\d\1\d\1\d\1\d/.test(text)) return [];
  return Array.from(text.matchAll(APART))
    .filter(([written]) => isCard(written.replace(/\D/g, '')))
    .map(({ 0: written, index }) => ({
      detector: 'payment-card',
      start: index,
      end: index + written.length,
      confidence: CERTAIN,
    }));
}

function findInGroups(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  const groups = /\d+/g;
  for (let group = groups.exec(text); group !== null; group = groups.exec(text)) {
    // A shorter first group is a number of its own: no card is written that way.
    if (group[0].length < 4 || group[0].length > LONGEST) continue;
    const end = cardEnd(text, group.index);
    if (end === -1 || isPartOfOther(text, group.index, end)) continue;
    findings.push({ detector: 'payment-card', start: group.index, end, confidence: CERTAIN });
    groups.lastIndex = end;
  }
  return findings;
}

/** Where the longest card number ends that consists of whole groups of digits from `start` on; -1 where none does. */
function cardEnd(text: string, start: number): number {
  let digits = '';
  let end = -1;
  let at = start;
  while (digits.length < LONGEST) {
    const from = at;
    while (isDigit(text.charCodeAt(at)) && digits.length + at - from <= LONGEST) at++;
    digits += text.slice(from, at);
    if (isCard(digits)) end = at;
    const next = skipSeparators(text, at);
    if (next === at || !isDigit(text.charCodeAt(next))) break;
    if (
      LIST_SEPARATOR.test(text.slice(at, next)) &&
      (at - from > LONGEST_GROUP || groupLength(text, next) > LONGEST_GROUP)
    )
      break;
    at = next;
  }
  return end;
}

function isCard(digits: string): boolean {
  if (digits.length < SHORTEST || digits.length > LONGEST) return false;
  return passesLuhn(digits) && hasIssuer(digits);
}

/** They separate numbers of their own too: only short groups are parts of one number. */
const LIST_SEPARATOR = /[.\t\r\n/_]/;

/** As of a card in three groups, 4-6-5. */
const LONGEST_GROUP = 6;

function groupLength(text: string, from: number): number {
  let at = from;
  while (at - from <= LONGEST_GROUP && isDigit(text.charCodeAt(at))) at++;
  return at - from;
}

/** ` - ` is the widest separator looked over. */
const WIDEST_SEPARATOR = 3;

function skipSeparators(text: string, from: number): number {
  let at = from;
  // By themselves only: two of them are no separator.
  if ((text[at] === '/' || text[at] === '_') && isDigit(text.charCodeAt(at + 1))) return at + 1;
  while (at - from < WIDEST_SEPARATOR && isSeparator(text.charCodeAt(at))) at++;
  return at;
}

/** Space, tab, line break, no-break space, hyphens, dashes, dots, and `+`, which is a space in a query string. */
function isSeparator(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 10 ||
    code === 13 ||
    code === 46 ||
    code === 45 ||
    code === 0xa0 ||
    code === 43 ||
    (code >= 0x2010 && code <= 0x2015) ||
    code === 0x202f
  );
}

/** The fraction of a number, a UUID or a hexadecimal hash can hold such digits by chance. */
function isPartOfOther(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start - 1) === 46 && isDigit(text.charCodeAt(start - 2))) return true;
  return isInUuid(text, start) || isInHash(text, start, end);
}

const UUID_LENGTH = 36;
const UUID = /(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])/gi;

function isInUuid(text: string, start: number): boolean {
  const from = Math.max(0, start - UUID_LENGTH);
  for (const match of text.slice(from, start + UUID_LENGTH + 1).matchAll(UUID)) {
    if (from + match.index <= start && start < from + match.index + UUID_LENGTH) return true;
  }
  return false;
}

/** Shorter strings of hexadecimal digits are not taken for a hash. */
const SHORTEST_HASH = 24;
const HASH_REACH = 128;

function isInHash(text: string, start: number, end: number): boolean {
  let from = start;
  while (start - from < HASH_REACH && isHex(text.charCodeAt(from - 1))) from--;
  let to = end;
  while (to - end < HASH_REACH && isHex(text.charCodeAt(to))) to++;
  const isWhole = !isAlphanumeric(text.charCodeAt(from - 1)) && !isAlphanumeric(text.charCodeAt(to));
  return isWhole && to - from >= SHORTEST_HASH && to - from > end - start;
}
