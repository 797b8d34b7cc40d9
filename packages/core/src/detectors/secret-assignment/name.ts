/** What kind of secret a name stands for; it decides what its value may look like and where it ends. */
export type NameKind =
  /** Also found in `password is …` and `password '…'`. */
  | 'password'
  /** May have spaces. */
  | 'phrase'
  | 'secret'
  /** `pass` and `auth`: ordinary words too. */
  | 'weak'
  /** `pin` and kin: only with digits. */
  | 'code'
  /** The value begins with the name of an authentication scheme. */
  | 'authorization'
  /** The value is a list. */
  | 'cookie';

/** Every name of a secret holds one of these, in whatever case. */
export const NAME_HINTS: readonly string[] =
  'pass pw secret token key sess sid cookie auth cred csrf xsrf jwt pin otp cvc cvv'.split(' ');

/** Finds every place where the name of a secret may stand. Flags `gi`. */
export const NAME_HINT = new RegExp(NAME_HINTS.join('|'), 'gi');

/** Longer runs of name characters are no names; their end decides. */
const LONGEST_NAME = 64;

/**
 * The kind of secret that a name stands for, in whatever case and with whatever around it (`DB_PASSWORD`,
 * `userPassword`, `x-api-key`); `undefined` for others and for what is known about a secret (`token_type`,
 * `passwordLength`, `inputTokens`).
 */
export function classifyName(name: string): NameKind | undefined {
  const words = toWords(name.slice(-LONGEST_NAME));
  const last = words.at(-1) ?? '';
  if (ABOUT.has(last)) return undefined;
  const flat = words.join('');
  if (flat.includes('passphrase')) return 'phrase';
  if (PASSWORD.test(flat) || words.includes('pwd')) return 'password';
  if (flat === 'auth') return 'weak';
  if (last === 'pass' || last === 'pw') return words.length > 1 ? 'password' : 'weak';
  if (flat.endsWith('authorization')) return 'authorization';
  if (last === 'cookie' || last === 'cookies') return 'cookie';
  if (CODES.has(last)) return 'code';
  return SECRET.test(flat) || words.some((word) => SECRET_WORDS.has(word)) || SESSION_WORDS.has(last)
    ? 'secret'
    : undefined;
}

const PASSWORD = /password|passwd|passcode|pwd$/;
const SECRET =
  /secret$|token$|sess(?:ion)?id$|(?:api|access|private|secret)key|(?:signing|encryption|master|account|auth|shared|ssh)key$|(?:subscription|functions?|hmac|symmetric|licen[cs]e|consumer|app(?:lication)?|service|webhook)key$/;
const SECRET_WORDS: ReadonlySet<string> = new Set([
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
  'creds',
]);
const SESSION_WORDS: ReadonlySet<string> = new Set(['session', 'sid', 'sessid', 'csrf', 'xsrf', 'jwt']);
const CODES: ReadonlySet<string> = new Set(['pin', 'otp', 'totp', 'cvv', 'cvc']);

/** Last words of names that tell something about a secret, and the endings of source files. */
const ABOUT: ReadonlySet<string> = new Set(
  (
    'count counts length len size type ttl expires expiry expired expiration expire at in age timeout ms seconds duration attempts ' +
    'retries enabled disabled required valid invalid status policy limit max min usage total used strength changed updated created ' +
    'name field method algorithm alg format version rotation error errors file path endpoint missing present found match mismatch ' +
    'js ts mjs cjs mts cts jsx tsx json py rb go java php map'
  ).split(' '),
);

/** Words in lower case, without the digits that number them. */
function toWords(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
