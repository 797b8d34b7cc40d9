import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../registry.js';
import { highEntropy } from './index.js';

const found = (text: string) =>
  highEntropy.find(text).map((finding) => text.slice(finding.start, finding.end));

const RUN = 'q7mX2kV9wLzT1bN8cR5hYfJ3gU6p';
const HEX = '3f2a9c8b7d6e5f4a3b2c1d0e9f8a7b6c';

const OTHERS = DETECTORS.filter(({ id }) => id !== 'high-entropy').flatMap((one) => one.counterExamples);

describe('high-entropy', () => {
  it.each([
    'key',
    'api key',
    'apiKey',
    'API_KEY',
    'apikey',
    'token',
    'secret',
    'auth',
    'signature',
    'license key',
  ])('finds random characters after %s', (word) => {
    for (const between of [' ', ': ', '=', '="', " '", ' is ', ' => ', ' (', '":"'])
      expect(found(`x ${word}${between}${RUN} y`)).toEqual([RUN]);
    for (const other of [' for user ', ' id ', ' hash ', '_version ', '. '])
      expect(found(`x ${word}${other}${RUN} y`)).toEqual([]);
  });

  it('finds base64 with its end, and twenty characters but not nineteen', () => {
    expect(found(`secret ${RUN}+/Ab==.`)).toEqual([`${RUN}+/Ab==`]);
    expect(found(`secret ${RUN.slice(0, 20)}`)).toEqual([RUN.slice(0, 20)]);
    expect(found(`secret ${RUN.slice(0, 19)}`)).toEqual([]);
  });

  it('takes a hash after key for a secret only where more is said', () => {
    expect(found(`key ${HEX}`)).toEqual([]);
    for (const word of ['api', 'encryption', 'signing', 'access'])
      expect(found(`${word} key ${HEX}`)).toEqual([HEX]);
    for (const word of ['cache', 'idempotency', 'partition', 'primary'])
      expect(found(`${word} key ${RUN} ${word}Key: ${RUN}`)).toEqual([]);
  });

  it('finds a code only beside words of OAuth', () => {
    const code = 'SplxlOBeZQQYbYS6WxSbIA';
    expect(found(`/cb?code=${code}`)).toEqual([]);
    expect(found(`/cb?code=${code}&state=1`)).toEqual([code]);
    expect(found(`grant_type=authorization_code&code=${code}`)).toEqual([code]);
    expect(found(`grant_type=authorization_code&barcode=${code}`)).toEqual([]);
  });

  it.each(OTHERS)('finds nothing in what other detectors leave: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
