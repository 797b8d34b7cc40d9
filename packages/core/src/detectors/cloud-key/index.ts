import type { Detector, Finding } from '../detector.js';
import { mergeOverlaps } from '../overlap.js';
import { isRandom } from '../random-text.js';
import { COUNTER_EXAMPLES, EXAMPLES } from './examples.js';
import { type CloudKeyForm, FORMS } from './forms.js';

/** Keys of the large cloud providers, by their form or by the name beside them. */
export const cloudKey: Detector = {
  id: 'cloud-key',
  description:
    'Keys of cloud providers: AWS access key ids, session tokens, signatures in URLs, and secret keys after a word that tells of them; Google API keys, OAuth secrets, tokens and codes; Azure client secrets, account keys and shared access signatures; keys of Alibaba and Tencent.',
  source:
    'AWS IAM User Guide, "IAM identifiers"; AWS Signature Version 4, query parameters; Google Cloud, "API keys" and "OAuth 2.0"; Microsoft Learn, "Storage connection strings", "Account SAS" and "Client secrets"',
  placeholder: '[cloud-key]',
  triggers: [FORMS.flatMap(({ triggers }) => triggers)],
  find,
  examples: EXAMPLES,
  counterExamples: COUNTER_EXAMPLES,
};

function find(text: string): readonly Finding[] {
  return mergeOverlaps(FORMS.flatMap((form) => findForm(text, form)));
}

function findForm(text: string, { pattern, isRandomOnly }: CloudKeyForm): Finding[] {
  const findings: Finding[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index + (match[1] ?? '').length;
    const end = pattern.lastIndex;
    if (isRandomOnly === true && !isMixed(text.slice(start, end))) continue;
    findings.push({ detector: 'cloud-key', start, end });
  }
  return findings;
}

/** Base64 of random bytes; not the hexadecimal digits of a hash. */
function isMixed(key: string): boolean {
  return /[a-z]/.test(key) && /[A-Z]/.test(key) && isRandom(key);
}
