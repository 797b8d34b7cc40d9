import { quote } from '../../json/json-text.js';
import { isError } from '../../json/normalize.js';
import { type FindKnown, knownMessages } from '../../known-messages/index.js';
import type { KeepError } from '../../policy/policy.js';
import type { Action } from '../action.js';
import { causesOf } from './error-causes.js';
import { framesOf, isFrame } from './error-frames.js';
import { type ErrorKind, kindOf, kindParts } from './error-kind.js';

/**
 * `keep: "error"`: what kind of error it was: `{"type":"Error","code":"ENOENT","syscall":"open"}`, in the
 * order below, absent parts left out. Never any other property.
 *
 * Accepted are errors (of any realm) and objects shaped like the ones that loggers' serializers make of them:
 * `{ type | name, message, stack, code }`, with a `type` that is a class name, or a text as `message` or `stack`.
 * Anything else is removed.
 *
 * - `type`: the name of the class, or the error's `name` where the class is plain `Error` and the name ends in
 *   `Error` or `Exception`; of an object, its `type`, else its `name`. A class name has a leading upper-case letter and at
 *   most 64 of `A-Z a-z 0-9 _ $`; where there is none the type is `Error`.
 * - `code`: an integer from 0 to 999999, or a short id: upper-case letters, digits and `_`, or letters and `_ . / -`, at
 *   most 48; or all of these mixed, a letter first, at most 24; or a digit and up to 5 digits or letters.
 * - `syscall`: the call of the system that failed, where it is one of those that Node names; never with anything behind it.
 * - `status`: the HTTP status, from 100 to 599, of its `status`, else of its `statusCode`.
 * - `message`: only with `message: "known"`: the text of `knownMessages` that it is made of, with holes for all that may
 *   differ; absent where it is none of those, or over `limits.stringLength`.
 * - `frames`: only with `frames` above 0, at most so many: see `framesOf`. A message or stack over `limits.stringLength`
 *   gives none. An object without a `stack` that has `frames` of that form keeps them, so that a second gate
 *   changes nothing.
 * - `causes`: only with `causes` above 0, the parts above of at most so many errors behind it: see `causesOf`.
 *
 * Each property is read at most once; one that throws is absent.
 */
export const keepError: Action<KeepError> = {
  outcome: 'kept',
  compile: ({ frames: most = 0, causes: mostCauses = 0, message }, { limits }) => {
    const find = message === undefined ? undefined : within(knownMessages(), limits.stringLength);
    return (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      const kind = kindOf(value);
      if (kind === undefined) return undefined;
      const parts = partsOf(kind, value, find);
      const frames = most > 0 ? readFrames(value, kind.code, most, limits.stringLength) : [];
      if (frames.length > 0) parts.push(`"frames":[${frames.map(quote).join(',')}]`);
      const causes = mostCauses > 0 ? causesOf(value, mostCauses).map((cause) => causeText(cause, find)) : [];
      if (causes.length > 0) parts.push(`"causes":[${causes.join(',')}]`);
      return `{${parts.join(',')}}`;
    };
  },
  narrows: (from, to) =>
    (to.frames ?? 0) <= (from.frames ?? 0) &&
    (to.causes ?? 0) <= (from.causes ?? 0) &&
    (to.message === undefined || to.message === from.message),
};

function within(find: FindKnown, longest: number): FindKnown {
  return (message) => (message.length > longest ? undefined : find(message));
}

function causeText(cause: object, find: FindKnown | undefined): string {
  return `{${partsOf(kindOf(cause) ?? NO_KIND, cause, find).join(',')}}`;
}

/** The kind as members of a JSON object, and behind it the known message where there is something that finds it. */
function partsOf(kind: ErrorKind, error: object, find: FindKnown | undefined): string[] {
  const parts = kindParts(kind);
  const message = find === undefined ? undefined : read(error, 'message');
  const known = typeof message === 'string' ? find?.(message) : undefined;
  if (known !== undefined) parts.push(`"message":"${known}"`);
  return parts;
}

/** Of what was an error before, and is none when asked again. */
const NO_KIND = { type: 'Error', code: undefined, syscall: undefined, status: undefined };

function readFrames(
  error: object,
  code: string | number | undefined,
  most: number,
  longest: number,
): readonly string[] {
  const stack = read(error, 'stack');
  if (stack === undefined && !isError(error)) return readOwnForm(error, most);
  const message = read(error, 'message');
  if (typeof stack !== 'string' || typeof message !== 'string') return [];
  if (stack.length > longest || message.length > longest) return [];
  return framesOf({ stack, message, code: typeof code === 'string' ? code : undefined }, most);
}

/** Frames that this action wrote before, up to the first that is none. */
function readOwnForm(error: object, most: number): readonly string[] {
  const frames = read(error, 'frames');
  if (!Array.isArray(frames)) return [];
  const kept: string[] = [];
  for (let index = 0; index < most && index < frames.length; index++) {
    const frame: unknown = read(frames, index);
    if (typeof frame !== 'string' || !isFrame(frame)) break;
    kept.push(frame);
  }
  return kept;
}

function read(holder: object, key: string | number): unknown {
  try {
    return (holder as Record<string | number, unknown>)[key];
  } catch {
    return undefined;
  }
}
