import { isNoSecret } from './no-secret.js';
import type { Span } from './quoted.js';

const STRING = String.raw`(?:"[^"\n]{0,256}"|'[^'\n]{0,256}')`;
const SECRET = String.raw`(?:"([^"\n]{1,128})"|'([^'\n]{1,128})')`;
/** What stands in front of a connection that is given too. */
const HANDLE = String.raw`(?:(?:Object\(\w{1,24}\)|Resource id #\d{1,6}|\$\w{1,32}), ?)?`;
/** What opens a database or a directory in PHP, whose traces have all arguments: where, who, and what is secret of them. */
const FORMS = [
  new RegExp(
    String.raw`\b(?:(?:mysqli|PDO)(?:(?:->|::)(?:__construct|real_connect))?|mysqli_(?:real_)?connect)\(${HANDLE}${STRING}, ?${STRING}, ?${SECRET}`,
    'dg',
  ),
  new RegExp(String.raw`\bldap_bind\(${HANDLE}${STRING}, ?${SECRET}`, 'dg'),
];
/** Spares most texts the search. */
const WORDS = ['mysqli', 'PDO', 'ldap_bind'];

/** Every text with such a secret has one of these. */
export const OPENED_TRIGGERS: readonly string[] = ['mysqli', 'pdo->', 'pdo::', 'pdo(', 'ldap_bind('];
/** The same for the line engine. */
export const OPENED_SIGNS: readonly string[] = ['mysqli', 'pdo-', 'pdo:', 'pdo(', 'ldap_bi'];

/** The password that a database or directory is opened with: `mysqli->__construct('db', 'ada', 'x')`. */
export function findOpened(text: string): Span[] {
  if (!WORDS.some((word) => text.includes(word))) return [];
  const matches = FORMS.flatMap((form) => [...text.matchAll(form)]);
  return matches
    .map(({ indices = [] }) => indices[1] ?? indices[2] ?? [0, 0])
    .map(([start = 0, end = 0]) => ({ start, end }))
    .filter((span) => !isNoSecret(text, span));
}
