/** Signed notes (https://c2sp.org/signed-note): a text, an empty line, and who signed it. */
import { createHash } from 'node:crypto';
import { fromBase64, toBase64 } from './base64.js';
import { isSigned, signBytes, type SigningKey } from './ed25519.js';

/** The type of Ed25519 among signatures. */
export const ED25519 = 1;

/** A public key and the name it signs under. */
export interface Verifier {
  readonly name: string;
  readonly publicBytes: Buffer;
}

/** What opening a note gave: its text, or why it is not to be read. */
export type Opened =
  | { readonly kind: 'signed'; readonly text: string }
  | { readonly kind: 'other-key' | 'forged' | 'malformed' };

const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)\n$/u;
const ID_BYTES = 4;

/** The note: the text, which ends in a line feed, signed under a name. */
export function signNote(text: string, name: string, key: SigningKey): string {
  const id = keyId({ name, publicBytes: key.publicBytes });
  const signature = Buffer.concat([id, signBytes(Buffer.from(text), key)]);
  return `${text}\n\u2014 ${name} ${toBase64(signature)}\n`;
}

/** The text of a note with exactly one signature, which has to be that of the verifier's key. */
export function openNote(note: string, verifier: Verifier): Opened {
  const { text, line } = splitNote(note);
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  const signature = fromBase64(encoded ?? '');
  if (signature === undefined || name === undefined || !text.endsWith('\n')) return { kind: 'malformed' };
  const isTheirs = name === verifier.name && signature.subarray(0, ID_BYTES).equals(keyId(verifier));
  if (!isTheirs) return { kind: 'other-key' };
  const isGood = isSigned(Buffer.from(text), signature.subarray(ID_BYTES), verifier.publicBytes);
  return isGood ? { kind: 'signed', text } : { kind: 'forged' };
}

/** The text of a note, unverified: for what says which key has to have signed it. */
export function textOf(note: string): string {
  return splitNote(note).text;
}

/** Four bytes that tell keys of one name apart; no proof of anything. */
export function keyId({ name, publicBytes }: Verifier): Buffer {
  const hash = createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(publicBytes)
    .digest();
  return hash.subarray(0, ID_BYTES);
}

function splitNote(note: string): { readonly text: string; readonly line: string } {
  const end = note.lastIndexOf('\n\n');
  return end === -1 ? { text: '', line: '' } : { text: note.slice(0, end + 1), line: note.slice(end + 2) };
}
