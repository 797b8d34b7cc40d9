import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';

export const TAG_BYTES = 16;

const CIPHER = 'chacha20-poly1305';
const OPTIONS = { authTagLength: TAG_BYTES };

/** ChaCha20-Poly1305: the ciphertext and its tag, which stands behind it. Apart: the caller puts them among others. */
export function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): readonly [Buffer, Buffer] {
  const cipher = createCipheriv(CIPHER, createSecretKey(key), nonce, OPTIONS);
  const sealed = cipher.update(plain);
  // Gives nothing: it is a stream cipher.
  cipher.final();
  return [sealed, cipher.getAuthTag()];
}

/** What was sealed, or undefined where key, nonce or one byte is another. */
export function openSealed(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) return undefined;
  const decipher = createDecipheriv(CIPHER, createSecretKey(key), nonce, OPTIONS);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return undefined;
  }
}
