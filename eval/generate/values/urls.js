/** Credentials in the userinfo of URLs and data source names (RFC 3986 section 3.2.1, the drivers' documentation). */
import { context, neutral, value } from './parts.js';
import { password } from './secrets.js';

const USERS = ['app', 'svc_orders', 'postgres', 'root', 'admin', 'reporting', 'kim', 'grafana', 'deploy'];
const HOSTS = [
  'db.internal',
  'pg-2.prod.example',
  'mongo0.acme.net',
  'cache',
  'localhost',
  'rabbit-1',
  'kafka.eu.lumen.io',
];

/** Scheme, port and path of each kind of store, then the user's and the password's place. */
const SERVERS = [
  ['postgres', ':5432/main'],
  ['postgresql', '/orders?sslmode=require'],
  ['mysql', ':3306/shop'],
  ['mongodb', ':27017/app?authSource=admin'],
  ['mongodb+srv', '/prod'],
  ['redis', ':6379/0'],
  ['rediss', ':6380'],
  ['amqp', ':5672/vhost'],
  ['amqps', '/'],
  ['https', '/v2/_catalog'],
  ['https', '/repo/app.git'],
  ['ftp', '/upload/in.csv'],
  ['sftp', ':22/in'],
  ['smtp', ':587'],
  ['smtps', ':465'],
  ['ldap', ':389/dc=acme'],
  ['http', ':3128'],
  ['clickhouse', ':9000/logs'],
  ['nats', ':4222'],
  ['rtsp', ':554/stream1'],
  ['sqlserver', ':1433/db'],
  ['mqtt', ':1883'],
  ['wss', '/socket'],
  ['cockroachdb', ':26257/bank'],
  ['snowflake', '/wh'],
  ['bolt', ':7687'],
  ['couchbase', '/bucket'],
  ['postgresql+asyncpg', ':5432/api'],
];

/** The password is the value; where the user is the token, the user. */
export function urlCredentials(random) {
  const [scheme, rest] = random.pick(SERVERS);
  const host = random.pick(HOSTS);
  const form = random.int(1, 10);
  if (form === 1)
    return [context('https://'), value(random.alnum(random.int(24, 40))), context(`@${host}/acme/app.git`)];
  if (form === 2)
    return [
      context('https://'),
      neutral(random.pick(['x-access-token', 'oauth2', 'x-token-auth'])),
      context(':'),
      value(random.alnum(32)),
      context(`@${host}/acme/app.git`),
    ];
  if (form === 3) return [context('redis://:'), value(inUrl(password(random))), context(`@${host}:6379/1`)];
  return [
    context(`${scheme}://`),
    neutral(random.pick(USERS)),
    context(':'),
    value(inUrl(password(random))),
    context(`@${host}${rest}`),
  ];
}

/** As clients write a password into a URL: encoded where it has to be, sometimes not. */
function inUrl(text) {
  return text.replace(/[@#?%^/:]/g, (character) => encodeURIComponent(character));
}
