import { escapeText } from '../../json/json-text.js';
import type { Run } from '../../run/run.js';
import type { KeepUrl } from '../../policy/policy.js';
import { type Action, type ActionContext, leafOfText, type TextLeaf } from '../action.js';
import { routeTemplate } from '../generalize/route.js';
import { splitUrl } from '../url-text.js';

/** Longest value of a query key, decoded, in UTF-16 units. */
const QUERY_VALUE_MAX = 64;

/**
 * `keep: "url"`: scheme, host and port as they are, the path as a route template, and the query keys that the
 * rule lists: `https://u:p@shop.example/users/17?page=2&token=x#top` with `query: ["page"]` comes out as
 * `https://shop.example/users/:id?page=2`.
 *
 * Accepted is a string that is an absolute http, https, ws or wss URL, or a path with one leading `/` as in
 * `req.url`, of at most `limits.stringLength` UTF-16 units; anything else is removed. User, password and fragment
 * never come out. Where the detectors find something in the host, scheme and host go and the path stays. The path is what `routeTemplate` makes of it. Query keys match exactly and come out in policy
 * order, each with its first value: the policy's detectors run over it, a value over 64 UTF-16 units (before or
 * after the detectors) is left out with its key, and both are encoded in the one form of
 * `application/x-www-form-urlencoded`. Applied to its own output it changes nothing.
 */
export const keepUrl: Action<KeepUrl> = {
  outcome: 'kept',
  compile: (rule, context) => leafOfText(compileText(rule, context)),
  compileText,
  narrows: (from, to) => (to.query ?? []).every((key) => from.query?.includes(key) === true),
};

function compileText({ query = [] }: KeepUrl, context: ActionContext): TextLeaf {
  const keys = [...new Set(query)];
  return (value, run) => {
    if (value.length > context.limits.stringLength) return undefined;
    const parts = splitUrl(value);
    if (parts === undefined) return undefined;
    // A host that is itself a finding, such as an address, goes; the path stays.
    const harmless = parts.origin === '' || context.scan(parts.origin, run) === parts.origin;
    const origin = harmless ? parts.origin : '';
    const base = origin + routeTemplate(parts.path);
    const kept = keys.length === 0 ? '' : keptQuery(parts.query, keys, context, run);
    const text = kept === '' ? base : `${base}?${kept}`;
    // Of hosts only: looking for it would put the text together first.
    return origin === '' ? text : escapeText(text);
  };
}

function keptQuery(query: string, keys: readonly string[], { scan }: ActionContext, run: Run): string {
  const given = new URLSearchParams(`?${query}`);
  const kept = new URLSearchParams();
  for (const key of keys) {
    const value = given.get(key);
    if (value === null || value.length > QUERY_VALUE_MAX) continue;
    const text = scan(value, run);
    if (text.length <= QUERY_VALUE_MAX) kept.append(key, text);
  }
  return kept.toString();
}
