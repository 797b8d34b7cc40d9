import { isAlphanumeric, isQuote, isSpace } from '../characters.js';
import { CERTAIN } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { isFormatOnly } from '../format-string.js';
import { mergeOverlaps } from '../overlap.js';

/** User names and passwords in URLs. */
export const urlCredentials: Detector = {
  id: 'url-credentials',
  description:
    'The userinfo of a URL, all that stands between :// and the at sign, also after jdbc:oracle:thin:, behind CONNECT of Oracle, and before @tcp( and @unix(; the host stays.',
  source:
    'RFC 3986 section 3.2.1; Oracle JDBC Developer Guide, "Thin-style"; data source names of the MySQL driver for Go',
  placeholder: '[credential]',
  confidence: [CERTAIN],
  triggers: [['://', ':thin:', ':oci:', '@tcp(', '@unix(', '\\sconn ', '\\sconnect '], ['@']],
  find,
  examples: [
    {
      text: 'postgres://app:s3cret@db.internal:5432/main',
      redacted: 'postgres://[credential]@db.internal:5432/main',
    },
    { text: 'GET https://ghp_abc@github.com/x ok', redacted: 'GET https://[credential]@github.com/x ok' },
    { text: '"amqp://u:p@ss@mq.example.com"', redacted: '"amqp://[credential]@mq.example.com"' },
    { text: 'redis://:pa/ss#1@cache:6379', redacted: 'redis://[credential]@cache:6379' },
    { text: 'https:\\/\\/u:p@host\\/x', redacted: 'https:\\/\\/[credential]@host\\/x' },
    { text: 'u=ftp%3A%2F%2Fu%3Ap%40host', redacted: 'u=ftp%3A%2F%2F[credential]%40host' },
    {
      text: 'jdbc:oracle:thin:scott/tiger@//db:1521/svc',
      redacted: 'jdbc:oracle:thin:[credential]@//db:1521/svc',
    },
    { text: 'dsn app:s3/cret@tcp(db:3306)/main', redacted: 'dsn [credential]@tcp(db:3306)/main' },
    { text: 'SQL> connect scott/tiger@db', redacted: 'SQL> connect [credential]@db' },
    { text: 'a://b:c@d,e://f:g@h', redacted: 'a://[credential]@d,e://[credential]@h' },
  ],
  counterExamples: [
    'https://example.com/@user and https://example.com:8080/a@b',
    'ssh://git@github.com/acme/app.git',
    'https://example.com/?q=a@b',
    'file:///home/ada@work',
    'redis://%s:%s@%s/0',
    'https://[::1]:8080/@x',
    'https://${user}:${pass}@host',
    'jdbc:oracle:thin:@//db:1521/svc',
    'failed to connect to a/b@c, connect a/%s@db, connect /a/b@c',
    'dsn %s:%s@tcp(%s)/main or tcp(db:3306)',
  ],
};

function find(text: string): readonly Finding[] {
  const others = [...findOracle(text), ...findNetwork(text)];
  return others.length === 0 ? findInUrls(text) : mergeOverlaps([...findInUrls(text), ...others]);
}

const ORACLE =
  /:(?:thin|oci):(?=[^\s"'`@]{1,256}@)|(?<![\w.-])conn(?:ect)?[ \t]{1,3}(?=[A-Za-z]\w{0,29}\/(?!%[sdv]@)[^\s"'`@/]{1,64}@[\w/])/gi;

/** `jdbc:oracle:thin:user/password@host`, `connect user/password@name`. */
function findOracle(text: string): Finding[] {
  return Array.from(text.matchAll(ORACLE), (match) => {
    const start = match.index + match[0].length;
    return { detector: 'url-credentials', start, end: text.indexOf('@', start), confidence: CERTAIN };
  }).filter(({ start, end }) => !isHarmless(text.slice(start, end)));
}

const NETWORK = /@(?:tcp|unix)\(/gi;
/** So long a user name and password are looked for. */
const LONGEST = 256;

/** `user:password@tcp(host)/database`. */
function findNetwork(text: string): Finding[] {
  return Array.from(text.matchAll(NETWORK), ({ index: end }) => {
    let start = end;
    while (start > end - LONGEST && !/[\s"'`<>(]|^$/.test(text.charAt(start - 1))) start--;
    const word = text.slice(start, end);
    const name = word.lastIndexOf('=', word.indexOf(':')) + 1;
    return { detector: 'url-credentials', start: start + name, end, confidence: CERTAIN };
  }).filter(({ start, end }) => {
    const credentials = text.slice(start, end);
    return credentials.includes(':') && !isHarmless(credentials);
  });
}

function findInUrls(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    const end = userinfoEnd(text.slice(start, urlEnd(text, start))) + start;
    if (end > start && !isHarmless(text.slice(start, end)))
      findings.push({ detector: 'url-credentials', start, end, confidence: CERTAIN });
  }
  return findings;
}

/** Up to the next URL at most, so that no part of the text is read twice. */
function urlEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !endsUrl(text, end)) end++;
  return end;
}

function endsUrl(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === APOSTROPHE) return !isAlphanumeric(text.charCodeAt(at + 1));
  if (isSpace(code) || isQuote(code)) return true;
  return (
    code === LESS_THAN ||
    code === GREATER_THAN ||
    code === BACKSLASH ||
    (code === COLON && text.startsWith('://', at))
  );
}

const APOSTROPHE = 39;
const COLON = 58;
const LESS_THAN = 60;
const GREATER_THAN = 62;
const BACKSLASH = 92;

/** How long the userinfo is that the rest of a URL after `://` begins with; 0 where there is none. */
function userinfoEnd(rest: string): number {
  const slash = rest.search(/[/?#]/);
  const authority = slash === -1 ? rest : rest.slice(0, slash);
  const at = authority.lastIndexOf('@');
  if (at !== -1) return at;
  // A slash in a password that nobody encoded: what stands after the colon is no port then.
  return PASSWORD_BEGINS.test(authority) ? Math.max(0, rest.lastIndexOf('@')) : 0;
}

const PASSWORD_BEGINS = /^[^:[]*:(?!\d*$)/;

/** The user name that every Git host has, and format strings. */
function isHarmless(userinfo: string): boolean {
  return userinfo === 'git' || isFormatOnly(userinfo);
}
