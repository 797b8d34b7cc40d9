import { createHmac } from 'node:crypto';

/**
 * 32 bytes of HKDF-SHA-256 (RFC 5869): one block, so that expanding is one HMAC. Several times as fast as `hkdfSync`,
 * which makes a job of each call.
 */
export function hkdf(secret: Uint8Array, salt: Uint8Array, info: string): Buffer {
  const extracted = createHmac('sha256', salt).update(secret).digest();
  return createHmac('sha256', extracted).update(info).update(ONE).digest();
}

const ONE = Buffer.of(1);
