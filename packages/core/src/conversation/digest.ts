import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Bytes of a digest that are kept: 128 bits, so that collisions by chance do not happen. */
const DIGEST_BYTES = 16;

/**
 * Makes a function that gives digests of texts: the first 128 bits of their HMAC-SHA-256 in hex, under a random key of
 * 256 bits that nothing else knows. Throws where the platform has no `crypto.getRandomValues`.
 */
export function createDigest(): (text: string) => string {
  const keyed = hmac.create(sha256, randomBytes(32));
  return (text) => bytesToHex(keyed.clone().update(utf8ToBytes(text)).digest().subarray(0, DIGEST_BYTES));
}
