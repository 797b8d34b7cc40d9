import { describe, expect, it } from 'vitest';
import { privateKey } from './index.js';

const found = (text: string) =>
  privateKey.find(text).map((finding) => text.slice(finding.start, finding.end));

const pem = (type: string, between: string) =>
  ['-----BEGIN ' + type + '-----', 'MIIEvQIBADAN', 'Bgkqhkie9w0B', '-----END ' + type + '-----'].join(
    between,
  );

describe('private-key', () => {
  it.each([
    'PRIVATE KEY',
    'RSA PRIVATE KEY',
    'DSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'PGP PRIVATE KEY BLOCK',
  ])('finds a %s however its lines are joined', (type) => {
    for (const between of ['\n', '\r\n', '\\n', '\\\\n', '\\r\\n', ' ', '', '\n  ']) {
      const key = pem(type, between);
      expect(found(`a ${key} b`)).toEqual([key]);
      expect(found(key + key)).toEqual([key, key]);
    }
  });

  it('takes all of the rest where a key does not end', () => {
    const key = pem('PRIVATE KEY', '\n');
    for (let length = 40; length < key.length - 1; length++) {
      const [only] = found(`x ${key.slice(0, length)}`);
      expect(only).toBe(key.slice(0, length));
    }
  });

  it.each([
    'RSA PRIVATE KEY',
    'PRIVATE KEY',
    'EC PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
  ])('finds a %s in base64, whole and cut', (type) => {
    const encoded = btoa(pem(type, '\n'));
    expect(found(`data: ${encoded} end`)).toEqual([encoded]);
    expect(found(`data: ${encoded.slice(0, 60)}...`)).toEqual([encoded.slice(0, 60)]);
  });

  it.each(['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE', 'CERTIFICATE REQUEST', 'PGP PUBLIC KEY BLOCK'])(
    'leaves a %s, in base64 too',
    (type) => {
      expect(found(`${pem(type, '\n')} ${btoa(pem(type, '\n'))}`)).toEqual([]);
    },
  );

  it('does not take a certificate with the key before it', () => {
    const certificate = pem('CERTIFICATE', '\n');
    const key = pem('PRIVATE KEY', '\n');
    expect(found(`${certificate}\n${key}\n${certificate}`)).toEqual([key]);
  });
});
