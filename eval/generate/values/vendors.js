/**
 * Tokens with a prefix or a shape of their own, each with what its maker says of it (documentation of the maker, or the
 * push protection list of GitHub, "Supported secret scanning patterns"). Values are made up; where the maker gives a
 * checksum it is right. `onlyHeldOut`: makers that the seen set does not have, so that one can see what a detector does
 * with tokens that nobody told it of.
 */
import { crc32 } from '../check-digits.js';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const encode = (object) => Buffer.from(JSON.stringify(object)).toString('base64');

/** GitHub blog, "Behind GitHub's new authentication token formats": 30 random characters, CRC-32 in base 62. */
function withChecksum(random, prefix) {
  const body = random.alnum(30);
  let [rest, digits] = [crc32(body), ''];
  for (let count = 0; count < 6; count++, rest = Math.floor(rest / 62)) digits = BASE62[rest % 62] + digits;
  return `${prefix}${body}${digits}`;
}

const VENDORS = [
  vendor('github', (random) => withChecksum(random, random.pick(['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_']))),
  vendor('github', (random) => `github_pat_${random.alnum(22)}_${random.alnum(59)}`),
  vendor(
    'gitlab',
    (random) =>
      `${random.pick(['glpat-', 'glpat-', 'gldt-', 'glptt-', 'glrt-', 'glsoat-'])}${random.base64url(20)}`,
  ),
  vendor(
    'slack',
    (random) =>
      `${random.pick(['xoxb', 'xoxe'])}-${random.digits(12)}-${random.digits(13)}-${random.alnum(24)}`,
  ),
  vendor(
    'slack',
    (random) => `xoxp-${random.digits(11)}-${random.digits(12)}-${random.digits(13)}-${random.hex(32)}`,
  ),
  vendor('slack', (random) => `xapp-1-A${random.string(UPPER, 10)}-${random.digits(13)}-${random.hex(64)}`),
  vendor('slack-webhook', (random) => [
    ['context', 'https://hooks.slack.com/services/'],
    ['value', `T${random.string(UPPER, 10)}/B${random.string(UPPER, 10)}/${random.alnum(24)}`],
  ]),
  vendor(
    'stripe',
    (random) => `${random.pick(['sk_live_', 'sk_test_', 'rk_live_'])}${random.alnum(random.pick([24, 99]))}`,
  ),
  vendor('stripe', (random) => `whsec_${random.alnum(32)}`),
  vendor(
    'openai',
    (random) =>
      `sk-${random.pick(['proj-', 'svcacct-', 'admin-'])}${random.base64url(74)}T3BlbkFJ${random.base64url(74)}`,
  ),
  vendor('openai', (random) => `sk-${random.alnum(20)}T3BlbkFJ${random.alnum(20)}`),
  vendor('anthropic', (random) => `sk-ant-${random.pick(['api03', 'admin01'])}-${random.base64url(93)}AA`),
  vendor('npm', (random) => withChecksum(random, 'npm_')),
  vendor('huggingface', (random) => `hf_${random.string(BASE62.slice(10), 34)}`),
  vendor('sendgrid', (random) => `SG.${random.base64url(22)}.${random.base64url(43)}`),
  vendor('twilio', (random) => `SK${random.hex(32)}`),
  vendor('mailgun', (random) => `key-${random.hex(32)}`),
  vendor('mailgun', (random) => `${random.hex(32)}-${random.hex(8)}-${random.hex(8)}`, { needsWord: true }),
  vendor('digitalocean', (random) => `${random.pick(['dop', 'doo', 'dor'])}_v1_${random.hex(64)}`),
  vendor('databricks', (random) => `dapi${random.hex(32)}${random.pick(['', '-2'])}`),
  vendor('shopify', (random) => `${random.pick(['shpat', 'shpca', 'shppa', 'shpss'])}_${random.hex(32)}`),
  vendor('grafana', (random) => `glsa_${random.alnum(32)}_${random.hex(8)}`),
  vendor(
    'grafana',
    (random) => `glc_${encode({ o: random.digits(6), n: 'ci', k: random.alnum(24), m: { r: 'us' } })}`,
  ),
  vendor('vault', (random) => `hvs.${random.base64url(random.int(90, 110))}`),
  vendor('vault', (random) => `hvb.${random.base64url(140)}`),
  vendor('pypi', (random) => `pypi-AgEIcHlwaS5vcmc${random.base64url(random.int(80, 150))}`),
  vendor('telegram', (random) => `${random.int(100_000_000, 7_999_999_999)}:AA${random.base64url(33)}`),
  vendor(
    'discord',
    (random) =>
      `${Buffer.from(random.digits(18)).toString('base64url')}.G${random.base64url(5)}.${random.base64url(38)}`,
  ),
  vendor('discord-webhook', (random) => [
    ['context', `https://discord.com/api/webhooks/${random.digits(19)}/`],
    ['value', random.base64url(68)],
  ]),
  vendor('linear', (random) => `lin_api_${random.alnum(40)}`),
  vendor('notion', (random) => `ntn_${random.digits(11)}${random.alnum(35)}`),
  vendor('postman', (random) => `PMAK-${random.hex(24)}-${random.hex(34)}`),
  vendor('doppler', (random) => `dp.pt.${random.alnum(43)}`),
  vendor('newrelic', (random) => `NRAK-${random.string(UPPER, 27)}`),
  vendor('square', (random) => `sq0atp-${random.base64url(22)}`),
  vendor('docker', (random) => `dckr_pat_${random.base64url(27)}`),
  vendor('terraform', (random) => `${random.alnum(14)}.atlasv1.${random.base64url(64)}`),
  vendor('atlassian', (random) => `ATATT3xFfGF0${random.base64url(170)}=${random.hex(8).toUpperCase()}`),
  vendor('sentry', (random) => `sntryu_${random.hex(64)}`),
  vendor('supabase', (random) => `sbp_${random.hex(40)}`),
  vendor('rubygems', (random) => `rubygems_${random.hex(48)}`, { onlyHeldOut: true }),
  vendor('airtable', (random) => `pat${random.alnum(14)}.${random.hex(64)}`, { onlyHeldOut: true }),
  vendor('planetscale', (random) => `pscale_tkn_${random.base64url(43)}`, { onlyHeldOut: true }),
  vendor('pulumi', (random) => `pul-${random.hex(40)}`, { onlyHeldOut: true }),
  vendor('figma', (random) => `figd_${random.base64url(40)}`, { onlyHeldOut: true }),
  vendor('heroku', (random) => `HRKU-AA${random.base64url(58)}`, { onlyHeldOut: true }),
  vendor('groq', (random) => `gsk_${random.alnum(52)}`, { onlyHeldOut: true }),
  vendor('replicate', (random) => `r8_${random.alnum(37)}`, { onlyHeldOut: true }),
  vendor('netlify', (random) => `nfp_${random.alnum(36)}`, { onlyHeldOut: true }),
  vendor('buildkite', (random) => `bkua_${random.hex(40)}`, { onlyHeldOut: true }),
  vendor('age', (random) => `AGE-SECRET-KEY-1${random.string('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`, {
    onlyHeldOut: true,
  }),
];

function vendor(name, create, { needsWord = false, onlyHeldOut = false } = {}) {
  const asParts = (made) => (typeof made === 'string' ? made : made.map(([kind, text]) => ({ kind, text })));
  return { name, needsWord, onlyHeldOut, create: (random) => asParts(create(random)) };
}

/** A token of any maker that the set has. */
export function vendorToken(random, { hasWord = false, set } = {}) {
  const fitting = VENDORS.filter(
    (each) => (hasWord || !each.needsWord) && (set === 'held-out' || !each.onlyHeldOut),
  );
  const made = random.pick([...new Set(fitting.map(({ name }) => name))]);
  return { sub: made, parts: random.pick(fitting.filter(({ name }) => name === made)).create(random) };
}
