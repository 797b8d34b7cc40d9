import { randomBytes } from 'node:crypto';
import { AgeError } from './age-error.js';
import { formatHeader } from './header.js';
import { parseRecipient, type Recipient } from './keys.js';
import { encryptPayload } from './payload.js';
import { FILE_KEY_BYTES, wrap } from './x25519.js';

/** A file key and the header that holds it for the recipients. */
export interface Envelope {
  readonly fileKey: Buffer;
  readonly header: Buffer;
}

/**
 * An age v1 file that the holders of the recipients' identities can open, each alone. Under a file key of its own: for
 * many small values see `createEncrypter`. Text is encrypted as UTF-8. Throws `AgeError` where a recipient is none.
 *
 * @example
 * const file = encrypt('for your eyes', ['age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj']);
 */
export function encrypt(plain: string | Uint8Array, recipients: readonly string[]): Buffer {
  const { fileKey, header } = createEnvelope(parseRecipients(recipients));
  const file = Buffer.concat([header, ...encryptPayload(fileKey, toBytes(plain))]);
  fileKey.fill(0);
  return file;
}

/** Reads the recipients. Throws `AgeError` where there is none, or one is not `age1…`. */
export function parseRecipients(recipients: readonly string[]): readonly Recipient[] {
  if (!Array.isArray(recipients) || recipients.length === 0) {
    throw new AgeError(
      'ERR_LOGSIEVE_AGE_KEY',
      'there is no recipient',
      'give a list with at least one age1…',
    );
  }
  return (recipients as readonly unknown[]).map((text) =>
    parseRecipient(typeof text === 'string' ? text : ''),
  );
}

/** A fresh file key, wrapped for each of the recipients. */
export function createEnvelope(recipients: readonly Recipient[]): Envelope {
  const fileKey = randomBytes(FILE_KEY_BYTES);
  return { fileKey, header: wrapKey(fileKey, recipients) };
}

/** The header that holds a file key for each of the recipients. */
export function wrapKey(fileKey: Uint8Array, recipients: readonly Recipient[]): Buffer {
  return formatHeader(
    recipients.map((recipient) => wrap(fileKey, recipient)),
    fileKey,
  );
}

export function toBytes(plain: string | Uint8Array): Uint8Array {
  return typeof plain === 'string' ? Buffer.from(plain) : plain;
}
