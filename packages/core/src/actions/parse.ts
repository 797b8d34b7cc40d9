import type { ParseRule } from '../policy/policy.js';
import type { Action } from './action.js';

/**
 * `parse`: a string of one kind, of which the rules below the path decide member by member. The engine reads and writes
 * it as it does containers; where no rule below lists anything there is nothing that could leave.
 */
export const parse: Action<ParseRule> = {
  outcome: null,
  compile: () => () => undefined,
  narrows: (from, to) => from.parse === to.parse && from.encoded === to.encoded,
};
