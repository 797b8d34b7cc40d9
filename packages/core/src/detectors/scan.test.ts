import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogsieveError } from '../errors.js';
import { escapeQuotes, quote } from '../json/json-text.js';
import { DETECTORS } from './registry.js';
import { UNSETTLED_PLACEHOLDER } from './joined-detectors.js';
import { createScanner } from './scan.js';

const scan = createScanner(DETECTORS.map((detector) => detector.id));

/** Texts that look like what detectors look for, cut up and put together anew. */
const samples = DETECTORS.flatMap((one) => [
  ...one.examples.map((example) => example.text),
  ...one.counterExamples,
]);
const fragments = [
  ...samples,
  ...samples.flatMap((sample) => sample.split(/\b/)),
  ...DETECTORS.map((one) => one.placeholder),
  ...'"\'\\{}[]()=:%&<>,; \n',
];
const texts = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...fragments) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''));

describe('createScanner', () => {
  it('returns the very string where nothing is found', () => {
    const text = ['request', 'completed', '%s'].join(' ');
    expect(scan(text)).toMatchObject({ text, findings: 0 });
    expect(Object.is(scan(text).text, text)).toBe(true);
  });

  it('replaces what several detectors find and counts it', () => {
    const text = 'ada@example.com from 203.0.113.7 paid with 4111 1111 1111 1111, password=hunter2';
    expect(scan(text)).toMatchObject({
      text: '[email] from [ipv4] paid with [card], password=[secret]',
      findings: 4,
    });
  });

  it('tells what JSON escapes in a text', () => {
    const units = fc.oneof(texts, fc.string({ unit: 'binary', maxLength: 6 }));
    const mixed = fc.tuple(texts, units, texts).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(units, mixed), (source) => {
        const { text, escapes } = scan(source);
        if (escapes === 'none') expect(quote(text)).toBe(`"${text}"`);
        if (escapes === 'quotes') expect(quote(text)).toBe(`"${escapeQuotes(text)}"`);
      }),
      { numRuns: 900 },
    );
    expect(scan('Mozilla/5.0 (X11; Linux x86_64)').escapes).toBe('none');
    for (const text of ['a"b', 'a\\b']) expect(scan(text).escapes).toBe('quotes');
    for (const text of ['a\nb', 'a\u007fb', 'a\u0085b', 'a\ud800b', '"\n'])
      expect(scan(text).escapes).toBe('unknown');
  });

  it('replaces all that overlapping findings cover', () => {
    expect(scan('password=x,ada@example.com,y').text).toBe('password=[secret]');
    expect(scan('token=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0;').text).not.toMatch(/eyJ/);
  });

  it('keeps the host of a URL whose userinfo looks like an e-mail address', () => {
    expect(scan('postgres://app:s3cret@db.example.com/main').text).toBe(
      'postgres://[credential]@db.example.com/main',
    );
  });

  it('finds what is encoded up to three times and leaves the rest of the text as it was', () => {
    expect(scan('a%20b to=ada%40example.com').text).toBe('a%20b to=[email]');
    expect(scan('to=ada%2540example.com').text).toBe('to=[email]');
    expect(scan('to=ada%252540example.com').text).toBe('to=[email]');
    expect(scan('ada&#64;example.com &amp; &quot;password&quot;:&quot;a b&quot;').text).toBe(
      '[email] &amp; &quot;password&quot;:&quot;[secret]&quot;',
    );
    expect(scan(JSON.stringify(JSON.stringify({ password: 'a "b" c', x: 1 }))).text).toBe(
      JSON.stringify(JSON.stringify({ password: '[secret]', x: 1 })),
    );
  });

  it('finds what has characters without width in it or look-alikes of others', () => {
    expect(scan('to ann@exa\u200bmple.com!').text).toBe('to [email]!');
    expect(scan('to ann\uff20example.com').text).toBe('to [email]');
    expect(scan('password\u200b=x pass\u00adword:\u200by').text).toBe(
      'password\u200b=[secret] pass\u00adword:\u200b[secret]',
    );
    expect(scan('\uff14\uff11\uff11\uff11 1111 1111 1111').text).toBe('[card]');
    expect(scan('caf\u00e9 \u2192 \ufb01 \u200bplain').findings).toBe(0);
  });

  it('takes placeholders for what they are, whole or cut', () => {
    for (const { placeholder } of DETECTORS) {
      for (const text of [
        `password=${placeholder}`,
        `"token":"${placeholder}"`,
        `cookie: ${placeholder}; ${placeholder}.`,
      ]) {
        expect(scan(text)).toMatchObject({ text, findings: 0 });
      }
    }
  });

  it('takes other words in brackets for secrets', () => {
    expect(scan('password=[hunter]').text).toBe('password=[secret]');
  });

  it('finds nothing without detectors, and knows what it does not know', () => {
    expect(createScanner([])('ada@example.com')).toMatchObject({ text: 'ada@example.com', findings: 0 });
    expect(() => createScanner(['email', 'name'])).toThrow(LogsieveError);
  });

  it('gives the same bytes when it scans what it scanned', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = scan(text);
        expect(scan(once.text)).toMatchObject({ text: once.text, findings: 0 });
        expect(once.findings === 0).toBe(once.text === text);
        if (!text.includes(UNSETTLED_PLACEHOLDER)) expect(once.text).not.toBe(UNSETTLED_PLACEHOLDER);
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the same bytes again with any choice of detectors', () => {
    const choices = fc.subarray(DETECTORS.map((detector) => detector.id));
    fc.assert(
      fc.property(texts, choices, (text, ids) => {
        const some = createScanner(ids);
        const once = some(text).text;
        expect(some(once).text).toBe(once);
      }),
      { numRuns: 600 },
    );
  });

  it('gives the same bytes again for any confidence, and lets out no less for a higher one', () => {
    const confidences = fc.constantFrom(0, 0.3, 0.5, 0.51, 0.8, 0.9, 1);
    fc.assert(
      fc.property(texts, confidences, (text, confidence) => {
        const once = scan(text, confidence);
        expect(scan(once.text, confidence)).toMatchObject({ text: once.text, findings: 0 });
        expect(scan(text, confidence).text).toBe(once.text);
        // What a threshold let stay goes as soon as there is none, and nothing comes back.
        expect(scan(scan(once.text).text, confidence).text).toBe(scan(once.text).text);
      }),
      { numRuns: 900 },
    );
  });

  it('leaves what is less sure, and says what it replaced', () => {
    const text = 'from 203.0.113.7 call +44 20 7946 0958 card 4111111111111111';
    expect(scan(text, 0).text).toBe('from [ipv4] call [phone] card [card]');
    expect(scan(text, 0.5)).toEqual(scan(text));
    expect(scan(text, 0.8)).toMatchObject({ text: 'from 203.0.113.7 call [phone] card [card]', findings: 2 });
    expect(scan(text, 1)).toMatchObject({
      text: 'from 203.0.113.7 call +44 20 7946 0958 card [card]',
      findings: 1,
    });
  });

  it('replaces all of what a sure finding overlaps, and all of what carries one', () => {
    // A part of a path is possible, the address in it certain.
    expect(scan('GET /u/ada@example.com,17x9', 1).text).toBe('GET /u/[url-part]');
    // Four parts of an address within an e-mail address, and a base64 run with both in it.
    expect(scan('203.0.113.7@example.com', 1).text).toBe('[email]');
    expect(scan(`x ${btoa('from 203.0.113.7 with ada@example.com now')}`, 1).text).not.toMatch(/[\w+/]{20}/);
  });

  it('lets no planted secret through, whatever stands around it', () => {
    const canary = fc
      .stringMatching(/^[A-Za-z][A-Za-z0-9!$.@_~-]{6,24}[A-Za-z0-9]$/)
      .map((text) => `zQ9${text}Qz`);
    const forms = fc.constantFrom<(secret: string) => string>(
      (secret) => `password=${secret}`,
      (secret) => `DB_PASSWORD: ${secret}`,
      (secret) => JSON.stringify({ apiKey: secret }),
      (secret) => JSON.stringify(JSON.stringify({ a: { client_secret: `x "${secret}" y` } })),
      (secret) => encodeURIComponent(`token=${secret}&x=1`),
      (secret) => `?access_token=${secret}&page=1`,
      (secret) => `Authorization: Bearer ${secret}`,
      (secret) => `https://user:${secret}@host/`,
      (secret) => `Cookie: a=1; sid=${secret}\n`,
      (secret) => `<password>${secret}</password>`,
      (secret) => `--secret '${secret}'`,
    );
    const around = fc.constantFrom(
      '',
      ' ',
      '\n',
      'x ',
      ', ',
      ' {',
      '[a] ',
      'status=200 ',
      'ada@example.com ',
      '(',
      '12 ',
    );
    fc.assert(
      fc.property(canary, forms, around, around, (secret, form, before, after) => {
        expect(scan(before + form(secret) + after).text).not.toContain(secret.slice(3, -2));
      }),
      { numRuns: 900 },
    );
  });
});
