import { isMessages } from './messages.js';
import type { Name, Separator } from './separator.js';

/**
 * True where a name is followed by what happened, not by a value: `password: required`, `session: expired`. Never in
 * quotes, never after an equals sign. Also for `pwd=/app` and `credentials: 'include'`.
 */
export function isStatus(text: string, name: Name, separator: Separator): boolean {
  if (isSetting(text, name, separator.end) || isCount(text, name, separator.end)) return true;
  if (isMessages(text, name, separator.end)) return true;
  if (isKeyword(text, separator) || isFieldNumber(text, name, separator) || isScheme(text, name, separator))
    return true;
  if (separator.kind !== ':' || !separator.isSpaced) return false;
  if (separator.isQuoted) return matches(ABOUT_ANOTHER, text, separator.end);
  if ([SENTENCE, RESOURCE, ABOUT_ANOTHER, ABROAD].some((one) => matches(one, text, separator.end)))
    return true;
  const pattern = name.kind === 'phrase' || name.kind === 'cookie' ? STATUS_LINE : STATUS;
  pattern.lastIndex = separator.end;
  return pattern.test(text);
}

const STATUS_WORDS =
  '(?:required|invalid|missing|expired|incorrect|changed|reset|ok|valid|refreshed|revoked|started|ended|closed|malformed|denied|granted|failed|loaded|rejected|accepted|verified|unverified|unknown|empty|absent|present|unset|disabled|enabled|unauthorized|forbidden|unavailable|unsupported|mismatch|incorrect|wrong|refused|blocked|optional|rotated|updated|created|deleted|removed|set|none|new|active|inactive|idle|stale|inherit|write|read|found|ready|pending|synced|mounted|(?:not|already) \\w{2,16}|does not match|do not match|(?:un)?expected \\[?[\\w-]{1,24}|too (?:short|long|weak|common))';
const STATUS = new RegExp(`${STATUS_WORDS}(?=[.,;!?)\\]}]*(?:[\\s"'\`\\\\]|$))`, 'iy');
/** Of what is said, with what it is said of in front: `jwt expired`, `signature verification failed`; and what has to be. */
const SENTENCE = new RegExp(
  `(?:(?:the|user|access|refresh|id|bearer|session|csrf|api|jwt|token|key|signature|secret|password|passwords|credentials?|verification|validation|check|claim|issuer|audience|algorithm|format|value|header|cookie|bad|invalid|no) ){1,4}(?:${STATUS_WORDS}|is|was|has|does|do|not|credentials?|token|signature|password|format|length)(?=[.,;!?)\\]}]*(?:[\\s"'\`\\\\]|$))|(?:must|should|cannot|can't|may not|has to|needs to|is|was) (?:not )?(?:be|have|contain|match|include|differ|consist|start|end|exceed|at|required|invalid|missing|expired|too|incorrect|empty)\\b`,
  'iy',
);
/** What Terraform says of a resource: `random_password.db: Creation complete after 0s`. */
const RESOURCE =
  /(?:(?:Creation|Destruction|Modifications|Read|Import|Provisioning) complete|Refreshing state|Still (?:creating|destroying|modifying|reading)|(?:Creating|Destroying|Modifying|Reading|Importing|Provisioning)\.\.\.)/y;
/** The name of another secret, or of the kind of it, of which something is said: `secret "db" not found`. */
const ABOUT_ANOTHER =
  /(?:secrets?|configmaps?|tokens?|keys?|passwords?|credentials?) (?:["'`][^"'`\n]{1,64}["'`] [a-z]|(?:expiry|expired|information|is|was|has|have|for|of|must|updated|changed|unchanged|not|authentication|policy|reset|validation|verification|check)\b)/y;
/** What has to be, in other languages. */
const ABROAD =
  /(?:\d{1,2} (?:caract|zeichen|tekens|znak)\S{0,12}|mindestens|maximal|höchstens|pflichtfeld|erforderlich|ungültig|falsch|abgelaufen|campo|champ|al menos|au moins|almeno|pelo menos|no mínimo|mínimo|máximo|minimaal|obligatori[oa]|obrigatóri[oa]|obligatoire|requis|requerid[oa]|inv[áa]lid[oa]|invalide|incorrect[oae]|non valida|scaduta|verplicht|ongeldig|wymagane|nieprawidłowe)(?=[\s.,;!)"']|$)/iy;
const STATUS_LINE = new RegExp(`${STATUS_WORDS}[.!?]?(?=[\\r\\n]|$)`, 'iy');

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** `case 'password': return x`, `secrets:read`. */
function isKeyword(text: string, { kind, end, isSpaced, isQuoted }: Separator): boolean {
  KEYWORD.lastIndex = end;
  PERMISSION.lastIndex = end;
  return kind === ':' && (KEYWORD.test(text) || (!isSpaced && !isQuoted && PERMISSION.test(text)));
}

/** `secrets:read` in a list of permissions. */
const PERMISSION =
  /(?:read|write|admin|manage|create|delete|update|list|view|revoke|refresh|rotate|\*)(?=[,\s;)\]"':]|$)/y;
const KEYWORD = /(?:return|throw|break|continue|function|async)(?=[\s;(])/y;

/** `string password = 2;` of Protocol Buffers. */
function isFieldNumber(text: string, { start }: Name, { end }: Separator): boolean {
  FIELD_NUMBER.lastIndex = end;
  return FIELD_NUMBER.test(text) && /(?:string|bytes)\s$/.test(text.slice(Math.max(0, start - 8), start));
}

const FIELD_NUMBER = /\d{1,5}\s?;/y;

/** The name of a scheme without credentials: `Authorization: Bearer`. */
function isScheme(text: string, { kind }: Name, { end }: Separator): boolean {
  SCHEME.lastIndex = end;
  return kind === 'authorization' && SCHEME.test(text);
}

const SCHEME =
  /(?:bearer|basic|digest|negotiate)(?: (?:header|token|scheme|realm|auth(?:entication)?|only|required|missing))?(?=[.,;)"']*(?:\s*$|[\r\n]| (?:is|was|not|header|required|missing)\b))/iy;

/** How many there are: `cookies: 12`, `passwords tried: 3`. */
function isCount(text: string, { start, end, kind }: Name, at: number): boolean {
  COUNT.lastIndex = at;
  return (
    (kind === 'cookie' || /(?:secrets|sessions|passwords|credentials)\b/i.test(text.slice(start, end))) &&
    COUNT.test(text)
  );
}

const COUNT = /\d{1,6}(?=[.,;!?)\]}]*(?:\s|$))/y;

/** The working directory, and how a request of the Fetch standard treats credentials. */
function isSetting(text: string, name: Name, at: number): boolean {
  const pattern = SETTINGS.get(text.slice(name.start, Math.min(name.end, name.start + 16)).toLowerCase());
  if (pattern === undefined) return false;
  pattern.lastIndex = at;
  return pattern.test(text);
}

const SETTINGS: ReadonlyMap<string, RegExp> = new Map([
  ...['pwd', 'oldpwd'].map((name): readonly [string, RegExp] => [
    name,
    /["']?\/(?:app|builds|code|data|etc|home|mnt|opt|private|root|srv|src|tmp|users|usr|var|work|workspace|www)(?=[/\s"',;)}]|$)/iy,
  ]),
  ['passwd', /(?:files|compat|db|sss|nis|ldap|winbind|systemd)(?=[ \t\r\n]|$)/iy],
  ['credentials', /["']?(?:same-origin|include|omit)(?=[\s"',;)}]|$)/iy],
]);
