import { CERTAIN } from './confidence.js';
import type { Finding } from './detector.js';
import { isRandom } from './random-text.js';
import type { Trigger } from './triggers.js';

/** Something that a pattern tells, of which a text without a certain mark has none. */
export interface MarkedForm {
  /** Every text with a match holds one of these: literal characters, and `\d` for a digit at either end. */
  readonly triggers: readonly Trigger[];
  /** What is found; what its first group takes in front of it stays. Flag `g`; linear. */
  readonly pattern: RegExp;
  /** For what words, hashes or ids look like too. */
  readonly isRandomOnly?: boolean;
  /** Of what is found; default certain. */
  readonly confidence?: number;
}

/**
 * Makes a search for these forms. What it finds is in the order of the forms and may overlap. A pattern is not even
 * tried where its marks are missing: there are many patterns, and most texts have the mark of one.
 */
export function createFormSearch(
  detector: string,
  forms: readonly MarkedForm[],
): (text: string) => Finding[] {
  const marked = forms.map((form) => ({
    ...form,
    marks: form.triggers.map((trigger) => trigger.replaceAll('\\d', '').toLowerCase()),
  }));
  return (text) => {
    const folded = text.toLowerCase();
    const findings: Finding[] = [];
    for (const { marks, pattern, isRandomOnly, confidence = CERTAIN } of marked) {
      if (!marks.some((mark) => folded.includes(mark))) continue;
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const start = match.index + (match[1] ?? '').length;
        const end = pattern.lastIndex;
        if (isRandomOnly === true && !isRandom(text.slice(start, end))) continue;
        findings.push({ detector, start, end, confidence });
      }
    }
    return findings;
  };
}
