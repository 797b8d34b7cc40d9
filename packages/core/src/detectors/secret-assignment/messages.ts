import type { Name } from './separator.js';

const STRING = String.raw`\\{0,3}(?:"[^"\\\n]{2,160}\\{0,3}"|'[^'\\\n]{2,160}\\{0,3}')`;
/** A list of strings without anything else, each as long as a sentence at most. */
const LIST = new RegExp(String.raw`\[\s{0,8}(?:${STRING},?\s{0,8}){1,4}\]`, 'y');
const STRINGS = new RegExp(STRING, 'g');
/** What is said of a field that was not filled in as it has to be. */
const COMPLAINT =
  /^(?:[A-Z][a-z]+|is|must|can|can't|cannot|has|should|does|doesn't|too|may|needs) .*?\b(?:required|must|should|contain|include|characters?|digit|letter|short|long|blank|match|invalid|valid|numeric|similar|least|empty|null|incorrect|common|weak|correct)\b/;
/** Of words, and lengths: a validator may repeat what it was given, in quotes or not: `The value 'x' is not valid`. */
const OF_WORDS = /^(?:\(?(?:[A-Za-z]+(?:[-'\u2019][A-Za-z]+)*|\d{1,3})[.,:;!)]{0,3}(?: |$))+$/;

/** What a validator says of a field: `"password": ["This field is required."]`. A phrase may be such a sentence itself. */
export function isMessages(text: string, name: Name, at: number): boolean {
  if (name.kind === 'phrase' || text[at] !== '[') return false;
  LIST.lastIndex = at;
  const list = LIST.exec(text)?.[0];
  if (list === undefined) return false;
  return (list.match(STRINGS) ?? []).every((one) => {
    const said = one.replace(/^[\\"']+|[\\"']+$/g, '');
    return COMPLAINT.test(said) && OF_WORDS.test(said);
  });
}
