import { quote } from '../../json/json-text.js';
import type { RuleModifiers } from '../../policy/policy.js';
import type { Action, RuleFault } from '../action.js';
import { numberOf } from '../keep/number.js';

type NumberRule = RuleModifiers & {
  readonly generalize: { readonly number: { readonly buckets: readonly number[] } };
};

/**
 * `generalize: { "number": { "buckets": [10, 100] } }`: the bucket of a number, as one of the strings `<10`, `10-100`
 * and `>=100`. A bucket holds its lower bound and not its upper one: 10 is in `10-100`, 100 in `>=100`.
 *
 * Accepted is what `keep: "number"` would keep without bounds, and a string that is the name of one of the rule's
 * own buckets, so that a second gate changes nothing; anything else is removed.
 */
export const generalizeNumber: Action<NumberRule> = {
  outcome: 'generalized',
  check: (rule) => checkBuckets(rule.generalize.number.buckets),
  compile: (rule) => {
    const { buckets } = rule.generalize.number;
    const names = namesOf(buckets);
    const texts = new Map(names.map((name) => [name, quote(name)]));
    return (value) => {
      if (typeof value === 'string') return texts.get(value);
      const number = numberOf(value);
      if (number === undefined) return undefined;
      const above = buckets.findIndex((bound) => number < bound);
      return texts.get(names[above < 0 ? buckets.length : above] ?? '');
    };
  },
  // Not so with fewer bounds: the names of merged buckets are strings that `from` would remove.
  narrows: (from, to) => {
    const [bounds, others] = [from.generalize.number.buckets, to.generalize.number.buckets];
    return bounds.length === others.length && bounds.every((bound, index) => bound === others[index]);
  },
};

function namesOf(buckets: readonly number[]): readonly string[] {
  const names = buckets.map((bound, index) => (index === 0 ? `<${bound}` : `${buckets[index - 1]}-${bound}`));
  return [...names, `>=${buckets[buckets.length - 1]}`];
}

function checkBuckets(buckets: readonly number[]): readonly RuleFault[] {
  const at = buckets.findIndex(
    (bound, index) => !Number.isFinite(bound) || bound <= (buckets[index - 1] ?? -Infinity),
  );
  if (at < 0) return [];
  const path = ['generalize', 'number', 'buckets', at];
  return [
    { path, message: 'the bounds do not ascend', hint: 'write finite numbers, each above the one before' },
  ];
}
