import type { KeepPlain } from '../../policy/policy.js';
import type { Action } from '../action.js';

const PSEUDONYM = /^p1:[A-Za-z0-9_-]{1,32}:[A-Za-z0-9_-]{22}$/;

/**
 * `keep: "pseudonym"`: a string of the form that `pseudonymize` writes, `p1:<keyId>:<22 base64url characters>`,
 * unchanged: for a gate behind another gate. The form alone is checked; no key is needed.
 */
export const keepPseudonym: Action<KeepPlain> = {
  outcome: 'kept',
  compile: () => (value) => (typeof value === 'string' && PSEUDONYM.test(value) ? `"${value}"` : undefined),
  narrows: (from, to) => from.keep === to.keep,
};
