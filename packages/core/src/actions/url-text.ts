/** A URL's parts, as far as anything of them may leave. */
export interface UrlParts {
  /** `scheme://host[:port]` in canonical form; empty for a path alone. Never with user or password. */
  readonly origin: string;
  /** As written, up to the query; it may be empty. */
  readonly path: string;
  /** Without its `?`; empty where there is none. */
  readonly query: string;
}

/** Scheme and authority. The authority ends where the URL standard ends it, at a backslash too. */
const ABSOLUTE = /^(?:https?|wss?):\/\/[^/\\?#]+/i;
/** The URL standard skips or trims these, so that text and meaning would part. */
const BLANK = /[\0- ]/;
/** RFC 1035, section 2.3.4. */
const HOST_MAX = 253;

/**
 * Splits an absolute `http`, `https`, `ws` or `wss` URL, or a path that starts with exactly one `/`; undefined
 * for everything else. User, password and fragment are in none of the parts. Pure, linear.
 */
export function splitUrl(text: string): UrlParts | undefined {
  if (text.charCodeAt(0) === SLASH) return text.charCodeAt(1) === SLASH ? undefined : splitRest('', text);
  const head = ABSOLUTE.exec(text)?.[0];
  if (head === undefined || BLANK.test(head) || !URL.canParse(head)) return undefined;
  const { protocol, host } = new URL(head);
  if (host === '' || host.length > HOST_MAX) return undefined;
  return splitRest(`${protocol}//${host}`, text.slice(head.length));
}

const SLASH = 47;

function splitRest(origin: string, rest: string): UrlParts {
  const hash = rest.indexOf('#');
  const mark = rest.indexOf('?');
  if (mark < 0 || (hash >= 0 && hash < mark)) {
    return { origin, path: hash < 0 ? rest : rest.slice(0, hash), query: '' };
  }
  return { origin, path: rest.slice(0, mark), query: rest.slice(mark + 1, hash < 0 ? undefined : hash) };
}
