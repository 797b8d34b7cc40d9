/** Private keys: PEM (RFC 7468; RFC 1421 headers), OpenSSH (PROTOCOL.key), OpenPGP armor (RFC 9580 section 6). */
import { context, neutral, value } from './parts.js';

const LABELS = [
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'DSA PRIVATE KEY',
];

/**
 * Whole, or cut off as loggers cut; with real line breaks or with `\n` as JSON and environment variables have it.
 * The body is the value; the lines around it may go or stay.
 */
export function privateKey(random, { oneLine = false } = {}) {
  const { begin, body, end } = random.pick([pem, pem, pem, openSsh, pgp])(random);
  const lineBreak = oneLine || random.chance(0.4) ? '\\n' : '\n';
  const lines = body.match(/.{1,64}/g).join(lineBreak);
  const cut = random.chance(0.15);
  const text = cut ? lines.slice(0, Math.ceil(lines.length * (random.int(30, 90) / 100))) : lines;
  const head = [neutral(begin), context(lineBreak), value(text)];
  return cut
    ? [...head, context(random.pick(['', '...', ' (truncated)']))]
    : [...head, context(lineBreak), neutral(end)];
}

function pem(random) {
  const label = random.pick(LABELS);
  const bytes = label.startsWith('EC') ? 118 : random.pick([138, 610, 1190]);
  const first = { 'EC PRIVATE KEY': 'MHcC', 'RSA PRIVATE KEY': 'MIIE' }[label] ?? 'MIGH';
  return {
    begin: `-----BEGIN ${label}-----`,
    body: `${first}${random.base64(bytes)}`,
    end: `-----END ${label}-----`,
  };
}

function openSsh(random) {
  const body = `b3BlbnNzaC1rZXktdjEAAAAA${random.base64(random.pick([270, 900]))}`;
  return { begin: '-----BEGIN OPENSSH PRIVATE KEY-----', body, end: '-----END OPENSSH PRIVATE KEY-----' };
}

function pgp(random) {
  const body = `lQOYB${random.base64(500)}`;
  return { begin: '-----BEGIN PGP PRIVATE KEY BLOCK-----', body, end: '-----END PGP PRIVATE KEY BLOCK-----' };
}
