import { quote } from '../../json/json-text.js';
import type { RuleModifiers } from '../../policy/policy.js';
import type { Action } from '../action.js';

/** RFC 5321, section 4.5.3.1, and its erratum 1690 for the whole. */
const ADDRESS_MAX = 254;
const LOCAL_MAX = 64;
/** The atext of RFC 5322 with letters and digits of all scripts (RFC 6531), and dots. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * `generalize: "email"`: the domain of an e-mail address, in lower case: `Ann@Mail.Example` comes out as
 * `mail.example`. A string that is not one address is removed: see `splitEmail`. A domain of its own is no
 * address either, so a second gate with this rule removes it.
 */
export const generalizeEmail: Action<RuleModifiers & { readonly generalize: 'email' }> = {
  outcome: 'generalized',
  compile:
    (_rule, { limits }) =>
    (value) => {
      if (typeof value !== 'string' || value.length > limits.stringLength) return undefined;
      const email = splitEmail(value);
      return email === undefined ? undefined : quote(email.domain.toLowerCase());
    },
  narrows: (from, to) => from.generalize === to.generalize,
};

/**
 * The two parts of a plausible e-mail address: at most 254 UTF-16 units, a local part of 1 to 64 without quotes
 * or spaces, and an ASCII domain of at least two labels, the last not a number. Undefined for everything else: a
 * display name, several addresses, `user@localhost`, an address literal. Pure, linear.
 */
export function splitEmail(text: string): { readonly local: string; readonly domain: string } | undefined {
  if (text.length > ADDRESS_MAX) return undefined;
  const at = text.indexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = text.slice(at + 1);
  if (local.length > LOCAL_MAX || !LOCAL.test(local)) return undefined;
  const labels = domain.split('.');
  const last = labels[labels.length - 1] ?? '';
  if (labels.length < 2 || /^\d+$/.test(last)) return undefined;
  return labels.every((label) => LABEL.test(label)) ? { local, domain } : undefined;
}
