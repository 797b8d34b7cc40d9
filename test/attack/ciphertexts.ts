/** `age-encryption.org/v1`, with which every age file begins, in base64, and what follows. */
const AGE_FILE = /YWdlLWVuY3J5cHRpb24ub3JnL3Yx[A-Za-z0-9+/=]*/g;

/** The text with one word in place of each encrypted value: the same value is encrypted differently each time. */
export function withoutCiphertexts(text: string): string {
  return text.replace(AGE_FILE, 'age');
}
