/** In which forms a value is looked for after it was found once. */
import { normalForm } from './normal-form.js';

/** One form of a value. */
export interface Form {
  /** In normal form; for `ending` four digits. */
  readonly text: string;
  /**
   * Where it counts: `word` between characters that are no letters and digits, `anywhere`, `head` at the beginning of
   * a word and `tail` at the end of one, all of which goes, `ending` after words such as "ending in".
   */
  readonly kind: 'word' | 'anywhere' | 'head' | 'tail' | 'ending';
}

/** The longest form, in UTF-16 units: of longer values it is their beginning. */
export const LONGEST_FORM = 128;
/** Shorter values are not remembered: too much else has the same letters. */
const SHORTEST_FORM = 6;
/** Letters alone are words too. */
const SHORTEST_WORD = 8;
/** From here on a form counts within other words: letters alone may be a syllable of one. */
const SHORTEST_ANYWHERE = 12;
/** The same of a form with a digit in it. */
const SHORTEST_ANYWHERE_MIXED = 8;
/** From here on each half of a value is one of its forms. */
const SHORTEST_HALVED = 16;
/** People leave out the country, or the code of an area, of shorter numbers too: this much of their digits is left. */
const SHORTEST_NUMBER = 11;
const SHARE_OF_NUMBER = 0.6;
/** As many digits are an account, whose last four people say. */
const SHORTEST_ACCOUNT = 9;

/** The forms of a value; none where it is too short or too plain a word to be told from others. */
export function formsOf(value: string): readonly Form[] {
  const { text } = normalForm(value);
  if (!isTelling(text)) return [];
  const forms: Form[] = [wholeForm(text)];
  const address = ADDRESS.exec(value);
  if (address !== null) forms.push(...addressForms(address[1] ?? '', address[2] ?? ''));
  else if (text.length >= SHORTEST_HALVED) {
    const half = Math.min(LONGEST_FORM, Math.ceil(text.length / 2));
    forms.push({ text: text.slice(0, half), kind: 'head' }, { text: text.slice(-half), kind: 'tail' });
  } else if (text.length >= SHORTEST_NUMBER && /^\d+$/.test(text)) {
    forms.push({ text: text.slice(-Math.ceil(text.length * SHARE_OF_NUMBER)), kind: 'tail' });
  }
  if (text.length >= SHORTEST_ACCOUNT && /^\d+$/.test(text)) {
    forms.push({ text: text.slice(-4), kind: 'ending' });
  }
  return forms;
}

function wholeForm(text: string): Form {
  if (text.length > LONGEST_FORM) return { text: text.slice(0, LONGEST_FORM), kind: 'head' };
  const least = /\d/.test(text) ? SHORTEST_ANYWHERE_MIXED : SHORTEST_ANYWHERE;
  return { text, kind: text.length >= least ? 'anywhere' : 'word' };
}

function isTelling(text: string): boolean {
  return text.length >= (/^\p{L}*$/u.test(text) ? SHORTEST_WORD : SHORTEST_FORM);
}

const ADDRESS = /^([^@\s]+)@([^@\s]+)$/;

/** As it is spoken, and the local part alone, also as that is spoken. */
function addressForms(local: string, host: string): Form[] {
  const spoken = normalForm(`${local}@${host}`.replace('@', ' at ').replaceAll('.', ' dot ')).text;
  const halfSpoken = normalForm(`${local} at ${host.replaceAll('.', ' dot ')}`).text;
  const forms = [...new Set([spoken, halfSpoken])].map(wholeForm);
  for (const name of new Set([normalForm(local).text, normalForm(local.replaceAll('.', ' dot ')).text])) {
    if (name.length >= SHORTEST_FORM && !SHARED.has(name)) forms.push({ text: name, kind: 'word' });
  }
  return forms;
}

/** Local parts that name a role and no person: ordinary words. */
const SHARED: ReadonlySet<string> = new Set(
  (
    'accounts billing careers contact customer donotreply enquiries feedback finance hostmaster inquiries invoices marketing newsletter ' +
    'noreply notifications office orders postmaster privacy reception sales security service services support webmaster welcome'
  ).split(' '),
);
