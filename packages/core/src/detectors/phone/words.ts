import { createWords, findTelling } from '../told.js';

/** What the words in front of digits say of them. */
export type Telling =
  /** That they are a phone number. */
  | 'number'
  /** That they may be one: of a function too it is said that it is called. */
  | 'call'
  /** That they are something else. */
  | 'other'
  | 'nothing';

/** Each text in which words tell of a number, or of a call, has one of these in it, in whatever case. */
export const PHONE_HINTS: readonly string[] =
  'phone fone fono tel mob vil cel fax gsm handy ruf portable msisdn whatsapp viber call dial sms texted contact'.split(
    ' ',
  );

const HINT = new RegExp(PHONE_HINTS.join('|'), 'i');

/** True where words of a text may tell of a number somewhere. */
export function hasHint(text: string): boolean {
  return HINT.test(text);
}

/** What the words right before `start` say. */
export function tellingOf(text: string, start: number): Telling {
  const telling = findTelling(text, start, TELLINGS);
  if (telling === undefined) return 'nothing';
  return telling === NUMBER ? 'number' : telling === CALL ? 'call' : 'other';
}

const NUMBER = createWords(
  '(?:tele|cell|mobile|smart)?phones?(?:no|nr|num|numbers?)?|tels?|tel(?:no|nr)|teléfonos?|telefon[eio]?|téléphone',
  'telefon(?:nr|nummer)|telefoon(?:nr|nummer)?|mobiles?|mobil[ei]?|mobil(?:nr|nummer|telefon)|mobiel|móvil|celulare?',
  'cellulare|cell?|gsm|handy(?:nr|nummer)?|(?:rück)?ruf(?:nr|nummer)|portable|msisdn|whatsapp|viber|(?:tele)?fax|fono|fone',
);
const CALL = createWords('call(?:s|ed|ing|er|back)?|dial(?:s|l?ed|l?ing)?|sms|texted|contact(?:s|ed|ing)?');
const OTHER = createWords(
  'orders?|invoices?|tickets?|ref|references?|sku|parts?|items?|products?|serial|models?|isbn|issn|cases?|bookings?',
  'tracking|accounts?|acct|builds?|versions?|batch|jobs?|txn|transactions?|receipts?|claims?|lot|po|rma|upc|ean|gtin|doi',
  'pid|requests?|sessions?|traces?|commits?|rev|revisions?|zip|zipcode|postcode|ports?|pages?|lines?|rows?|offsets?|bytes',
);
const TELLINGS = [NUMBER, CALL, OTHER];
