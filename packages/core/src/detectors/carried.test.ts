import { describe, expect, it } from 'vitest';
import { DETECTORS } from './registry.js';
import { createScanner } from './scan.js';

const scan = createScanner(DETECTORS.map(({ id }) => id));
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const hex = (text: string) => Buffer.from(text).toString('hex');

/** Long enough, and readable from the beginning. */
const CARRIED = /^[ -~]{9}[^]/;

describe('text that carries other text', () => {
  it.each(DETECTORS)('hides all of a run with what $id finds in it', ({ id, examples, placeholder }) => {
    const alone = createScanner([id]);
    for (const { text } of examples.filter((example) => CARRIED.test(example.text))) {
      for (const encode of [base64, base64url, hex]) {
        expect(alone(`data ${encode(text)}, ok`).text).toBe(`data ${placeholder}, ok`);
        expect(alone(encode(text)).text).toBe(placeholder);
      }
    }
  });

  it('says what the longest finding is', () => {
    expect(scan(`state=${base64('{"ip":"10.1.2.3","email":"ada.lovelace@example.com"}')}`).text).toBe(
      'state=[email]',
    );
  });

  it.each([
    ['in quotes', `{"data":"${base64('to=ada@example.com')}"}`, '{"data":"[email]"}'],
    ['escaped', `{\\"data\\":\\"${base64('to=ada@example.com')}\\"}`, '{\\"data\\":\\"[email]\\"}'],
    [
      'with slashes escaped',
      `"${base64('{"?????>":"to=ada@example.com"}').replaceAll('/', '\\/')}"`,
      '"[email]"',
    ],
    ['percent-encoded', `s=${encodeURIComponent(base64('mail to ada@example.com'))}&x=1`, 's=[email]&x=1'],
    ['as part of a path', `/cb/${base64url('to=ada@example.com')}`, '/cb/[email]'],
    ['encoded within', base64('id=1&to=ada%40example.com'), '[email]'],
    ['cut off', base64('to=ada@example.com and more').slice(0, -3), '[email]'],
    ['with letters beyond ASCII', base64('{"name":"J\u00f6rg","to":"ada@example.com"}'), '[email]'],
    ['in upper-case digits', hex('to=ada@example.com').toUpperCase(), '[email]'],
  ])('is seen through %s', (_, text, redacted) => {
    expect(scan(text).text).toBe(redacted);
    expect(scan(redacted)).toMatchObject({ text: redacted, findings: 0 });
  });

  it.each([
    base64('{"page":2,"order":"desc"}'),
    base64(base64('to=ada@example.com')),
    `x${base64('to=ada@example.com')}`,
    hex('a short text without anything'),
    'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
    'at AbstractHttpHandlerFactory.createInternalServerError',
  ])('is left as it is where it has nothing: %s', (text) => {
    expect(scan(text)).toMatchObject({ text, findings: 0 });
  });
});
