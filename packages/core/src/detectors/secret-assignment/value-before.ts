import { isNoSecret } from './no-secret.js';
import { readQuoted, type Span } from './quoted.js';
import { wordEnd } from './value.js';

/** Furthest that a value stands in front of the name it belongs to. */
const BEFORE_REACH = 256;
const VALUE_BEFORE = /^[\s\S]*[\s,{"'\\]value["'\\]{0,8}\s{0,3}[:=]\s{0,8}/i;

/** The value of the member `"value"` in the same object before the name at `at`, not before `from`. */
export function valueBefore(text: string, at: number, from: number): Span | undefined {
  const first = Math.max(from, at - BEFORE_REACH);
  const before = text.slice(first, at);
  const start = VALUE_BEFORE.exec(before)?.[0].length;
  if (start === undefined) return undefined;
  const value = readQuoted(before, start) ?? { start, end: wordEnd(before, start) };
  const content = before.slice(value.start, value.end);
  if (content === '' || value.end === before.length || /[{}<>]/.test(before.slice(value.end)))
    return undefined;
  return isNoSecret(content, { start: 0, end: content.length })
    ? undefined
    : { start: first + value.start, end: first + value.end };
}
