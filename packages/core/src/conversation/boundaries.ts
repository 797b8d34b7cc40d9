import type { Form } from './forms.js';
import { endOf, type NormalForm } from './normal-form.js';

/**
 * The part of a text that a window of its normal form stands for; `undefined` where what is around it says that it is
 * part of something else.
 */
export function matchAt(
  source: string,
  normal: NormalForm,
  from: number,
  to: number,
  kind: Form['kind'],
): { start: number; end: number } | undefined {
  const start = normal.starts[from] ?? 0;
  const last = normal.starts[to - 1] ?? 0;
  const end = endOf(source, last);
  if (normal.starts[from - 1] === start) return undefined;
  if (
    (kind !== 'tail' && goesOn(source, start, -1, kind)) ||
    (kind !== 'head' && goesOn(source, end, 1, kind))
  )
    return undefined;
  return {
    start: kind === 'tail' ? wordStart(source, start) : start,
    end: kind === 'head' ? wordEnd(source, end) : end,
  };
}

/** Whether the character before or after the boundary at `at` belongs to what is inside. */
function goesOn(source: string, at: number, direction: -1 | 1, kind: Form['kind']): boolean {
  const inside = source.charAt(direction === 1 ? at - 1 : at);
  const outside = source.charAt(direction === 1 ? at : at - 1);
  if (kind === 'anywhere') return /\d/.test(inside) && /\d/.test(outside);
  return /[\p{L}\p{N}]/u.test(outside);
}

function wordEnd(source: string, from: number): number {
  WORD.lastIndex = from;
  const length = WORD.exec(source)?.[0].length ?? 0;
  return from + length;
}

/** Not further back than a token is long. */
function wordStart(source: string, to: number): number {
  let start = to;
  while (start > 0 && to - start < LONGEST_WORD && !BREAK.test(source.charAt(start - 1))) start--;
  return start;
}

const LONGEST_WORD = 128;
/** The name or the host before a value stays. */
const BREAK = /[\s"'`<>()[\]{},;.!?=:&/]/;

/** Of a token: no space, quote or bracket, nor what ends a sentence or a list. */
const WORD = /(?:[^\s"'`<>()[\]{},;.!?]|[.!?,;](?=[\p{L}\p{N}]))*/uy;
