import type { KeepToken } from '../../policy/policy.js';
import { type Action, type ActionContext, leafOfText, type TextLeaf } from '../action.js';
import { integerOf } from './number.js';

/** Longest token, in characters, where the rule does not say. */
export const DEFAULT_TOKEN_MAX = 64;

/** 1 for the characters of a token, by code. */
const IN_TOKEN = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9._:/-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * `keep: "token"`: a short id: a string of 1 to `max` (default 64) characters out of `A-Z a-z 0-9 . _ : / -`, or
 * a safe integer, which comes out as a number. `max` bounds the digits of an integer too, its sign included.
 * Detectors do not run over tokens. No spaces and no `@`: a sentence or an address is no token.
 */
export const keepToken: Action<KeepToken> = {
  outcome: 'kept',
  compile: (rule, context) => {
    const most = mostOf(rule, context);
    return leafOfText(compileText(rule, context), (value) => {
      const integer = integerOf(value);
      if (integer === undefined) return undefined;
      const text = `${integer}`;
      return text.length <= most ? text : undefined;
    });
  },
  compileText,
  narrows: (from, to) => (to.max ?? DEFAULT_TOKEN_MAX) <= (from.max ?? DEFAULT_TOKEN_MAX),
};

function compileText(rule: KeepToken, context: ActionContext): TextLeaf {
  const most = mostOf(rule, context);
  return (value) => (isToken(value, most) ? value : undefined);
}

function mostOf({ max = DEFAULT_TOKEN_MAX }: KeepToken, { limits }: ActionContext): number {
  return Math.min(max, limits.stringLength);
}

const TOKEN = /^[A-Za-z0-9._:/-]+$/;
/** Longest text looked up character by character; from there on the pattern is faster. */
const SHORT = 12;

/** True for 1 to `max` characters out of a token's. Nothing in them needs escaping in JSON. */
export function isToken(text: string, max: number): boolean {
  const { length } = text;
  if (length === 0 || length > max) return false;
  if (length > SHORT) return TOKEN.test(text);
  for (let i = 0; i < length; i++) if (IN_TOKEN[text.charCodeAt(i)] !== 1) return false;
  return true;
}
