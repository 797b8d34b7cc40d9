import { describe, expect, it } from 'vitest';
import { TOKEN_FORMS, vendorToken } from './index.js';

const found = (text: string) =>
  vendorToken.find(text).map((finding) => text.slice(finding.start, finding.end));

const RANDOM = 'q7mX2kV9wLzT1bN8cR5hYfJ3gU6pEoAd4';
const HEX = '3f2a9c8b7d6e5f4a3b2c1d0e9f8a7b6c5';
const UUID = '7f9c24e5-1a2b-4c3d-8e4f-5a6b7c8d9e0f';

/** `length` characters of the alphabet. */
function body(alphabet: string, length: number): string {
  if (alphabet === 'uuid') return UUID.slice(0, length);
  return (alphabet === 'hex' ? HEX : RANDOM).repeat(6).slice(0, length);
}

describe('vendor-token', () => {
  it.each(TOKEN_FORMS)('finds $prefix with $length characters of $alphabet, whole and cut', (form) => {
    for (const share of [1, 0.75, 0.5]) {
      const size = Math.max(10, Math.ceil(form.length * share));
      const token = form.prefix + body(form.alphabet, size);
      for (const text of [token, `a ${token} b`, `"${token}"`, `k=${token}&x=1`, `(${token})`, `x/${token}/`])
        expect(found(text).map((one) => one.slice(0, token.length))).toEqual([token]);
    }
  });

  it.each(TOKEN_FORMS)('does not find $prefix alone, with a few characters, or with words', (form) => {
    for (const rest of [
      '',
      'abc',
      'q7m2',
      '_is-what-a-token-begins-with',
      '-configuration-of-the-environment',
    ])
      expect(found(`a ${form.prefix}${rest} b`)).toEqual([]);
  });

  it('does not find a prefix within a word', () => {
    expect(found(`task-${RANDOM} xghp_${RANDOM}`)).toEqual([]);
  });

  it('finds tokens of one kind of letter where they are whole', () => {
    expect(found(`ghp_${'a'.repeat(36)} npm_${'B'.repeat(36)}`)).toHaveLength(2);
    expect(found(`ghp_${'a'.repeat(35)}`)).toEqual([]);
  });

  it('leaves the host of a webhook', () => {
    expect(found(`https://hooks.slack.com/services/T0/B0/${RANDOM}`)).toEqual([`T0/B0/${RANDOM}`]);
    expect(found(`https://discordapp.com/api/v10/webhooks/123/${RANDOM}?wait=1`)).toEqual([`123/${RANDOM}`]);
  });

  it.each([
    ['twilio', `AC${HEX.slice(0, 32)}`],
    ['twilio auth token', HEX.slice(0, 32)],
    ['mailgun', `${HEX.slice(0, 32)}-1a2b3c4d-5e6f7a8b`],
    ['Airtable', `patAbC1dEf2GhI3jK.${HEX.repeat(2).slice(0, 64)}`],
    ['airtable', 'keyAbC1dEf2GhI3jK'],
    ['discord bot', 'MTE3NjY1NDU2Nzg5MDEyMzQ1Ng.GaBcDe.q7mX2kV9wLzT1bN8cR5hYfJ3gU6pEo'],
    ['VAULT', 's.q7mX2kV9wLzT1bN8cR5hYfJ3'],
    ['cloudflare token', RANDOM.repeat(2).slice(0, 40)],
    ['Heroku API key', UUID],
    ['datadog api_key', HEX.slice(0, 32)],
  ])('finds after %s what looks like an id alone', (name, token) => {
    for (const between of [' ', ': ', '="', ' is '])
      expect(found(`${name}${between}${token}`)).toEqual([token]);
    expect(found(`a ${token} b`)).toEqual([]);
  });
});
