import { describe, expect, it } from 'vitest';
import { cloudKey } from './index.js';

const found = (text: string) => cloudKey.find(text).map((finding) => text.slice(finding.start, finding.end));

const BODY = 'Q7mX2kV9wLzT1bN8cR5hYfJ3gU6pEoAd4q7mX2kV9wLzT1b';
const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

describe('cloud-key', () => {
  it.each(['AKIA', 'ASIA', 'ABIA', 'ACCA'])('finds an id that begins with %s, whole or half', (prefix) => {
    for (const id of [`${prefix}J7Q4MZ2XK9WB5TLC`, `${prefix}J7Q4MZ2X`]) {
      for (const text of [id, `(${id})`, `id=${id};`, `arn/${id}/`]) expect(found(text)).toEqual([id]);
    }
    expect(found(`${prefix}J7Q x${prefix}J7Q4MZ2XK9WB5TLC ${prefix}J7Q4MZ2XK9WB5TLCx`)).toEqual([]);
  });

  it.each(['aws key', 'AWS_SECRET', 'secret access key', 'access-key', 'credentials for s3'])(
    'finds a secret key after %s',
    (word) => {
      for (const between of [' ', ': ', '="', ' is '])
        expect(found(`${word}${between}${AWS_SECRET}`)).toEqual([AWS_SECRET]);
    },
  );

  it('takes no 40 characters alone for a secret key, nor more or fewer', () => {
    expect(found(AWS_SECRET)).toEqual([]);
    expect(found(`aws secret ${AWS_SECRET}x`)).toEqual([]);
    expect(found(`aws secret ${AWS_SECRET.slice(1)}`)).toEqual([]);
  });

  it.each([
    ['AIza', 35],
    ['GOCSPX-', 28],
    ['ya29.', 47],
  ])('finds what begins with %s, whole or half', (prefix, length) => {
    for (const size of [length, Math.ceil(length / 2)])
      expect(found(`a ${prefix}${BODY.slice(0, size)} b`)).toEqual([prefix + BODY.slice(0, size)]);
  });

  it.each(['sig', 'Signature', 'X-Amz-Signature', 'x-goog-signature'])('finds the value of %s', (name) => {
    expect(found(`https://a.example/x?a=1&${name}=${BODY}&b=2`)).toEqual([BODY]);
    expect(found(`https://a.example/x?${name}=abc`)).toEqual([]);
  });

  it('finds a client secret of Entra where it stands alone', () => {
    const secret = `aB-7Q~${BODY.slice(0, 34)}`;
    expect(found(`a ${secret} b`)).toEqual([secret]);
    expect(found(`x${secret}`)).toEqual([]);
  });
});
