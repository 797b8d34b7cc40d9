import { quote } from '../../json/json-text.js';
import type { RuleModifiers } from '../../policy/policy.js';
import { createRun } from '../../run/run.js';
import type { Action } from '../action.js';
import { frameOf } from './stack-frame.js';

/**
 * `generalize: "stack"`: a stack trace as V8 writes it, as a text: types and frames, and nothing of what messages say.
 * See `stackOf`. A frame in which the policy's detectors find something goes; removed is what has no frame.
 */
export const generalizeStack: Action<RuleModifiers & { readonly generalize: 'stack' }> = {
  outcome: 'generalized',
  compile:
    (_rule, { limits, scan }) =>
    (value, run) => {
      if (typeof value !== 'string' || value.length > limits.stringLength) return undefined;
      const lines = stackOf(value);
      const text = lines.join('\n');
      const silent = createRun(0);
      const isClean = (part: string) => scan(part, silent) === part;
      // With a placeholder in it a frame would be none to the next gate.
      const clean = scan(text, run) === text ? lines : lines.filter(isClean);
      const written = clean.join('\n');
      if (!clean.some(isFrame) || written.length > limits.stringLength) return undefined;
      return clean === lines || isClean(written) ? quote(written) : undefined;
    },
  narrows: (from, to) => from.generalize === to.generalize,
};

/**
 * The lines of a trace that are kept, each in one form: the type that it begins with, frames, the types of causes, and
 * how many frames a cause shares. Every other line goes: it is one of a message, or a member that was printed with an error.
 * A type is a class name that ends in `Error` or `Exception`, of letters; any other one is `Error`. Linear; the same again
 * for its own result.
 */
export function stackOf(text: string): readonly string[] {
  const [head = '', ...rest] = text.split('\n').map(withoutReturn);
  const first = lineOf(head);
  return [first ?? typeOf(head), ...rest.map(lineOf).filter((line) => line !== undefined)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

const AT = /^[ \t]{1,16}at /;
const SHARED = /^[ \t]{1,16}\.\.\. (\d{1,3}) lines matching cause stack trace \.\.\.$/;
const CAUSE = /^[ \t]{0,16}(\[cause\]|caused by): /i;
const TYPE = /^(?:[A-Z][A-Za-z]{0,55})?(?:Error|Exception)(?=$|:| \[)/;

/** A line that is kept, in its one form. */
function lineOf(line: string): string | undefined {
  const at = AT.exec(line);
  if (at !== null) {
    const frame = frameOf(line.slice(at[0].length));
    return frame === undefined ? undefined : `    at ${frame}`;
  }
  const shared = SHARED.exec(line);
  if (shared !== null) return `    ... ${shared[1]} lines matching cause stack trace ...`;
  const cause = CAUSE.exec(line);
  return cause === null ? undefined : `  [cause]: ${typeOf(line.slice(cause[0].length))}`;
}

function typeOf(head: string): string {
  return TYPE.exec(head)?.[0] ?? 'Error';
}

function isFrame(line: string): boolean {
  return line.startsWith('    at ');
}
