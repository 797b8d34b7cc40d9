import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject, randomBytes } from 'node:crypto';
import { AgeError } from './age-error.js';
import { decodeBech32, encodeBech32 } from './bech32.js';

/** A public key, to encrypt to. */
export interface Recipient {
  readonly key: KeyObject;
  readonly bytes: Buffer;
}

/** A private key, to decrypt with, and the public one that belongs to it. */
export interface Identity {
  readonly key: KeyObject;
  readonly recipient: Recipient;
}

const RECIPIENT = 'age';
const IDENTITY = 'age-secret-key-';
const KEY_BYTES = 32;

/** How node:crypto wants raw X25519 keys: the fixed start of their DER (RFC 8410). */
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** A new identity, `AGE-SECRET-KEY-1…`. Keep it where nothing is written with it: writers need the recipient only. */
export function generateIdentity(): string {
  return encodeBech32(IDENTITY, randomBytes(KEY_BYTES)).toUpperCase();
}

/** The recipient, `age1…`, of an identity. Throws `AgeError` where it is none. */
export function recipientOf(identity: string): string {
  return encodeBech32(RECIPIENT, parseIdentity(identity).recipient.bytes);
}

/**
 * Reads `age1…`. Throws `AgeError` where it is mistyped, of another kind (post-quantum, plugin), or a point of low
 * order, which would give everybody the same secret.
 */
export function parseRecipient(text: string): Recipient {
  const bytes = text === text.toLowerCase() ? decodeBech32(RECIPIENT, text) : undefined;
  if (bytes?.length !== KEY_BYTES) throw badKey('a recipient', hintForRecipient(text));
  const recipient = { key: publicKey(bytes), bytes };
  if (sharedSecret(PROBE, recipient.key) === undefined) {
    throw badKey('a recipient', 'it is a point of low order: everybody could read what is encrypted to it');
  }
  return recipient;
}

/** Reads `AGE-SECRET-KEY-1…`. Throws `AgeError` where it is none. */
export function parseIdentity(text: string): Identity {
  const bytes = text === text.toUpperCase() ? decodeBech32(IDENTITY, text) : undefined;
  if (bytes?.length !== KEY_BYTES)
    throw badKey('an identity', 'give AGE-SECRET-KEY-1…, as age-keygen writes it');
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_DER, bytes]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const raw = spki.subarray(PUBLIC_DER.length);
  return { key, recipient: { key: publicKey(raw), bytes: raw } };
}

/** The public key with these 32 bytes. */
export function publicKey(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_DER, bytes]), format: 'der', type: 'spki' });
}

/** The 32 bytes of a public key. */
export function publicBytes(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER.length);
}

/** What both ends have in common; undefined where it is zero, whatever the private key is. */
export function sharedSecret(privateKey: KeyObject, publicKey: KeyObject): Buffer | undefined {
  try {
    const secret = diffieHellman({ privateKey, publicKey });
    return secret.every((byte) => byte === 0) ? undefined : secret;
  } catch {
    // OpenSSL refuses points of low order itself.
    return undefined;
  }
}

/** Any private key: with a point of low order it gives zero as every other does. */
const PROBE = createPrivateKey({
  key: Buffer.concat([PRIVATE_DER, Buffer.alloc(KEY_BYTES, 0x42)]),
  format: 'der',
  type: 'pkcs8',
});

function hintForRecipient(text: string): string {
  if (/^age-secret-key-/i.test(text)) {
    return 'this is an identity, a private key: keep it away from what writes, and give its recipient, age1…';
  }
  return 'give age1…, a recipient of X25519, as age-keygen -y writes it';
}

function badKey(what: string, hint: string): AgeError {
  return new AgeError('ERR_LOGSIEVE_AGE_KEY', `not ${what} of age`, hint);
}
