import { describe, expect, it } from 'vitest';
import { createScanner } from '../scan.js';
import { digest } from './index.js';

const found = (text: string) => digest.find(text).map((finding) => text.slice(finding.start, finding.end));

const PARAMETERS = [
  'username="Mufasa"',
  'realm="http-auth@example.org"',
  'uri="/dir/index.html"',
  'algorithm=MD5',
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"',
  'nc=00000001',
  'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"',
  'qop=auth',
  'response="8ca523f5e9506fed4657c9700eebdbec"',
];

describe('digest', () => {
  it('finds all parameters in whatever order, with and without space', () => {
    for (const all of [PARAMETERS, [...PARAMETERS].reverse()]) {
      for (const between of [', ', ',', ',\t'])
        expect(found(`Authorization: Digest ${all.join(between)}`)).toEqual([all.join(between)]);
    }
  });

  it('finds what is cut off within a value', () => {
    const text = PARAMETERS.join(', ');
    for (let length = 12; length < text.length; length++) {
      const [only = ''] = found(`Digest ${text.slice(0, length)}`);
      expect(text.slice(only.length, length)).toMatch(/^,? ?[a-z]{0,9}=?$/);
    }
  });

  it('does not take a challenge for an answer', () => {
    expect(found('Digest realm="x", nonce="username=", opaque="FQhe"')).toEqual([]);
  });

  it('leaves nothing of an authorization that another detector finds first', () => {
    const line = `Authorization: Digest ${PARAMETERS.join(', ')}`;
    expect(createScanner(['secret-assignment'])(line).text).toBe('Authorization: Digest [secret]');
    expect(createScanner(['digest', 'secret-assignment'])(line).text).toBe(
      'Authorization: Digest [credential]',
    );
  });
});
