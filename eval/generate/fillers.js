/**
 * What stands in lines beside values and is none: times, ids, names of programs. `{{~uuid}}` in a template is one of
 * these and should stay; `{{?user}}` may stay or go (a name is personal, and no detector is asked for it).
 */
import { luhnDigit } from './check-digits.js';

const SERVICES = [
  'billing',
  'checkout',
  'auth',
  'notify',
  'search',
  'gateway',
  'ledger',
  'catalog',
  'worker',
  'importer',
];
const WORDS = [
  'queue',
  'batch',
  'cache',
  'tenant',
  'export',
  'region',
  'shard',
  'report',
  'backup',
  'webhook',
];
const ACTIONS = ['retrying', 'started', 'skipped', 'completed', 'dropped', 'accepted', 'queued', 'rejected'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number) => String(number).padStart(2, '0');
const date = (random) => `${random.int(2023, 2026)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
const clock = (random) => `${two(random.int(0, 23))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
const millis = (random) => String(random.int(0, 999)).padStart(3, '0');
const uuid = (random) =>
  `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-${random.pick('89ab')}${random.hex(3)}-${random.hex(12)}`;

const FILLERS = {
  date,
  clock,
  uuid,
  ts: (random) => `${date(random)}T${clock(random)}.${millis(random)}Z`,
  tspace: (random) => `${date(random)} ${clock(random)},${millis(random)}`,
  syslog: (random) => `${random.pick(MONTHS)} ${two(random.int(1, 28))} ${clock(random)}`,
  clf: (random) =>
    `${two(random.int(1, 28))}/${random.pick(MONTHS)}/${random.int(2023, 2026)}:${clock(random)} +0000`,
  epoch: (random) => String(random.int(1_650_000_000, 1_780_000_000)),
  epochms: (random) => String(random.int(1_650_000_000_000, 1_780_000_000_000)),
  hex8: (random) => random.hex(8),
  hex16: (random) => random.hex(16),
  sha1: (random) => random.hex(40),
  sha256: (random) => random.hex(64),
  md5: (random) => random.hex(32),
  ulid: (random) => `01${random.string('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)}`,
  objectid: (random) => `6${random.hex(23)}`,
  int: (random) => String(random.int(2, 999)),
  big: (random) => String(random.int(10_000, 9_999_999)),
  small: (random) => String(random.int(1, 9)),
  ms: (random) => String(random.int(1, 4000)),
  float: (random) => `${random.int(0, 99)}.${random.digits(random.int(1, 4))}`,
  pid: (random) => String(random.int(100, 64_000)),
  port: (random) => String(random.int(1025, 65_000)),
  amount: (random) => `${random.int(1, 4999)}.${two(random.int(0, 99))}`,
  semver: (random) => `${random.int(0, 29)}.${random.int(0, 40)}.${random.int(0, 30)}`,
  quad: (random) => `${random.int(90, 140)}.0.${random.int(1000, 7000)}.${random.int(10, 240)}`,
  status: (random) =>
    random.pick(['200', '201', '204', '301', '400', '401', '403', '404', '422', '500', '502', '503']),
  level: (random) => random.pick(['INFO', 'WARN', 'ERROR', 'DEBUG']),
  llevel: (random) => random.pick(['info', 'warn', 'error', 'debug']),
  method: (random) => random.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  service: (random) => random.pick(SERVICES),
  word: (random) => random.pick(WORDS),
  action: (random) => random.pick(ACTIONS),
  host: (random) => `${random.pick(['web', 'api', 'node', 'ip-prod', 'edge'])}-${random.int(1, 40)}`,
  pod: (random) =>
    `${random.pick(SERVICES)}-${random.string('bcdf456789', 9)}-${random.string('bcdfghjklmnpqrstvwxz2456789', 5)}`,
  thread: (random) =>
    `${random.pick(['http-nio-8080-exec', 'pool-2-thread', 'ForkJoinPool-1-worker'])}-${random.int(1, 32)}`,
  city: (random) => random.pick(['Oslo', 'Lyon', 'Porto', 'Leeds', 'Pune', 'Quito']),
  order: (random) => failingLuhn(random, 16),
  order13: (random) => failingLuhn(random, 13),
  order15: (random) => failingLuhn(random, 15),
  digits12: (random) => `1${random.digits(11)}`,
  snowflake: (random) => failingLuhn(random, 18),
  base64: (random) => random.base64(32).slice(0, 43),
  sha512: (random) => random.base64(64),
  user: (random) => random.pick(['kim', 'ada', 'jonas', 'priya', 'wei', 'lucia', 'oluwaseun', 'tomasz']),
  name: (random) =>
    random.pick(['Kim Larsen', 'Ada Okafor', 'Jonas Meier', 'Priya Patel', 'Lucia Rossi', 'Wei Zhang']),
};

/** Digits that no card number begins with or that the check digit rules out. */
function failingLuhn(random, length) {
  const body = `${random.int(1, 9)}${random.digits(length - 2)}`;
  const right = Number(luhnDigit(body));
  return `${body}${(right + random.int(1, 9)) % 10}`;
}

/** A filler by name. Throws where there is none: a template is wrong. */
export function createFiller(name, random) {
  const create = FILLERS[name];
  if (create === undefined) throw new Error(`no filler ${name}`);
  return create(random);
}
