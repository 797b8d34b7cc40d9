import { routeTemplate } from '../../actions/generalize/route.js';
import { isAlphanumeric, isQuote, isSpace } from '../characters.js';
import { POSSIBLE } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { isFormatOnly } from '../format-string.js';
import { isOfThing, isPaging } from './things.js';

export const METHODS = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'QUERY',
  'PROPFIND',
  'PROPPATCH',
  'MKCOL',
  'COPY',
  'MOVE',
  'LOCK',
  'UNLOCK',
  'SEARCH',
  'REPORT',
  'PURGE',
];

/** What identifies someone in a request line: parts of the path that are no words of a route, and the query. */
export const requestPath: Detector = {
  id: 'request-path',
  description:
    'After an HTTP method in upper case and a path or URL: each part of the path that is no plain word, version or parameter of a route, and the query and the fragment; not short numbers of things such as posts and builds, dates, files that were built, nor pages of lists.',
  source:
    'RFC 9112 section 3 (request line), RFC 9110 section 9 (methods), RFC 3986 section 3 (path, query, fragment)',
  placeholder: '[url-part]',
  confidence: [POSSIBLE],
  triggers: [METHODS, ['/']],
  find,
  examples: [
    {
      text: 'Route GET:/reset/9f8c2b?q=ada+lovelace not found',
      redacted: 'Route GET:/reset/[url-part]?[url-part] not found',
    },
    { text: 'HTTP GET /users/8f3e/orders', redacted: 'HTTP GET /users/[url-part]/orders' },
    { text: '"GET /v1/users/17 HTTP/1.1" 200', redacted: '"GET /v1/users/[url-part] HTTP/1.1" 200' },
    { text: 'POST /login?next=%2Fhome 302', redacted: 'POST /login?[url-part] 302' },
    {
      text: 'PATCH https://api.example.com:8443/users/Ada#top: 404',
      redacted: 'PATCH https://api.example.com:8443/users/[url-part]#[url-part]: 404',
    },
    { text: 'Cannot DELETE /carts/a1b2.', redacted: 'Cannot DELETE /carts/[url-part].' },
    { text: 'method=PUT path=/keys/K1 status=200', redacted: 'method=PUT path=/keys/[url-part] status=200' },
    {
      text: '{"method":"GET","url":"/a/B1?c"}',
      redacted: '{"method":"GET","url":"/a/[url-part]?[url-part]"}',
    },
    {
      text: 'GET /orders/1029/items/4 and GET /users/2026/12/31',
      redacted: 'GET /orders/[url-part]/items/4 and GET /users/[url-part]/[url-part]/[url-part]',
    },
    { text: 'GET /posts/219099999?page=2&q=ada', redacted: 'GET /posts/[url-part]?[url-part]' },
    {
      text: 'GET /scans/ada-219099999.png and GET /u/a219099999-3f9a1c2b.jpg',
      redacted: 'GET /scans/[url-part] and GET /u/[url-part]',
    },
    { text: 'line=GET%20%2Freset%2F9f8c', redacted: 'line=GET%20%2Freset%2F[url-part]' },
  ],
  counterExamples: [
    'GET /posts/1029/tags/4 and GET /blog/2026/03/02/how-we-log',
    'GET /static/js/main.3f9a1c2b.js, GET /api/products?limit=50&offset=100',
    'GET /health 200',
    'Route GET:/users/:id/orders not found',
    'GET /img/logo@2x.png 304',
    'OPTIONS * and HEAD / and POST /v2/user-sessions/{id}, done',
    'PUT https://api.example.com/v1/items',
    'GET /users/%s/orders/${id}?%s',
    'get /users/17 put /x/1',
    'wrote /var/log/App1.log after GET',
    'BUDGET /x/1 and A_GET /x/1',
    'GET /carts/[url-part]?[url-part] HTTP/1.1',
  ],
};

const AFTER_METHOD =
  /[\\"'\])]{0,8}[ \t:,\u00a0]{1,4}(?:[\\"']{0,8}(?:path|url|uri|originalUrl|requestUrl|target)[\\"']{0,8}[:=]\s{0,2})?[\\"'`(<[]{0,8}(?=\/|https?:\\?\/\\?\/)(?:https?:\\?\/\\?\/[^\s/\\?#"'<>]{0,512})?/;

/**
 * A method, and what may stand between it and the path: `GET /`, `GET:/`, `"GET","url":"/`, `GET path=/`. All that
 * repeats is bounded.
 */
const REQUEST = new RegExp(`(?<![A-Z_])(?:${METHODS.join('|')})` + AFTER_METHOD.source, 'g');

function find(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  const requests = REQUEST;
  requests.lastIndex = 0;
  for (let match = requests.exec(text); match !== null; match = requests.exec(text)) {
    const start = requests.lastIndex;
    const end = targetEnd(text, start);
    findInTarget(text, start, end, findings);
    requests.lastIndex = Math.max(start, end);
  }
  return findings;
}

function findInTarget(text: string, from: number, end: number, findings: Finding[]): void {
  let at = from;
  let before: readonly string[] = [];
  while (at < end) {
    const mark = text[at] === '?' || text[at] === '#';
    const start = isDelimiter(text.charCodeAt(at)) ? at + 1 : at;
    const to = mark ? queryEnd(text, start, end) : segmentEnd(text, start, end);
    const part = text.slice(start, to);
    const bare = part.slice(0, to === end ? bareLength(part) : part.length);
    const isLeft = mark ? isPaging(bare) : isRoute(part) || isRoute(bare) || isOfThing(bare, before);
    if (bare !== '' && !isFormatOnly(part) && !isLeft)
      findings.push({ detector: 'request-path', start, end: start + bare.length, confidence: POSSIBLE });
    // What was replaced tells nothing about what follows: the next scan would not know it.
    if (bare !== '') before = [isLeft ? bare : '', ...before.slice(0, 1)];
    at = Math.max(to, at + 1);
  }
}

/** Where the target of the request ends: at space, or at the quote or bracket that it stands in. */
function targetEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !endsTarget(text, end)) end++;
  return end;
}

function endsTarget(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isAlphanumeric(code)) return false;
  if (isSpace(code) || code === LESS_THAN || code === GREATER_THAN) return true;
  // Nothing but a letter or digit goes on in quotes: /o'neil.
  if (isQuote(code)) return !isAlphanumeric(text.charCodeAt(at + 1));
  return code === BACKSLASH && /["'`nrt\\]/.test(text.charAt(at + 1));
}

const LESS_THAN = 60;
const GREATER_THAN = 62;
const BACKSLASH = 92;

function segmentEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isDelimiter(text.charCodeAt(at))) at++;
  return at;
}

/** A query goes on to the fragment, a fragment to the end. */
function queryEnd(text: string, from: number, end: number): number {
  let at = from;
  if (text[from - 1] === '#') return end;
  while (at < end && text[at] !== '#') at++;
  return at;
}

/** `/`, `?` and `#`, and the backslash that may escape a slash. */
function isDelimiter(code: number): boolean {
  return code === 47 || code === 63 || code === 35 || code === BACKSLASH;
}

/** Without the punctuation of the sentence or list that the target stands in. */
function bareLength(part: string): number {
  let length = part.length;
  while (length > 0 && PUNCTUATION.includes(part.charAt(length - 1))) length--;
  return length;
}

const PUNCTUATION = '.,;:!)]}"\'';
const SCALE = /@\d(?:\.\d)?x(?=\.[a-z]{3,4}$)/;

/** Longer ones are no words of a route; one that is a hole of a format string may be, and an image for some density. */
function isRoute(part: string): boolean {
  const segment = part.replace(SCALE, '');
  return routeTemplate(`/${segment}`) === `/${segment}`;
}
