import { openHeader, parseIdentities } from './decrypt.js';
import { parseRecipients, wrapKey } from './encrypt.js';
import { parseHeader } from './header.js';

/**
 * The header of an age file for others: in front of the payload that the old one stood before, it makes a file that they
 * can open, each alone, and that the old recipients cannot. The file key stays the same, so that who kept the old header can
 * still open the payload. Nothing of the payload is looked at.
 *
 * Throws `AgeError` as `decrypt` does for the old header and the identities, and as `encrypt` does for the recipients.
 *
 * @example
 * const { header, payload } = splitFile(file);
 * const file = Buffer.concat([rewrap(header, [identity], ['age1…']), payload]);
 */
export function rewrap(
  header: Uint8Array,
  identities: readonly string[],
  recipients: readonly string[],
): Buffer {
  const others = parseRecipients(recipients);
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
  const fileKey = openHeader(parseHeader(bytes), parseIdentities(identities));
  try {
    return wrapKey(fileKey, others);
  } finally {
    fileKey.fill(0);
  }
}
