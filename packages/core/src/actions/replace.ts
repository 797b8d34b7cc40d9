import { quote } from '../json/json-text.js';
import type { ReplaceRule } from '../policy/policy.js';
import type { Action } from './action.js';

/**
 * `replace`: the text of the rule, the placeholder, in place of whatever is there. It tells that the field was
 * there and nothing else: the value is not looked at, whatever its type.
 */
export const replace: Action<ReplaceRule> = {
  outcome: 'replaced',
  compile: (rule) => {
    const text = quote(rule.replace);
    return () => text;
  },
  narrows: (from, to) => from.replace === to.replace,
};
