import type { RuleModifiers } from '../../policy/policy.js';
import { type Action, type ActionContext, leafOfText, type TextLeaf } from '../action.js';
import { splitUrl } from '../url-text.js';

/** Most segments of a path that are looked at. */
const SEGMENTS_MAX = 16;
const SEGMENT_MAX = 32;
const VERSION = /^v\d{1,2}$/;
/**
 * `generalize: "route"`: `/users/8f3e/orders/17?page=2` comes out as `/users/:id/orders/:id`.
 *
 * Accepted is a string that is a path (one leading `/`) or an absolute http, https, ws or wss URL of at most
 * `limits.stringLength` UTF-16 units; anything else is removed. Only the template of the path comes out, as
 * `routeTemplate` describes it: no scheme, host, query or fragment. Applied to its own output it changes nothing.
 *
 * A segment of lower-case letters cannot be told from a word of the route: `/users/alice` comes out as it is.
 * Where paths hold names, keep the route pattern of the framework instead.
 */
export const generalizeRoute: Action<RuleModifiers & { readonly generalize: 'route' }> = {
  outcome: 'generalized',
  compile: (_rule, context) => leafOfText(compileText(context)),
  compileText: (_rule, context) => compileText(context),
  narrows: (from, to) => from.generalize === to.generalize,
};

function compileText({ limits }: ActionContext): TextLeaf {
  return (value) => {
    if (value.length > limits.stringLength) return undefined;
    const parts = splitUrl(value);
    return parts === undefined ? undefined : routeTemplate(parts.path);
  };
}

/**
 * The template of a path. A segment stays as it is where it is at most 32 characters long and one of: lower-case
 * words joined by single `-`, `_` or `.`; a version such as `v2`; a parameter as routers write it (`:name`,
 * `{name}`, `[name]`, `*`, `*name`, in camelCase letters). Every other one becomes `:id`. Empty segments go, a slash at the
 * end too; an empty path is `/`; what follows the 16th segment becomes one `*`. Nothing in it has to be escaped in JSON.
 * Pure, linear, idempotent.
 */
export function routeTemplate(path: string): string {
  let template = '';
  let segments = 0;
  // What stays in one piece of the path is taken in one piece.
  let from = 0;
  let to = 0;
  for (let start = 0; start < path.length;) {
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    if (end > start) {
      if (++segments > SEGMENTS_MAX) return `${template}${path.slice(from, to)}/*`;
      if (!isStructure(path, start, end)) {
        template += `${path.slice(from, to)}/:id`;
        from = end;
      } else if (start === 0) template = '/';
      else if (to !== start - 1) {
        template += path.slice(from, to);
        from = start - 1;
      }
      to = end;
    }
    start = end + 1;
  }
  template += path.slice(from, to);
  return template === '' ? '/' : template;
}

function isStructure(path: string, start: number, end: number): boolean {
  if (end - start > SEGMENT_MAX) return false;
  const first = path.charCodeAt(start);
  if (isLowerCase(first)) {
    return isWords(path, start, end) || (first === V && VERSION.test(path.slice(start, end)));
  }
  return isParameter(path, first, start + 1, end);
}

/** `:id`, `{id}`, `[id]`, `*` and `*rest`, as the routers of frameworks write parameters; `start` is after the sign. */
function isParameter(path: string, sign: number, start: number, end: number): boolean {
  switch (sign) {
    case COLON:
      return isCamelCase(path, start, end);
    case BRACE:
      return path.charCodeAt(end - 1) === BRACE_END && isCamelCase(path, start, end - 1);
    case BRACKET:
      return path.charCodeAt(end - 1) === BRACKET_END && isCamelCase(path, start, end - 1);
    case STAR:
      return start === end || isCamelCase(path, start, end);
    default:
      return false;
  }
}

/** Letters, the first in lower case. */
function isCamelCase(path: string, start: number, end: number): boolean {
  if (start >= end || !isLowerCase(path.charCodeAt(start))) return false;
  for (let at = start + 1; at < end; at++) if (!isLowerCase(path.charCodeAt(at) | CASE)) return false;
  return true;
}

/** Lower-case words joined by single `-`, `_` or `.`. By hand, since segments are short. */
function isWords(path: string, start: number, end: number): boolean {
  let inWord = false;
  for (let at = start; at < end; at++) {
    const code = path.charCodeAt(at);
    if (isLowerCase(code)) inWord = true;
    else if (inWord && (code === DASH || code === DOT || code === UNDERSCORE)) inWord = false;
    else return false;
  }
  return inWord;
}

const V = 118;
const DASH = 45;
const DOT = 46;
const UNDERSCORE = 95;
const COLON = 58;
const BRACE = 123;
const BRACE_END = 125;
const BRACKET = 91;
const BRACKET_END = 93;
const STAR = 42;
/** The bit that tells a lower-case letter from an upper-case one. */
const CASE = 32;

function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}
