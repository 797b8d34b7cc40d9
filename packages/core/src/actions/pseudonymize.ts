import { quote } from '../json/json-text.js';
import type { PseudonymizeRule } from '../policy/policy.js';
import type { Action, RuleFault } from './action.js';
import { numberOf } from './keep/number.js';
import { createPseudonym } from './pseudonym.js';

/**
 * `pseudonymize`: the same value gives the same keyed token, `p1:<keyId>:<22 base64url characters>`, under the
 * active key of the ring. Who has the key can tell which value a pseudonym stands for by trying values; nobody
 * else can. A pseudonym is not anonymous.
 *
 * Accepted are strings of at most `limits.stringLength` UTF-16 units and what `keep: "number"` would keep without
 * bounds; anything else is removed. `scope` says within what equal values give equal pseudonyms: `field` (default)
 * the path pattern of the rule, `class` all rules with the same `class`, `global` all rules with the same key. The
 * number 17 and the string "17" give the same one. See `createPseudonym` for the bytes.
 */
export const pseudonymize: Action<PseudonymizeRule> = {
  outcome: 'pseudonymized',
  check: checkClass,
  compile: (rule, { activeKey, pattern, limits }) => {
    const key = activeKey(rule.pseudonymize.key);
    if (key === undefined) return () => undefined;
    const pseudonym = createPseudonym(scopeText(rule, pattern), key);
    return (value) => {
      if (typeof value === 'string') {
        return value.length > limits.stringLength ? undefined : quote(pseudonym(value));
      }
      const number = numberOf(value);
      return number === undefined ? undefined : quote(pseudonym(String(number)));
    };
  },
  narrows: ({ pseudonymize: from }, { pseudonymize: to }) =>
    from.key === to.key && (from.scope ?? 'field') === (to.scope ?? 'field') && from.class === to.class,
};

/** The scope of a rule's pseudonyms: `field:<path pattern>`, `class:<class>` or `global`. */
export function scopeText(
  { pseudonymize: { scope = 'field', class: name = '' } }: PseudonymizeRule,
  pattern: string,
) {
  switch (scope) {
    case 'field':
      return `field:${pattern}`;
    case 'class':
      return `class:${name}`;
    case 'global':
      return 'global';
  }
}

function checkClass({ pseudonymize: { scope, class: name } }: PseudonymizeRule): readonly RuleFault[] {
  const path = ['pseudonymize', 'class'];
  if (scope === 'class' && name === undefined) {
    return [{ path, message: 'the class is missing', hint: 'scope "class" needs a "class"' }];
  }
  if (scope !== 'class' && name !== undefined) {
    return [
      { path, message: 'the class has no effect', hint: 'write "scope": "class", or delete the class' },
    ];
  }
  return [];
}
