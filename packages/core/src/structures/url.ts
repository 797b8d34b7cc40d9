import { splitUrl } from '../actions/url-text.js';
import { readForm, writeForm } from './form.js';
import { membersOf, textOf } from './members.js';
import type { Structure } from './structure.js';

/**
 * A URL as `keep: "url"` takes it: absolute with http, https, ws or wss, or a path with one leading `/`. Its members are
 * `origin` (scheme, host and port; of an absolute one only), `path` (as written, with one leading `/`) and `query`, which
 * has those of a form. User, password and fragment are no members.
 *
 * What is left is put together in that order; a query alone stands behind the path `/`. What is no origin any more, as a
 * placeholder, is left out.
 */
export const url: Structure = {
  shape: { origin: 'text', path: 'text', query: { '*': 'text' } },
  read: (text) => {
    const parts = splitUrl(text);
    if (parts === undefined) return undefined;
    const members = { path: withOneSlash(parts.path), query: readForm(parts.query) };
    return membersOf(Object.entries(parts.origin === '' ? members : { origin: parts.origin, ...members }));
  },
  write: (json) => {
    const { origin, path, query } = JSON.parse(json) as Readonly<Record<string, unknown>>;
    const start = originOf(origin) + pathOf(path);
    const search = searchOf(query);
    return search === '' ? start : `${start === '' ? '/' : start}?${search}`;
  },
};

/** Two of them would begin a host, and a backslash counts as one. */
function withOneSlash(path: string): string {
  return path.replace(/^[/\\]+/, '/');
}

function originOf(origin: unknown): string {
  return typeof origin === 'string' && splitUrl(origin)?.origin === origin ? origin : '';
}

function pathOf(path: unknown): string {
  const text = path === undefined ? '' : textOf(path).replace(/[?#]/g, encodeURIComponent);
  return text === '' ? '' : withOneSlash(`/${text}`);
}

function searchOf(query: unknown): string {
  if (query === undefined) return '';
  return writeForm(typeof query === 'object' && query !== null ? query : { [textOf(query)]: '' });
}
