import type { Name } from './separator.js';

const STRING = String.raw`\\{0,3}(?:"[^"\\\n]{2,160}\\{0,3}"|'[^'\\\n]{2,160}\\{0,3}')`;
/** A list of strings without anything else, each as long as a sentence at most. */
const LIST = new RegExp(String.raw`\[\s{0,8}(?:${STRING},?\s{0,8}){1,4}\]`, 'y');
const STRINGS = new RegExp(STRING, 'g');
const ONE_STRING = new RegExp(STRING, 'y');
/** What is said of a field that was not filled in as it has to be. */
const COMPLAINT =
  /^(?:[A-Z][a-z]+|is|must|can|can't|cannot|has|should|does|doesn't|too|may|needs|at|field|value|this|the) .*?\b(?:required|must|should|contain|include|characters?|digits?|numbers?|symbols?|uppercase|lowercase|letters?|short|long|blank|match|invalid|valid|numeric|similar|least|empty|null|incorrect|common|weak|correct)\b/;
/** Of words, and lengths: a validator may repeat what it was given, in quotes or not: `The value 'x' is not valid`. */
const OF_WORDS =
  /^(?:\(?(?:[A-Za-z]+(?:[-'\u2019][A-Za-z]+)*|\d{1,3}(?= [A-Za-z])|(?<=\b(?:least|most|than|to|of|exactly|minimum|maximum|and|is|be) )\d{1,3})[.,:;!)]{0,3}(?: |$))+$/;
/** Begins so where it is the whole of what is said, and no list of it. */
const ONE =
  /\\{0,3}["'](?:(?:this |the )?(?:field|value)\b|must |can't |cannot |may not |should (?:not )?(?:be|have|contain) |is (?:required|too|not|invalid|missing)\b|too |at least |does(?: not|n't) |has to |needs? )/iy;

/** What a validator says of a field: `"password": ["This field is required."]`. A phrase may be such a sentence itself. */
export function isMessages(text: string, name: Name, at: number): boolean {
  if (name.kind === 'phrase') return false;
  if (text[at] !== '[') return isMessage(text, at);
  LIST.lastIndex = at;
  const list = LIST.exec(text)?.[0];
  if (list === undefined) return false;
  return (list.match(STRINGS) ?? []).every((one) => isComplaint(contentOf(one)));
}

/** The same without a list. */
function isMessage(text: string, at: number): boolean {
  ONE.lastIndex = at;
  if (!ONE.test(text)) return false;
  ONE_STRING.lastIndex = at;
  return isComplaint(contentOf(ONE_STRING.exec(text)?.[0] ?? ''));
}

function isComplaint(said: string): boolean {
  return COMPLAINT.test(said) && OF_WORDS.test(said);
}

function contentOf(quoted: string): string {
  return quoted.replace(/^[\\"']+|[\\"']+$/g, '');
}
