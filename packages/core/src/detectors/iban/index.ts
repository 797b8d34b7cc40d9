import { isAlphanumeric, isDigit } from '../characters.js';
import { CERTAIN } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { mergeOverlaps } from '../overlap.js';
import { IBAN_LENGTHS } from './countries.js';

/** Digits with something between them. */
const ONE_BY_ONE = [' ', '-', '.', '_'].map((between) => ['\\d', '\\d', '\\d', '\\d'].join(between));

/** International bank account numbers. */
export const iban: Detector = {
  id: 'iban',
  description:
    'International bank account numbers: a country, its length and valid check digits; in one piece, in groups separated by spaces, tabs, dashes, dots, slashes or underscores, or character by character, in either case.',
  source: 'ISO 13616-1 (form, registry of countries and lengths), ISO/IEC 7064 (mod 97-10)',
  placeholder: '[iban]',
  confidence: [CERTAIN],
  triggers: [[...[...IBAN_LENGTHS.keys()].map((country) => `${country}\\d\\d`), ...ONE_BY_ONE]],
  find,
  examples: [
    { text: 'paid to DE89370400440532013000 today', redacted: 'paid to [iban] today' },
    { text: 'iban=DE89 3704 0044 0532 0130 00,bic', redacted: 'iban=[iban],bic' },
    { text: '{"iban":"GB29NWBK60161331926819"}', redacted: '{"iban":"[iban]"}' },
    { text: 'gb29 nwbk 6016 1331 9268 19.', redacted: '[iban].' },
    { text: 'D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0 ok', redacted: '[iban] ok' },
    { text: 'DE89  3704  0044  0532  0130  00, DE89/3704/0044/0532/0130/00', redacted: '[iban], [iban]' },
    { text: 'a=DE89+3704+0044+0532+0130+00&b=1', redacted: 'a=[iban]&b=1' },
    { text: 'FR14-2004-1010-0505-0001-3M02-606', redacted: '[iban]' },
    { text: 'NO93 8601 1117 947 and NL91ABNA0417164300', redacted: '[iban] and [iban]' },
    { text: 'MT84MALT011000012345MTLCAST001S', redacted: '[iban]' },
    { text: 'account%3ABE68%205390%200754%207034', redacted: 'account%3A[iban]' },
    {
      text: 'from DE89 3704 0044 0532 0130 00 to AT61 1904 3002 3457 3201',
      redacted: 'from [iban] to [iban]',
    },
  ],
  counterExamples: [
    'check digits DE88370400440532013000',
    'length DE8937040044053201300',
    'no country: ZZ89370400440532013000',
    'part of XDE89370400440532013000',
    'sha 1fde89370400440532013000aa',
    'order DE12 3456 and SE35',
    'be12ad45-de89-4704-9044-053201300012',
  ],
};

/** A country and check digits, at the beginning of a word or after `iban`. */
const BEGINNING = /(?:(?<![A-Za-z\d])|(?<=iban))([A-Za-z]{2})\d{2}/gi;

function find(text: string): readonly Finding[] {
  const apart = findApart(text);
  return apart.length === 0 ? findInGroups(text) : mergeOverlaps([...findInGroups(text), ...apart]);
}

function findInGroups(text: string): Finding[] {
  const findings: Finding[] = [];
  const beginnings = new RegExp(BEGINNING);
  for (let match = beginnings.exec(text); match !== null; match = beginnings.exec(text)) {
    const length = IBAN_LENGTHS.get((match[1] ?? '').toUpperCase());
    const end = length === undefined ? -1 : accountEnd(text, match.index, length);
    // The next may begin within this one, where it is none.
    beginnings.lastIndex = end === -1 ? match.index + 4 : end;
    if (end !== -1) findings.push({ detector: 'iban', start: match.index, end, confidence: CERTAIN });
  }
  return findings;
}

/** Where the number ends that begins at `start` and has so many letters and digits; -1 where it is none. */
function accountEnd(text: string, start: number, length: number): number {
  let account = '';
  let at = start;
  let inFours = true;
  for (let group = start; account.length < length; at++) {
    const code = text.charCodeAt(at);
    if (isAlphanumeric(code)) {
      account += text.charAt(at);
    } else {
      let next = at;
      while (next - at < WIDEST_SEPARATOR && isSeparator(text.charCodeAt(next))) next++;
      if (next === at || !isAlphanumeric(text.charCodeAt(next))) return -1;
      inFours &&= at - group === 4;
      group = next;
      at = next - 1;
    }
  }
  const isWhole = !isAlphanumeric(text.charCodeAt(at));
  return isWhole && (inFours || hasDigits(account)) && passesMod97(account) ? at : -1;
}

/** ` - ` is the widest. */
const WIDEST_SEPARATOR = 3;

/** A letter or digit after the other, with the same between all of them: the country, check digits and what follows. */
const APART = /(?<![A-Za-z\d])[A-Za-z]([ ._-])[A-Za-z]\1\d\1\d(?:\1[A-Za-z\d]){11,30}(?![A-Za-z\d])/g;

function findApart(text: string): Finding[] {
  if (!MAY_BE_APART.test(text)) return [];
  return Array.from(text.matchAll(APART)).flatMap(({ 0: written, index }) => {
    const length = IBAN_LENGTHS.get(`${written.charAt(0)}${written.charAt(2)}`.toUpperCase()) ?? Infinity;
    const account = written.replace(/[ ._-]/g, '').slice(0, length);
    return account.length === length && passesMod97(account)
      ? [{ detector: 'iban', start: index, end: index + 2 * length - 1, confidence: CERTAIN }]
      : [];
  });
}

/** Every account has four digits somewhere. */
const MAY_BE_APART = /\d([ ._-])\d\1\d\1\d/;

/** Space, tab, no-break space, hyphens, dashes, dot, slash, underscore, and `+`, which is a space in a form. */
function isSeparator(code: number): boolean {
  const isDash = code === 45 || (code >= 0x2010 && code <= 0x2015);
  return (
    isDash ||
    code === 9 ||
    code === 43 ||
    code === 47 ||
    code === 32 ||
    code === 0xa0 ||
    code === 0x202f ||
    code === 46 ||
    code === 95
  );
}

/** In other groups than those of four only what consists of digits in the main: words of a sentence do not. */
function hasDigits(account: string): boolean {
  return account.replace(/\D/g, '').length >= 12;
}

/** ISO/IEC 7064 mod 97-10: the first four characters last, letters as 10 to 35, and 1 remains. */
export function passesMod97(account: string): boolean {
  let rest = 0;
  for (let place = 0; place < account.length; place++) {
    const code = account.charCodeAt((place + 4) % account.length);
    rest = isDigit(code) ? (rest * 10 + code - 48) % 97 : (rest * 100 + (code & 31) + 9) % 97;
  }
  const check = Number(account.slice(2, 4));
  return rest === 1 && check >= 2 && check <= 98;
}
