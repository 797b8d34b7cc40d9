import { describe, expect, it } from 'vitest';
import { DETECTORS } from './registry.js';
import { createScanner } from './scan.js';

const scan = createScanner(DETECTORS.map((detector) => detector.id));

const LENGTH = 24_000;
/** Milliseconds that need not be looked into. */
const NOISE = 65;

/** Each, repeated, makes a search that looks ahead or back without bound quadratic. */
const SEEDS = [
  ...['a at ', 'a at b dot ', 'a (at) ', 'a(at)b.', '_at_', 'a_at_b_dot_', ' @ ', 'a @ b . '],
  ...['a@', 'a@b.co', 'a@a@a.', 'x://a@b.co '],
  ...['1', '1111 ', '4111-', '4111111111111111 ', '219-09-9999 ', 'ssn ', 'ssn 219-09-9999 '],
  ...['1.', '1.2.3.4', '1.2.3.4 ', ':', '::', ':a', 'a:b', '::1 ', 'fe80::1%', 'f'],
  ...['1 ', '12 ', '01 ', '00 44 ', '+1', '+1 ', '+44 20 7946 0958 ', '415-555-2671 ', '(415) 555-2671, '],
  ...['0171 5551234 ', 'phone ', 'phone 1', 'phone 12345678 ', 'call 1 ', '12/34/', '(1', '1 85 05 78 006 '],
  ...[
    'DE89',
    'de12 ',
    'DE89370400440532013000 ',
    'AB 12 34 56 C ',
    'RSS MRA 85T10 ',
    'nhs 9434765919 ',
    '111.',
  ],
  ...['aa:', '00-1a-', '001a.', 'sin id ', 'phonePhone'],
  ...['eyJ', 'eyJ.', 'eyJaaaaaaaaaaaa.', 'bearer ', 'Bearer x ', 'basic ', 'basic aaaa '],
  ...['x://', 'x://a:', '://@', '://a:b/@'],
  ...[
    'password ',
    'passwordpassword',
    'password=',
    'password="',
    "password='",
    'password={',
    'password=[(',
    'password for a: ',
    'user a, password ',
    'password is {a b ',
    'password changed: old=a ',
    'password attempt: ',
    ';pwd=a b ',
    'passphrase=a b ',
    'put a/password ',
    '{password,"a" ',
    'Password(value=',
    '<password><value>',
    '"password":"must be ',
    'variable "password" { ',
    'a=? params: [',
    "a=$1 $1 = 'a' ",
    'insert into t (password) values (?, ',
    "mysqli('a', 'b', ",
    "ldap_bind($a, 'b', ",
    'login attempt [a/',
    'connect a/',
    'identified by a replace ',
    'password=a::b->',
    'password=vault:a/',
    'password: (/a:1',
    'password: ',
  ],
  ...[
    'password=\\"',
    'password   ',
    'password is ',
    'password=a,',
    'password={a}',
    'token=%s',
    'pin={',
    'pin="',
    'sid:',
  ],
  ...[
    'cookie: ',
    'cookie: a="',
    'cookie=a;',
    'authorization: ',
    'authorization: Bearer ',
    '--token ',
    '"--token",',
  ],
  ...[
    '<password>',
    '<password ',
    '<password>x</',
    'name="password"\n\n',
    'password:|\n ',
    'private_key=-----BEGIN',
  ],
  ...[
    'password {',
    'password (',
    'passwd {',
    'password is {',
    'password {"',
    'password {\\"',
    '--password {',
  ],
  ...['pass: {', 'pass={"', 'secret: [', 'cookie: {', 'authorization: (', "'--token', {"],
  ...['bearer:realm=', 'bearer token:', 'basic Abc/', 'basic+', 'basic a_'],
  ...['GET /', 'GET /x', 'GET:', 'GET https://', 'GET /a?', 'GET "\\', 'GET:url=', "GET /'", '/', '/)'],
  ...[
    '{"name":"password"',
    '"value":"name":"token"',
    '"value":',
    '<password value="',
    '<password value ',
    'password|',
    'password -> ',
  ],
  ...[
    '4111.',
    '4111\t',
    '4111\n',
    '219\t09-9999',
    '\u200b',
    'a\u200b',
    '\uff20',
    '\ud835\udc00',
    'password\u200b',
    'git@a.co:',
  ],
  ...['%', '%25', '%2525', '%40', '&', '&amp;', '&#64;', '\\', '\\"', '\\\\"', '\\u0040'],
  ...['-----BEGIN ', '-----BEGIN PRIVATE KEY-----', '-----BEGIN PRIVATE KEY----- a ', '-', 'LS0tLS1CRUdJTi'],
  ...['LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0', 'AGE-SECRET-KEY-1', 'PuTTY-User-Key-File-3', '-----END '],
  ...['AKIA', 'AKIA1', 'aws ', 'aws/', 'aws secret', 'access key', 'secretsecret', 'AKIAIOSFODNN7EXAMPLE '],
  ...['AIza', 'ya29.', 'ya29.a', 'sig=', 'signature=a', '1Q~', 'aB1Q~', 'JQQJ9', 'AZDO', 'LTAI', 'LTAI1'],
  ...['sk-', 'sk-ant-', 'sk-ant-a1', 'sk_', 'ghp_', 'ghp_a1', 'xoxb-', 'glpat-', 'SG.', 'key-', 'dp.st.'],
  ...[
    'twilio ',
    'heroku key ',
    'vault s.',
    'discord M',
    '12345678:',
    '12345678:a1',
    '/bot1',
    'a-us1',
    'NRAL',
  ],
  ...['hooks.slack.com/services/', '.atlasv1.', 'SK1', 'airtable key', 'cloudflare token '],
  ...['digest ', 'digest a=', 'digest a=b,', 'digest response="', 'digest response=a,'],
  ...[
    'key ',
    'token=',
    'key a1B2',
    'secret a1B2c3D4e5F6g7H8i9J0',
    'key/',
    'code=',
    'code=a1B2c3D4e5F6g7H8 ',
    'apikey',
  ],
  ...['a1B2c3D4', ':thin:', ':thin:a', '@tcp(', 'a:b@tcp(', 'a@unix(', 'eyJaaaaaaaaaaaa..', 'aA'],
  ...[
    'curl ',
    'curl -u a:',
    'mysql -p',
    'sqlplus a/',
    'identified by ',
    "identified by '",
    'docker login -p ',
  ],
  ...[
    '(password) values (',
    "(a,password) values ('",
    'values (',
    'name: password\n',
    'name: password value: ',
  ],
  ...[
    'password for a ',
    'the secret key ',
    'key ',
    "password('",
    "define('password','",
    '>Password</td><td>',
  ],
  ...[
    'password: string |',
    'password:{type:',
    'password=a.a.',
    'password=${{ ',
    'password=get(',
    'password=<token ',
  ],
  ...[
    'password = "a" -> "',
    'machine a login a password ',
    'password: jwt token ',
    '\u5bc6\u7801',
    '\u043f\u0430\u0440\u043e\u043b\u044c: ',
  ],
  ...[
    'eyJhIjoiMTIz',
    '/eyJhIjoiMTIz',
    'dG89YWRhQGV4YW1wbGUuY29t',
    'dG89YWRhQGV4YW1wbGUuY29t ',
    '61646140',
    '-6164614061646140616461',
  ],
  ...[
    "login('",
    "login('a',",
    "login(a, '",
    'my password is ',
    'a is my password ',
    'x as password ',
    "'a' as password ",
  ],
  ...[
    'passphrase is abc def ghi ',
    'abcd ',
    'code 123456 ',
    '123456 is your login code ',
    'login code ',
    'our code is ',
  ],
  ...['password changed from a1b2c3 to ', 'user ada pw ', 'password for a to '],
  ...[
    'C: a1 LOGIN ada PASS ',
    '"AUTH" "a" ',
    'AUTH PLAIN UGFzc3dvcmQ6 aB1',
    "echo 'a' | sudo -b ",
    'sudo -S <<<',
  ],
  ...['password mismatch to equal got ', 'id,password\n', 'ssn of a ', 'ssn x="', 'NM1*a*', 'tin 1 is my '],
  ...['4 1 1 1 ', '4-1-', 'ssn 2 1 9 ', 'taxpayer ', '&commat;', '&period'],
  ...['[', '[secret', '[secret]', 'password=[secret]', '{', '(', '"', "'", '`', ',', ' ', '=', 'é', '\0'],
];

describe('scanning', () => {
  it.each(SEEDS)('takes time in proportion to the length of %j repeated', (seed) => {
    for (const prefix of ['', 'password="', 'x://']) {
      const long = prefix + repeat(seed, LENGTH);
      if (fastest(long, 1) < NOISE) continue;
      // Twice the text takes four times as long where the time is quadratic.
      expect(fastest(long, 2)).toBeLessThan(3 * fastest(prefix + repeat(seed, LENGTH / 2), 2) + NOISE);
    }
  });

  it('reads a word after a name as far as words go', () => {
    expect(fastest(repeat('password {', 40_000), 3)).toBeLessThan(250);
  });

  it.each([
    ['basic words that end in a digit', `Basic ${'Abc/'.repeat(5000)}1`],
    ['bearer with dots', `Bearer a${'.'.repeat(40_000)}x`],
    ['space within a cell of a table', `id;password\n1;a${' '.repeat(30_000)}b\n`],
  ])('does not try what matches in every combination: %s', (_, text) => {
    expect(fastest(text, 1)).toBeLessThan(250);
  });
});

/** A flat string: what `repeat` gives is flattened at first use, which would count as scanning. */
function repeat(seed: string, length: number): string {
  return Array.from({ length: Math.ceil(length / seed.length) }, () => seed).join('');
}

/** Milliseconds of processor time: what other programs do meanwhile is not ours. */
function fastest(text: string, rounds: number): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    scan(text);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
