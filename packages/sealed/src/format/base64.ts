/** Base64 with padding, in the one way that each sequence of bytes can be written. */

export function toBase64(bytes: Buffer): string {
  return bytes.toString('base64');
}

/** The bytes, or undefined where the text is not their one encoding, or they are not that many. Linear. */
export function fromBase64(text: string, length?: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (length !== undefined && bytes.length !== length) return undefined;
  return bytes.toString('base64') === text ? bytes : undefined;
}
