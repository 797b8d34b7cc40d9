/** What `define` may say: detectors of the policy's own. */
import * as v from 'valibot';
import { about, names, text } from './schema-parts.js';
import { choose, isObject, strict } from './strict-schema.js';
import { wrong } from './wrong.js';

export const check = v.picklist(['luhn', 'mod97', 'verhoeff', 'mod11']);
const ofAnyDefinition = {
  placeholder: v.exactOptional(
    about(
      text,
      'Put in place of a finding: [name], of lower-case letters, digits and hyphens. Default the id.',
    ),
  ),
  near: v.exactOptional(names('Words of which one has to stand before a finding.')),
};
export const patternDefinition = strict({
  pattern: about(
    v.pipe(text, v.maxLength(1000)),
    'RE2 syntax of which every match has a bounded length: {1,20}, no * and no +. A match begins and ends where a word does.',
  ),
  check: v.exactOptional(about(check, 'The check digit that a finding has to have.')),
  ...ofAnyDefinition,
});
export const wordsDefinition = strict({
  words: about(
    v.pipe(v.array(v.pipe(text, v.maxLength(128))), v.minLength(1), v.maxLength(10_000)),
    'Words and phrases, found whole and in any case; a space stands for up to three spaces, hyphens or underscores.',
  ),
  ...ofAnyDefinition,
});
export const anyDefinition = v.union([patternDefinition, wordsDefinition]);
/** A detector of the policy's own, told by what it looks for. */
export const definition = choose(anyDefinition, (input) => {
  const isPattern = isObject(input) && Object.hasOwn(input, 'pattern');
  const isWords = isObject(input) && Object.hasOwn(input, 'words');
  if (isPattern && isWords)
    return wrong('names two things to look for, pattern and words', 'define two detectors');
  if (isPattern) return patternDefinition;
  if (isWords) return wordsDefinition;
  if (!isObject(input)) return wrong('must be an object', 'write { "pattern": "…" } or { "words": ["…"] }');
  return wrong('names nothing to look for', 'write pattern or words');
});
