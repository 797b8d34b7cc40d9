import { WORDS_BEYOND_ASCII } from './foreign.js';

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

/** The ends of words in front of `code` that tell that it is one to get in by: access, one-time, verification, security, … */
const CODE_WORDS = 'cess time tion rity ogin sms 2fa mfa very our lock ckup door gate larm';

/** Every name of a secret holds one of these, in whatever case, or is one of `WORDS_BEYOND_ASCII`. */
export const NAME_HINTS: readonly string[] = (
  'pass pw psw secret token key sess sid cookie auth cred csrf xsrf jwt pin otp cvc cvv psk yanswer y_answer mnemonic ' +
  'kennwort contrase senha wachtwoord haslo heslo lozinka salasana parola motdepasse mdp senord adgangsk clave'
)
  .split(' ')
  .concat('y answer', 'y-answer', 'phrase', codeHints(), [
    'login(',
    'logon(',
    'signin(',
    'log_in(',
    'sign_in(',
    'signup(',
    'sign_up(',
    'simple_bind',
  ]);

function codeHints(): string[] {
  return CODE_WORDS.split(' ').flatMap((word) =>
    [' ', '_', '-', ''].map((between) => `${word}${between}code`),
  );
}

/** Finds every place where the name of a secret may stand. Flags `gi`. */
export const NAME_HINT = new RegExp(
  [...WORDS_BEYOND_ASCII, ...NAME_HINTS.map((hint) => hint.replace('(', '\\('))].join('|'),
  'gi',
);
const HAS_HINT = new RegExp(NAME_HINT.source, 'i');

/** True where `NAME_HINT` finds something: a name with digits between its letters may be one to `classifyName` alone. */
export function hasHint(name: string): boolean {
  return HAS_HINT.test(name);
}

/** Longer runs of name characters are no names; their end decides. */
const LONGEST_NAME = 64;

/**
 * The kind of secret that a name stands for, in whatever case and with whatever around it (`DB_PASSWORD`,
 * `userPassword`, `x-api-key`); `undefined` for others and for what is known about a secret (`token_type`,
 * `passwordLength`, `inputTokens`).
 */
export function classifyName(name: string): NameKind | undefined {
  if (/^auth0$/i.test(name)) return undefined;
  const words = toWords(name.slice(-LONGEST_NAME));
  const last = words.at(-1) ?? '';
  const flat = words.join('');
  if (ABOUT.has(last) || flat.includes('publickey')) return undefined;
  if (flat.includes('phrase') && PHRASE.test(flat)) return 'phrase';
  if (PASSWORD.test(flat) || words.includes('pwd') || last === 'psw') return 'password';
  if (flat === 'auth' || flat === 'xauth' || flat === 'passe' || flat === 'clave') return 'weak';
  if (last === 'pass' || last === 'pw') return words.length > 1 ? 'password' : 'weak';
  if (flat.endsWith('authorization')) return 'authorization';
  if (last === 'cookie' || last === 'cookies') return 'cookie';
  if (CODES.has(last) || ((last === 'code' || last === 'number') && words.some((word) => CODES.has(word))))
    return 'code';
  if (last === 'code' ? CODES_OF.has(words.at(-2) ?? '') : CODES_OF.has(last.replace(/code$/, '/')))
    return 'code';
  return SESSION_WORDS.has(last) || words.some((word) => SECRET_WORDS.has(word)) || SECRET.test(flat)
    ? 'secret'
    : undefined;
}

const PHRASE = /passphrase|(?:access|unlock|seed|recovery|secret|key|backup|wallet)phrase$/;
const PASSWORD =
  /password|passwd|passcode|passkey$|pwd$|pswd$|^psw$|passwrd|passw(?:or)?t|passord$|motdepasse|^mdp$|kennwort|contrase[nñ]?a?$|senha$|wachtwoord|haslo$|heslo$|lozinka$|salasana$|^parola(?:dordine)?$|palavrapasse$|senord(?:et)?$|adgangskoden?$|(?:require|master|auth|bind|root|db|user|my|smtp|ftp|mail|admin|new|old|login|ssh|sql|app|web|http|proxy|key|store|trust|key|cert|smb|cifs|vnc|rdp|bmc|ipmi|snmp|sys|svc|usr|pg|ora|ldap|radius|zip|email|imap|pop|vpn|wlan|wifi|mysql|redis|mongo)pass$|(?:bind|root|db|user|admin|smtp)pw$|masterauth$/;
const SECRET =
  /secret$|token$|sess(?:ion)?id$|(?:api|access|private|secret)key|(?:signing|encryption|decryption|activation|unlock|unseal|root|vault|login|network|wireguard|tacacs|stream|merchant|wifi|wlan|wep|aes|totp|otp|mfa|master|account|auth|shared|ssh|session|cipher|jwt|wpa|deploy|admin|recovery)key$|(?:subscription|functions?|hmac|symmetric|licen[cs]e|consumer|app(?:lication)?|service|webhook)key$|(?:security|secret)answer$|mnemonic$|aspxauth$|(?:http|proxy|basic|smtp|redis)auth$|authheader$|auth(?:orization)?code$|auth(?:entication)?string$|authtok$|codeverifier$|(?:tls|ssl|rsa|pgp|gpg|write|instrumentation)key$|otpseed$|^x?(?:.{0,16}(?:wpa|wifi|wifisec|ipsec|tls|ike|vpn))?psk$|preshared(?:key)?$|^s?sess[a-f]+$/;
const SECRET_WORDS: ReadonlySet<string> = new Set([
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
  'credenciales',
  'credenziali',
  'cred',
  'creds',
]);
const SESSION_WORDS: ReadonlySet<string> = new Set([
  ...['session', 'sess', 'sid', 'sessid', 'csrf', 'xsrf', 'jwt'],
]);
const CODES: ReadonlySet<string> = new Set(['pin', 'otp', 'totp', 'cvv', 'cvc']);

/** What stands in front of `code`; in one word with a slash for it. */
const CODES_OF: ReadonlySet<string> = new Set(
  'access time verification confirmation activation security login sms fa mfa recovery backup unlock door gate alarm your access/ verification/ security/'.split(
    ' ',
  ),
);

/** Last words of names that tell something about a secret, and the endings of source files. */
const ABOUT: ReadonlySet<string> = new Set(
  (
    'count counts length len size type ttl expires expiry expired expiration expire at in age timeout ms seconds days duration attempts ' +
    'retries enabled disabled required valid invalid status policy limit max min usage total used strength changed updated created ' +
    'url uri ref refs arn provider label placeholder title prompt scope scopes issuer audience strategy exception ' +
    'service services server manager store handler controller middleware filter factory worker queue topic table index ' +
    'bucket guard reset cleanup hit miss module repository resolver interceptor validator parser event events cache ' +
    'name field method algorithm alg format version rotation error errors file path endpoint missing present found match mismatch ' +
    'stdin mailer notification hasher hashers encoder encoders validators rules ' +
    'c cc cpp rs js ts mjs cjs mts cts jsx tsx json py rb go java php map'
  ).split(' '),
);

/** The same, but for a value that looks as if somebody had chosen it: `password_set=true`, not `ADMIN_PASSWORD_SET=hunter2!`. */
const ABOUT_PLAIN: ReadonlySet<string> = new Set(
  (
    'job task blacklist blocklist denylist allowlist whitelist users set short long weak blank ' +
    'scanned rotated loaded checked issued revoked leaked masked removed deleted imported synced'
  ).split(' '),
);

/** True for the name of what is known about a secret, unless the value is one that somebody chose. */
export function isAboutPlain(name: string): boolean {
  return ABOUT_PLAIN.has(toWords(name.slice(-LONGEST_NAME)).at(-1) ?? '');
}

/**
 * Words in lower case, without the digits that number them: parts of letters, and of these what camel case tells apart
 * (`userId`, `APIKey`). By hand: a third of the time of this detector was spent here.
 */
export function toWords(name: string): readonly string[] {
  const words: string[] = [];
  let start = 0;
  let before = OTHER;
  for (let at = 0; at < name.length; at++) {
    const kind = kindOfLetter(name.charCodeAt(at));
    if (kind === UPPER && before === LOWER) start = put(words, name, start, at);
    else if (kind === LOWER && before === UPPER && at - 1 > start) start = put(words, name, start, at - 1);
    else if (kind === OTHER) {
      if (before !== OTHER) put(words, name, start, at);
      start = at + 1;
    }
    before = kind;
  }
  if (before !== OTHER) put(words, name, start, name.length);
  return words;
}

const OTHER = 0;
const LOWER = 1;
const UPPER = 2;

function kindOfLetter(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  return code >= 65 && code <= 90 ? UPPER : OTHER;
}

/** Adds the word; where the next one begins. */
function put(words: string[], name: string, start: number, end: number): number {
  words.push(name.slice(start, end).toLowerCase());
  return end;
}
