import type { KeepPlain } from '../../policy/policy.js';
import type { Action } from '../action.js';

/** `keep: "boolean"`: `true` and `false`. Never 0, 1 or a string. */
export const keepBoolean: Action<KeepPlain> = {
  outcome: 'kept',
  compile: () => (value) => (value === true ? 'true' : value === false ? 'false' : undefined),
  narrows: (from, to) => from.keep === to.keep,
};
