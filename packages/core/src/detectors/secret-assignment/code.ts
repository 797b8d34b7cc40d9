import type { Span } from './quoted.js';
import type { Name } from './separator.js';

/** Units and nouns that make a number one of something else. */
const COUNTED =
  '(?:ms|s|sec|secs|seconds|min|minutes|hours|days|us|mm|cm|px|times|tries|attempts|digits|characters|chars|of|lines|requests|users)';
const CODE = new RegExp(
  String.raw`(\\{0,7}["'\x60]?)(\d{3}[ -]\d{3}(?!\w|\.\w|[-/: ]\d)|\d{3,12}(?![\w%]|\.\w|[-/:]\d| ${COUNTED}\b))`,
  'y',
);
/** Of other characters, only behind the name of a code. */
const MIXED =
  /(\\{0,7}["'`]?)((?=[A-Z-]{0,16}\d)(?=[\d-]{0,16}[A-Z])[A-Z\d]{3,8}(?:-[A-Z\d]{3,8}){0,3})(?![\w.-])/y;

/** A number of digits; `pin`, `otp` and `cvc` before anything else are ordinary words. */
export function readCode(text: string, name: Name, at: number): Span | undefined {
  const match = matchAt(CODE, text, at) ?? (isCalledCode(text, name) ? matchAt(MIXED, text, at) : undefined);
  if (match === undefined) return undefined;
  const [, open = '', code = ''] = match;
  const start = at + open.length;
  return { start, end: start + code.length };
}

/** What stands between the name and digits in a sentence; `undefined` where digits would be something else. */
export function codeVerbLength(text: string, name: Name, at: number): number | undefined {
  const verb = matchAt(VERB, text, at)?.[0].length ?? 0;
  if (verb > 0) return verb;
  const word = text.slice(name.start, name.end);
  if (
    /^your/i.test(word) ||
    (/^pin$/i.test(word) && !(word === 'PIN' && matchAt(FOUR, text, at) !== undefined))
  )
    return undefined;
  return 0;
}

const VERB = /(?:is|was|will be|lautet|ist|est|es)[ \t]{1,2}(?:now[ \t]|still[ \t])?:?[ \t]{0,2}/iy;
const FOUR = /\d{4,6}(?!\d)/y;

/** `access code` and kin, not `pin`. */
export function isCalledCode(text: string, { start, end }: Name): boolean {
  return /code$/i.test(text.slice(Math.max(start, end - 8), end));
}

/** The digits in front of the name: `123456 is your verification code`. Not before `from`. */
export function codeBefore(text: string, at: number, from: number): Span | undefined {
  const first = Math.max(from, at - BEFORE_REACH);
  const match = BEFORE.exec(text.slice(first, at));
  if (match === null) return undefined;
  const [whole, code = ''] = match;
  const start = first + match.index + whole.indexOf(code);
  return { start, end: start + code.length };
}

const BEFORE_REACH = 64;
const BEFORE =
  /(?<![\w.])(?:[A-Z]-)?(\d{4,8}|\d{3}[ -]\d{3})["'`]?[ \t](?:is|as)[ \t](?:(?:your|the|my|a|an)[ \t])?(?:[A-Za-z\d-]{1,16}[ \t]){0,2}$/i;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
