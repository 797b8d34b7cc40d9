import type { RemoveRule } from '../policy/policy.js';
import type { Action } from './action.js';

/** `remove`: nothing of the value leaves, not even its name. The value is not read. */
export const remove: Action<RemoveRule> = {
  outcome: null,
  compile: () => () => undefined,
  narrows: () => true,
};
