import type { Name, Separator } from './separator.js';

/**
 * True where a name is followed by what happened, not by a value: `password: required`, `session: expired`. Never in
 * quotes, never after an equals sign. Also for `pwd=/app` and `credentials: 'include'`.
 */
export function isStatus(text: string, name: Name, separator: Separator): boolean {
  if (isSetting(text, name, separator.end)) return true;
  if (separator.kind !== ':' || separator.isQuoted || !separator.isSpaced) return false;
  const pattern = name.kind === 'phrase' || name.kind === 'cookie' ? STATUS_LINE : STATUS;
  pattern.lastIndex = separator.end;
  return pattern.test(text);
}

const STATUS_WORDS =
  '(?:required|invalid|missing|expired|incorrect|changed|reset|ok|valid|refreshed|revoked|started|ended|closed|malformed|denied|granted|failed|loaded|too (?:short|long|weak|common))';
const STATUS = new RegExp(`${STATUS_WORDS}(?=[.,;!?)\\]}]*(?:\\s|$))`, 'iy');
const STATUS_LINE = new RegExp(`${STATUS_WORDS}[.!?]?(?=[\\r\\n]|$)`, 'iy');

/** The working directory, and how a request of the Fetch standard treats credentials. */
function isSetting(text: string, name: Name, at: number): boolean {
  const pattern = SETTINGS.get(text.slice(name.start, Math.min(name.end, name.start + 16)).toLowerCase());
  if (pattern === undefined) return false;
  pattern.lastIndex = at;
  return pattern.test(text);
}

const SETTINGS: ReadonlyMap<string, RegExp> = new Map([
  [
    'pwd',
    /["']?\/(?:app|builds|code|data|etc|home|mnt|opt|private|root|srv|src|tmp|users|usr|var|work|workspace|www)(?=[/\s"',;)}]|$)/iy,
  ],
  ['credentials', /["']?(?:same-origin|include|omit)(?=[\s"',;)}]|$)/iy],
]);
