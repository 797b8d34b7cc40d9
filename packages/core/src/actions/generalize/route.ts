import { escapeText } from '../../json/json-text.js';
import type { RuleModifiers } from '../../policy/policy.js';
import { type Action, type ActionContext, leafOfText, type TextLeaf } from '../action.js';
import { splitUrl } from '../url-text.js';

/** Most segments of a path that are looked at. */
const SEGMENTS_MAX = 16;
const SEGMENT_MAX = 32;
/** Every repetition is separated by a character outside of it: linear. */
const WORDS = /^[a-z]+(?:[-_.][a-z]+)*$/;
const VERSION = /^v\d{1,2}$/;
/** `:id`, `{id}`, `[id]`, `*` and `*rest`, as the routers of frameworks write parameters. */
const PARAMETER = /^(?::[a-z][A-Za-z]*|\{[a-z][A-Za-z]*\}|\[[a-z][A-Za-z]*\]|\*(?:[a-z][A-Za-z]*)?)$/;

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
    return parts === undefined ? undefined : escapeText(routeTemplate(parts.path));
  };
}

/**
 * The template of a path. A segment stays as it is where it is at most 32 characters long and one of: lower-case
 * words joined by single `-`, `_` or `.`; a version such as `v2`; a parameter as routers write it (`:name`,
 * `{name}`, `[name]`, `*`, `*name`, in camelCase letters). Every other one becomes `:id`. Empty segments go, a slash at the
 * end too; an empty path is `/`; what follows the 16th segment becomes one `*`. Pure, linear, idempotent.
 */
export function routeTemplate(path: string): string {
  let template = '';
  let segments = 0;
  for (let start = 0; start < path.length;) {
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    if (end > start) {
      if (++segments > SEGMENTS_MAX) return `${template}/*`;
      const segment = path.slice(start, end);
      template += isStructure(segment) ? `/${segment}` : '/:id';
    }
    start = end + 1;
  }
  return template === '' ? '/' : template;
}

function isStructure(segment: string): boolean {
  if (segment.length > SEGMENT_MAX) return false;
  // Most segments are told from words by their first character: that spares two patterns of three.
  if (isLowerCase(segment.charCodeAt(0))) return WORDS.test(segment) || VERSION.test(segment);
  return PARAMETER.test(segment);
}

function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}
