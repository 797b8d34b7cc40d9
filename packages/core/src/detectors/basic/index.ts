import { findCredentials } from '../auth-scheme.js';
import { LIKELY } from '../confidence.js';
import type { Detector } from '../detector.js';

/** Basic credentials after the word. */
export const basic: Detector = {
  id: 'basic',
  description:
    'The base64 after the word Basic, in any case, where it decodes to a user and a password or cannot be a word; the word stays.',
  source: 'RFC 7617 section 2',
  placeholder: '[credential]',
  confidence: [LIKELY],
  triggers: [['basic']],
  find: (text) =>
    findCredentials(text, {
      detector: 'basic',
      name: /basic/gi,
      credential: /[a-z0-9+/_-]+={0,2}/iy,
      isCredential,
    }),
  examples: [
    { text: 'Authorization: Basic dXNlcjpwYXNz', redacted: 'Authorization: Basic [credential]' },
    { text: 'auth basic YTpi.', redacted: 'auth basic [credential].' },
    { text: '{"h":"BASIC QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}', redacted: '{"h":"BASIC [credential]"}' },
    { text: 'h=Basic%20dXNlcjpwYXNz%3D', redacted: 'h=Basic%20[credential]' },
    { text: 'Basic bm90LWNvbG9u', redacted: 'Basic [credential]' },
  ],
  counterExamples: [
    'basic authentication failed',
    'Basic Authentication required',
    'basic subscription of the BASIC PLAN and BASIC FUNCTIONALITY',
    'basic v2 plan',
    'WWW-Authenticate: Basic realm="site"',
    'Authorization: Basic %s',
    'basic read/write access',
    'Basic [credential]',
  ],
};

const SHORTEST_OPAQUE = 8;

function isCredential(candidate: string): boolean {
  const isPair = /^[\t\x20-\x7e]*:[\t\x20-\x7e]*$/.test(decodeBase64(candidate));
  return (
    isPair || (candidate.length >= SHORTEST_OPAQUE && !isWords(candidate) && !/^realm=/i.test(candidate))
  );
}

/** Words joined by hyphens, slashes or underscores: lower case, capitalized, in camel case or upper case. */
function isWords(candidate: string): boolean {
  return candidate.split(/[/_-]/).every((word) => WORD.test(word));
}

/** One word at a time: two ways to read each of many would be tried in every combination. */
const WORD = /^(?:[A-Z]?[a-z]*(?:[A-Z][a-z]{2,})*|[A-Z]+)$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** One UTF-16 unit a byte. Takes both alphabets of RFC 4648, with padding or without. */
function decodeBase64(text: string): string {
  let decoded = '';
  let bits = 0;
  let count = 0;
  for (const char of text.replace(/=+$/, '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(char === '-' ? '+' : char === '_' ? '/' : char)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded += String.fromCharCode((bits >> count) & 0xff);
  }
  return decoded;
}
