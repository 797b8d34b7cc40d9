import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto';

/** A private key to sign with, and its public half. */
export interface SigningKey {
  /** The 32 bytes from which both halves are made. */
  readonly seed: Buffer;
  /** The 32 bytes that verify. */
  readonly publicBytes: Buffer;
  readonly key: KeyObject;
}

export const KEY_BYTES = 32;

/** How node:crypto wants raw Ed25519 keys: the fixed start of their DER (RFC 8410). */
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of a seed of 32 bytes; a new one without. */
export function signingKey(seed: Buffer = randomBytes(KEY_BYTES)): SigningKey {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { seed, key, publicBytes: spki.subarray(PUBLIC_DER.length) };
}

export function signBytes(message: Uint8Array, { key }: SigningKey): Buffer {
  return sign(null, message, key);
}

/** Whether the key with these 32 bytes signed the message. */
export function isSigned(message: Uint8Array, signature: Uint8Array, publicBytes: Buffer): boolean {
  try {
    return verify(null, message, publicKey(publicBytes), signature);
  } catch {
    // Bytes that are no point of the curve.
    return false;
  }
}

/** Reading a key costs more than verifying with it, and one key signs many notes. */
const KEYS = new WeakMap<Buffer, KeyObject>();

function publicKey(bytes: Buffer): KeyObject {
  const known = KEYS.get(bytes);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_DER, bytes]), format: 'der', type: 'spki' });
  KEYS.set(bytes, key);
  return key;
}
