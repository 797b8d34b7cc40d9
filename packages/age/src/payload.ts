import { randomBytes } from 'node:crypto';
import { badFile } from './age-error.js';
import { openSealed, seal, TAG_BYTES } from './chacha.js';
import { hkdf } from './hkdf.js';

/** A plaintext goes in chunks, so that a reader can check each before it has the next. */
const CHUNK_BYTES = 64 * 1024;
const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES;
const NONCE_BYTES = 16;

/** The parts of a payload under a fresh nonce: the nonce, then the chunks, each with its tag. */
export function encryptPayload(fileKey: Uint8Array, plain: Uint8Array): Buffer[] {
  const nonce = randomBytes(NONCE_BYTES);
  const key = hkdf(fileKey, nonce, 'payload');
  const parts: Buffer[] = [nonce];
  // One chunk at least; an empty one only where there is nothing.
  for (let number = 0; number === 0 || number * CHUNK_BYTES < plain.length; number++) {
    const start = number * CHUNK_BYTES;
    const isLast = start + CHUNK_BYTES >= plain.length;
    parts.push(...seal(key, chunkNonce(number, isLast), plain.subarray(start, start + CHUNK_BYTES)));
  }
  return parts;
}

/** The plaintext. Throws `AgeError` where a byte was changed, chunks are missing or in another order, or any follow. */
export function decryptPayload(fileKey: Uint8Array, payload: Uint8Array): Buffer {
  if (payload.length < NONCE_BYTES) throw badFile('ends before its payload');
  const key = hkdf(fileKey, payload.subarray(0, NONCE_BYTES), 'payload');
  const sealed = payload.subarray(NONCE_BYTES);
  const chunks: Buffer[] = [];
  for (let number = 0; number === 0 || number * SEALED_BYTES < sealed.length; number++) {
    const start = number * SEALED_BYTES;
    const isLast = start + SEALED_BYTES >= sealed.length;
    const nonce = chunkNonce(number, isLast);
    const chunk = openSealed(key, nonce, sealed.subarray(start, start + SEALED_BYTES));
    if (chunk === undefined) throw badFile('was changed or cut off');
    if (chunk.length === 0 && number > 0) throw badFile('has an empty last chunk');
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** Eleven bytes of the chunk's number, big-endian, and whether it is the last. */
function chunkNonce(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
