import { generateKeyPairSync } from 'node:crypto';
import { AgeError, badFile } from './age-error.js';
import { fromBase64, toBase64 } from './base64.js';
import { openSealed, seal, TAG_BYTES } from './chacha.js';
import type { Stanza } from './header.js';
import { hkdf } from './hkdf.js';
import { type Identity, publicBytes, publicKey, type Recipient, sharedSecret } from './keys.js';

const TYPE = 'X25519';
const INFO = 'age-encryption.org/v1/X25519';
export const FILE_KEY_BYTES = 16;

/** The wrapping key is used once: its nonce is fixed. */
const NONCE = Buffer.alloc(12);

/** The file key, for one recipient to unwrap. */
export function wrap(fileKey: Uint8Array, { key, bytes }: Recipient): Stanza {
  const ephemeral = generateKeyPairSync('x25519');
  const share = publicBytes(ephemeral.publicKey);
  const secret = sharedSecret(ephemeral.privateKey, key);
  if (secret === undefined) throw new AgeError('ERR_LOGSIEVE_AGE_KEY', 'a recipient is a point of low order');
  const body = Buffer.concat(seal(hkdf(secret, Buffer.concat([share, bytes]), INFO), NONCE, fileKey));
  return { args: [TYPE, toBase64(share)], body };
}

/**
 * The file key, or undefined where no stanza is for this identity. Stanzas of other types are passed over. Throws
 * `AgeError` for one of X25519 that is malformed, or whose share is a point of low order.
 */
export function unwrap(stanzas: readonly Stanza[], identity: Identity): Buffer | undefined {
  for (const stanza of stanzas) {
    const fileKey = stanza.args[0] === TYPE ? unwrapOne(stanza, identity) : undefined;
    if (fileKey !== undefined) return fileKey;
  }
  return undefined;
}

function unwrapOne({ args, body }: Stanza, { key, recipient }: Identity): Buffer | undefined {
  const share = fromBase64(args[1] ?? '');
  // The length first: a body of another one could be made to open under several keys.
  if (args.length !== 2 || share?.length !== 32 || body.length !== FILE_KEY_BYTES + TAG_BYTES) {
    throw badFile('has a malformed stanza of X25519');
  }
  const secret = sharedSecret(key, publicKey(share));
  if (secret === undefined) throw badFile('has a stanza of X25519 with a point of low order');
  return openSealed(hkdf(secret, Buffer.concat([share, recipient.bytes]), INFO), NONCE, body);
}
