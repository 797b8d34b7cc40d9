import { AgeError, badFile } from './age-error.js';
import { checkMac, type Header, parseHeader } from './header.js';
import { type Identity, parseIdentity } from './keys.js';
import { decryptPayload } from './payload.js';
import { unwrap } from './x25519.js';

/** Decrypts many files with the same identities. */
export interface Decrypter {
  /** The plaintext of an age v1 file. Throws `AgeError` as `decrypt` does. */
  decrypt(file: Uint8Array): Buffer;
}

/** An age v1 file in its two parts, which say who can read it and what. */
export interface FileParts {
  readonly header: Buffer;
  readonly payload: Buffer;
}

/**
 * The plaintext of an age v1 file: all of it, or none. Throws `AgeError`: `ERR_LOGSIEVE_AGE_KEY` where an identity is
 * none, `ERR_LOGSIEVE_AGE_NO_MATCH` where none of them opens it, `ERR_LOGSIEVE_AGE_FORMAT` where it is malformed, was
 * changed, or is cut off. Armor, passphrases, plugins and post-quantum recipients are not read.
 */
export function decrypt(file: Uint8Array, identities: readonly string[]): Buffer {
  return createDecrypter(identities).decrypt(file);
}

/** Keeps the last header's file key at hand: files that were encrypted in a row share one. */
export function createDecrypter(identities: readonly string[]): Decrypter {
  const parsed = parseIdentities(identities);
  let last: { readonly header: Buffer; readonly fileKey: Buffer } | undefined;
  return {
    decrypt: (file) => {
      const { header, payload } = splitFile(file);
      if (last === undefined || !last.header.equals(header)) {
        last = { header: Buffer.from(header), fileKey: openHeader(parseHeader(header), parsed) };
      }
      return decryptPayload(last.fileKey, payload);
    },
  };
}

/** Where the header of an age file ends. Throws `AgeError` where the header is malformed. Shares the file's memory. */
export function splitFile(file: Uint8Array): FileParts {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const { length } = parseHeader(bytes);
  return { header: bytes.subarray(0, length), payload: bytes.subarray(length) };
}

/** The file key. Throws `AgeError` where no identity opens the header, or it was changed. */
export function openHeader(header: Header, identities: readonly Identity[]): Buffer {
  // A passphrase beside other recipients would take from the file what only a passphrase can say: who wrote it.
  if (header.stanzas.length > 1 && header.stanzas.some(({ args }) => args[0] === 'scrypt')) {
    throw badFile('has a passphrase beside other recipients');
  }
  for (const identity of identities) {
    const fileKey = unwrap(header.stanzas, identity);
    if (fileKey === undefined) continue;
    checkMac(header, fileKey);
    return fileKey;
  }
  throw new AgeError('ERR_LOGSIEVE_AGE_NO_MATCH', 'no identity opens the age file');
}

/** Reads the identities. Throws `AgeError` where there is none, or one is not `AGE-SECRET-KEY-1…`. */
export function parseIdentities(identities: readonly string[]): readonly Identity[] {
  if (!Array.isArray(identities) || identities.length === 0) {
    throw new AgeError('ERR_LOGSIEVE_AGE_KEY', 'there is no identity', 'give a list with at least one');
  }
  return (identities as readonly unknown[]).map((text) =>
    parseIdentity(typeof text === 'string' ? text : ''),
  );
}
