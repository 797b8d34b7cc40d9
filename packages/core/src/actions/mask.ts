import { quote } from '../json/json-text.js';
import type { MaskRule } from '../policy/policy.js';
import type { Action, Leaf, RuleFault } from './action.js';
import { splitEmail } from './generalize/email.js';
import { integerOf } from './keep/number.js';

/** Stands for whatever is hidden. Its width never changes: a width that follows the value tells its length. */
const STARS = '****';
/** Most characters that a rule may show at one end. */
const SHOWN_MAX = 8;

/**
 * `mask`: shows a bounded part, never more than half of the value; four stars stand for the rest, however long.
 * The stars' width is constant, since the length of a secret narrows down what it can be.
 *
 * - `mask: { "first": m, "last": n }` shows the first m and the last n characters of a string or a safe integer (a
 *   bigint too), as a string: `****1111`. m and n are 0 to 8 and not both 0. Characters are code points, so a
 *   surrogate pair is never split. A value of fewer than 2 × (m + n) characters comes out as `****`.
 * - `mask: "email"` shows an e-mail address in outline, `a****@e****.com`: the first character of the local part and of
 *   the domain, each only where that part (of the domain, the first label) has at least 3 characters, and the top-level
 *   domain where it is 2 to 24 letters. Where that would show more than half of the address it comes out as
 *   `****@****`. A string that is neither one e-mail address (see `splitEmail`) nor one that was masked is removed.
 *
 * A string over `limits.stringLength` and every other type are removed.
 */
export const mask: Action<MaskRule> = {
  outcome: 'masked',
  check: (rule) => (rule.mask === 'email' ? [] : checkEnds(rule.mask)),
  compile: (rule, { limits }) => {
    const leaf = rule.mask === 'email' ? maskEmail : maskEnds(rule.mask.first ?? 0, rule.mask.last ?? 0);
    return (value, run) =>
      typeof value === 'string' && value.length > limits.stringLength ? undefined : leaf(value, run);
  },
  // Showing fewer characters is not narrower: it also lowers the length from which anything is shown.
  narrows: ({ mask: from }, { mask: to }) => {
    if (from === 'email' || to === 'email') return from === to;
    return (from.first ?? 0) === (to.first ?? 0) && (from.last ?? 0) === (to.last ?? 0);
  },
};

function maskEnds(first: number, last: number): Leaf {
  return (value) => {
    const text = typeof value === 'string' ? value : integerOf(value)?.toString();
    if (text === undefined) return undefined;
    const characters = Array.from(text);
    if (characters.length < 2 * (first + last)) return quote(STARS);
    const head = characters.slice(0, first).join('');
    const tail = characters.slice(characters.length - last).join('');
    return quote(head + STARS + tail);
  };
}

/** What comes out: it comes out again of a log that is redacted once more. */
const MASKED = /^[^\s@*]?\*{4}@[^\s@*]?\*{4}(?:\.[A-Za-z]{2,24})?$/u;

const maskEmail: Leaf = (value) => {
  if (typeof value === 'string' && MASKED.test(value)) return quote(value);
  const email = typeof value === 'string' ? splitEmail(value) : undefined;
  if (email === undefined) return undefined;
  const labels = email.domain.split('.');
  const end = labels[labels.length - 1] ?? '';
  const local = initial(email.local);
  const domain = initial(labels[0] ?? '');
  const suffix = /^[A-Za-z]{2,24}$/.test(end) ? `.${end}` : '';
  const shown = Array.from(`${local}@${domain}${suffix}`).length;
  const length = Array.from(`${email.local}@${email.domain}`).length;
  return quote(shown * 2 > length ? `${STARS}@${STARS}` : `${local}${STARS}@${domain}${STARS}${suffix}`);
};

function initial(part: string): string {
  const characters = Array.from(part);
  return characters.length < 3 ? '' : (characters[0] ?? '');
}

function checkEnds({
  first = 0,
  last = 0,
}: {
  readonly first?: number;
  readonly last?: number;
}): RuleFault[] {
  const faults: RuleFault[] = [];
  const hint = `write whole numbers from 0 to ${SHOWN_MAX}, not both 0`;
  for (const [name, count] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (Number.isInteger(count) && count >= 0 && count <= SHOWN_MAX) continue;
    faults.push({ path: ['mask', name], message: `${name} is out of range`, hint });
  }
  if (first === 0 && last === 0) {
    faults.push({ path: ['mask'], message: 'the mask shows nothing', hint: `${hint}; or use replace` });
  }
  return faults;
}
