import type { DetectorExample } from '../detector.js';

const LINE = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';

/** One for each form of key, and for the ways in which text comes to hold one. */
export const EXAMPLES: readonly DetectorExample[] = [
  {
    text: `key:\n-----BEGIN PRIVATE KEY-----\n${LINE}\n-----END PRIVATE KEY-----\nnext`,
    redacted: 'key:\n[private-key]\nnext',
  },
  {
    text: `{"k":"-----BEGIN RSA PRIVATE KEY-----\\n${LINE}\\n-----END RSA PRIVATE KEY-----\\n"}`,
    redacted: '{"k":"[private-key]\\n"}',
  },
  {
    text: `read -----BEGIN EC PRIVATE KEY----- ${LINE} -----END EC PRIVATE KEY----- ok`,
    redacted: 'read [private-key] ok',
  },
  {
    text: `-----BEGIN OPENSSH PRIVATE KEY-----${LINE}-----END OPENSSH PRIVATE KEY-----`,
    redacted: '[private-key]',
  },
  {
    text: `cut -----BEGIN ENCRYPTED PRIVATE KEY-----\n${LINE}\nMIIE and so on`,
    redacted: 'cut [private-key]',
  },
  {
    text: `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n${LINE}\n-----END`,
    redacted: '[private-key]',
  },
  {
    text: '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBF\n=njUN\n-----END PGP PRIVATE KEY BLOCK-----.',
    redacted: '[private-key].',
  },
  {
    text: '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----',
    redacted: '[private-key]',
  },
  {
    text: `pem=-----BEGIN%20PRIVATE%20KEY-----%0A${LINE}%0A-----END%20PRIVATE%20KEY-----&x=1`,
    redacted: 'pem=[private-key]&x=1',
  },
  {
    text: `pem=-----BEGIN+PRIVATE+KEY-----%0A${LINE}%0A-----END+PRIVATE+KEY-----&x=1`,
    redacted: 'pem=[private-key]&x=1',
  },
  {
    text: 'client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFb3dJQkFBS0NBUUVB\nname: x',
    redacted: 'client-key-data: [private-key]\nname: x',
  },
  {
    text: 'PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\nAAAAIF\nPrivate-MAC: 0a1b2c\nok',
    redacted: '[private-key]\nok',
  },
  {
    text: 'identity AGE-SECRET-KEY-1QQPQZYGXUQ0Z2FJ4Y7QK5RV8S9N0M3L6T2W4E8D5C7A9U0P3Q6S ok',
    redacted: 'identity [private-key] ok',
  },
];

/** Public keys, certificates, and sentences about keys. */
export const COUNTER_EXAMPLES: readonly string[] = [
  `-----BEGIN PUBLIC KEY-----\n${LINE}\n-----END PUBLIC KEY-----`,
  `-----BEGIN CERTIFICATE-----\n${LINE}\n-----END CERTIFICATE-----`,
  '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----',
  '-----BEGIN PGP SIGNED MESSAGE-----\nhello\n-----BEGIN PGP SIGNATURE-----',
  'the PEM has to have "-----BEGIN PRIVATE KEY-----" in its first line',
  'found no -----BEGIN RSA PRIVATE KEY----- header',
  'ca: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSURCVENDQWUyZ0F3SUJBZ0lS',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGh0dHBzOi8vZXhhbXBsZS5jb20v ada@work',
  'could not read the private key: wrong passphrase',
];
