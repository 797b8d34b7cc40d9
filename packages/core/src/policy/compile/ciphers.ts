import type { Report } from '../issue.js';
import type { Origin, Policy } from '../policy.js';
import { isRecipient } from '../read-recipients.js';
import type { CompileOptions, Encrypt } from './compile-options.js';

/**
 * What encrypts to a list of recipients, for a rule. A list with a recipient that cannot be used is reported, whether a
 * rule uses it or not; a missing cipher at the first rule that needs it.
 */
export function createCiphers(policy: Policy, { createCipher }: CompileOptions, report: Report) {
  const ciphers = new Map<string, Encrypt>();
  for (const [name, { list, origin }] of Object.entries(policy.recipients)) {
    // What has not even the form of a recipient was reported when the policy was read.
    if (!list.every(isRecipient)) continue;
    const cipher = createCipher?.(list);
    if (cipher !== undefined) ciphers.set(name, cipher);
    else if (createCipher !== undefined) {
      report({
        code: 'ERR_LOGSIEVE_POLICY_RECIPIENT',
        message: 'the list has a recipient that is none',
        hint: 'check that it was copied whole: its last six characters are a checksum',
        ...origin,
      });
    }
  }
  let isTold = false;
  return (name: string, origin: Origin): Encrypt | undefined => {
    if (createCipher === undefined && !isTold) {
      isTold = true;
      report({
        code: 'ERR_LOGSIEVE_POLICY_NO_CIPHER',
        message: 'the rule encrypts but no cipher was given',
        hint: 'pass createCipher to compilePolicy, or load the policy with @logsieve/core/node',
        ...origin,
      });
    }
    return ciphers.get(name);
  };
}
