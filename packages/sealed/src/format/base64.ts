/** Base64 with padding, in the one way that each sequence of bytes can be written. */

export function toBase64(bytes: Buffer): string {
  return bytes.toString('base64');
}

/** The bytes, or undefined where the text is not their one encoding, or they are not that many. Linear. */
export function fromBase64(text: string, length?: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (length !== undefined && bytes.length !== length) return undefined;
  return toBase64(bytes) === text ? bytes : undefined;
}

/**
 * The same of a text that is there as bytes, and may be long: encoding all of it again would take longer than decoding.
 * Node passes over bytes that are no letters of base64, which then makes too few; it takes two letters of another
 * alphabet; and of the last letter it may ignore bits.
 */
export function readBase64(text: Buffer): Buffer | undefined {
  const bytes = Buffer.from(text.toString('latin1'), 'base64');
  if (text.length !== Math.ceil(bytes.length / 3) * 4 || text.includes(MINUS) || text.includes(UNDERSCORE))
    return undefined;
  const last = Math.max(0, bytes.length - (bytes.length % 3 || 3));
  return toBase64(bytes.subarray(last)) === text.toString('latin1', Math.max(0, text.length - 4))
    ? bytes
    : undefined;
}

const MINUS = 45;
const UNDERSCORE = 95;
