import { CERTAIN, LIKELY } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { createFormSearch } from '../marked-forms.js';
import { mergeOverlaps } from '../overlap.js';
import { COUNTER_EXAMPLES, EXAMPLES } from './examples.js';
import { FORMS } from './forms.js';

/** Keys of the large cloud providers, by their form or by the name beside them. */
export const cloudKey: Detector = {
  id: 'cloud-key',
  description:
    'Keys of cloud providers: AWS access key ids, session tokens, signatures in URLs, and secret keys after a word that tells of them; Google API keys, OAuth secrets, tokens and codes; Azure client secrets, account keys and shared access signatures; keys of Alibaba and Tencent.',
  source:
    'AWS IAM User Guide, "IAM identifiers"; AWS Signature Version 4, query parameters; Google Cloud, "API keys" and "OAuth 2.0"; Microsoft Learn, "Storage connection strings", "Account SAS" and "Client secrets"',
  placeholder: '[cloud-key]',
  confidence: [CERTAIN, LIKELY],
  triggers: [FORMS.flatMap(({ triggers }) => triggers)],
  find,
  examples: EXAMPLES,
  counterExamples: COUNTER_EXAMPLES,
};

const findForms = createFormSearch('cloud-key', FORMS);

function find(text: string): readonly Finding[] {
  return mergeOverlaps(findForms(text));
}
