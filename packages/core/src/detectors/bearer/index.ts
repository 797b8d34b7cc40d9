import { findCredentials } from '../auth-scheme.js';
import { LIKELY } from '../confidence.js';
import type { Detector } from '../detector.js';

/** Bearer tokens after the word. */
export const bearer: Detector = {
  id: 'bearer',
  description:
    'The token after the word Bearer, in any case; the word stays. Words of a sentence after it stay too.',
  source: 'RFC 6750 section 2.1',
  placeholder: '[credential]',
  confidence: [LIKELY],
  triggers: [['bearer']],
  find: (text) =>
    findCredentials(text, {
      detector: 'bearer',
      name: /bearer(?:\stoken(?=[\s:=]))?/gi,
      credential: CREDENTIAL,
      isCredential,
    }),
  examples: [
    { text: 'Authorization: Bearer mF_9.B5f-4.1JqM', redacted: 'Authorization: Bearer [credential]' },
    { text: 'sent bearer hunterpass, retry', redacted: 'sent bearer [credential], retry' },
    { text: '{"h":"BEARER 1|abcDEF=="}', redacted: '{"h":"BEARER [credential]"}' },
    { text: 'h=Bearer%20mF_9.B5f', redacted: 'h=Bearer%20[credential]' },
    { text: 'bearer token 0a1b2c3d4e5f', redacted: 'bearer token [credential]' },
    { text: 'bearer: "abc"', redacted: 'bearer: "[credential]"' },
    { text: 'x\\nBearer abc1\\ny', redacted: 'x\\nBearer [credential]\\ny' },
  ],
  counterExamples: [
    'bearer token expired',
    'bearer authentication failed',
    'Missing bearer token. Bearer scheme is required',
    'the bearer of bad news',
    'WWW-Authenticate: Bearer realm="api", error="invalid_token"',
    'Authorization: Bearer %s',
    'Authorization: Bearer ${token} or {token} or <token>',
    'Bearer [credential]',
  ],
};

/** Needs a letter or digit; what stands in the way is prose. */
function isCredential(candidate: string, name: string): boolean {
  if (!/[a-z0-9]/i.test(candidate)) return false;
  if (candidate.length > LONGEST_PROSE) return true;
  if (name.length > 'bearer'.length && /^[a-z]+[.:!?]?$/.test(candidate)) return false;
  return !PROSE.has(candidate.toLowerCase().replace(/[.:!?]+$/, ''));
}

/** Nothing longer is a word of a sentence, with the punctuation after it. */
const LONGEST_PROSE = 32;

/** The parameters of a challenge are turned down before they are read, so that none is read twice. */
const CREDENTIAL =
  /(?!(?:realm|scope|error|error_description|error_uri|charset|resource_metadata|authorization_uri)=)[\w.~+/-][^\s"'`,;<>()[\]{}\\&]*/iy;

/** Words that follow "bearer" in log messages and documentation. */
const PROSE: ReadonlySet<string> = new Set(
  (
    'a absent accepted access allowed an and are as at auth authenticated authentication authenticator authn authorization authorized authz ' +
    'bond bonds by cannot challenge check checked could credential credentials decoded denied did does empty error errors exchange expected ' +
    'expired expires failed failure flow for format from given granted handler has header headers if in incorrect invalid is issued ' +
    'it malformed may method methods middleware mismatch missing must needed no not of on only or parsing passed plugin prefix present ' +
    'provided provider received refreshed rejected renewed required revoked scheme schemes security sent set should strategy string ' +
    'support supported that the this to token tokens type unauthorized unknown unsupported used using valid validated validation ' +
    'verification verified was were when will with without'
  ).split(' '),
);
