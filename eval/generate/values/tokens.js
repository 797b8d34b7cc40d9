/** What HTTP carries to prove who one is. */
import { context, neutral, value } from './parts.js';

const encode = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');

/** RFC 7519: signed, unsigned (RFC 7515 appendix A.5), cut off by a log; RFC 7516: encrypted, five parts. */
export function jwt(random) {
  const form = random.int(1, 20);
  if (form <= 3) return jwe(random);
  const algorithm = random.pick(['HS256', 'RS256', 'ES256', 'EdDSA', 'PS512']);
  const header = encode(
    random.pick([
      { alg: algorithm, typ: 'JWT' },
      { typ: 'JWT', alg: algorithm },
      { alg: algorithm },
      { alg: algorithm, kid: random.hex(16), typ: 'at+jwt' },
      { kid: random.base64url(20), alg: algorithm },
    ]),
  );
  const issued = random.int(1_600_000_000, 1_780_000_000);
  const payload = encode({
    sub: random.pick([random.hex(24), String(random.int(1, 99_999)), `auth0|${random.hex(24)}`]),
    iat: issued,
    exp: issued + 3600,
    ...(random.chance(0.5) ? { scope: 'read write', aud: random.alnum(12) } : {}),
  });
  if (form === 4) return `${encode({ alg: 'none' })}.${payload}.`;
  if (form === 5) return `${header}.${payload.slice(0, random.int(20, 60))}`;
  return `${header}.${payload}.${random.base64url(algorithm === 'RS256' || algorithm === 'PS512' ? 342 : 43)}`;
}

function jwe(random) {
  const direct = random.chance(0.5);
  const header = encode(direct ? { alg: 'dir', enc: 'A256GCM' } : { alg: 'RSA-OAEP-256', enc: 'A256GCM' });
  const key = direct ? '' : random.base64url(342);
  return `${header}.${key}.${random.base64url(16)}.${random.base64url(random.int(40, 160))}.${random.base64url(22)}`;
}

/** RFC 6750 section 2.1 (b64token): opaque ones of many kinds. */
export function bearerToken(random) {
  return random.pick([
    () => random.alnum(random.int(20, 48)),
    () => random.base64url(43),
    () => random.hex(random.pick([32, 40, 64])),
    () => random.base64(random.pick([24, 32, 48])),
    () => `${random.alnum(8)}.${random.alnum(24)}~${random.alnum(6)}`,
    () => `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
    () => jwt(random),
    () => `tok_${random.alnum(24)}`,
  ])();
}

/** RFC 7617 section 2: base64 of user, colon, password. */
export function basicCredentials(random) {
  const user = random.pick([
    'admin',
    'svc-build',
    'api',
    'kim',
    'root',
    'metrics',
    'app_user',
    random.alnum(20),
  ]);
  const password = random.pick([
    random.alnum(random.int(6, 24)),
    `${random.pick(['Winter', 'pa55', 'hunter'])}${random.int(2, 2026)}!`,
    '',
  ]);
  const text = password === '' ? `${random.alnum(32)}:` : `${user}:${password}`;
  return Buffer.from(text).toString('base64');
}

/** RFC 7616 section 3.4: the response is what can be replayed or cracked; user and nonces may go or stay. */
export function digestCredentials(random) {
  const length = random.pick([32, 32, 64]);
  return [
    context('username="'),
    neutral(random.pick(['mufasa', 'kim', 'cam-01', 'sip-100'])),
    context('", realm="'),
    neutral(random.pick(['api', 'asterisk', 'Streaming Server', 'http-auth'])),
    context('", nonce="'),
    neutral(random.hex(32)),
    context('", uri="'),
    neutral(random.pick(['/dir/index', '/stream', 'sip:pbx'])),
    context('", response="'),
    value(random.hex(length)),
    context('"'),
    ...(random.chance(0.5) ? [context(', opaque="'), neutral(random.hex(16)), context('"')] : []),
  ];
}

/** What stands in a cookie of a session, with the name that the framework gives it (the frameworks' documentation). */
export function sessionCookie(random) {
  const [name, create] = random.pick(COOKIES);
  return [context(`${name}=`), value(create(random))];
}

const COOKIES = [
  ['connect.sid', (random) => `s%3A${random.base64url(32)}.${random.base64url(43)}`],
  ['JSESSIONID', (random) => random.hex(32).toUpperCase()],
  ['JSESSIONID', (random) => `${random.alnum(28)}.node${random.int(1, 4)}`],
  ['PHPSESSID', (random) => random.string('abcdefghijklmnopqrstuv0123456789', 26)],
  ['ASP.NET_SessionId', (random) => random.string('abcdefghijklmnopqrstuvwxyz012345', 24)],
  ['.AspNetCore.Cookies', (random) => `CfDJ8${random.base64url(150)}`],
  ['sessionid', (random) => random.string('abcdefghijklmnopqrstuvwxyz0123456789', 32)],
  ['laravel_session', (random) => `eyJpdiI6I${random.base64url(140)}%3D`],
  ['_myapp_session', (random) => `${random.base64url(80)}--${random.hex(40)}`],
  ['__Host-session', (random) => random.base64url(43)],
  ['__Secure-next-auth.session-token', (random) => random.base64url(64)],
  ['sid', (random) => random.alnum(32)],
  ['session', (random) => `.eJw${random.base64url(60)}.${random.base64url(6)}.${random.base64url(27)}`],
  ['SSESS', (random) => random.base64url(43)],
  ['remember_token', (random) => `${random.int(1, 9999)}|${random.alnum(60)}`],
];
