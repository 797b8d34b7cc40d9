import { generateIdentity, recipientOf } from '@logsieve/age';
import { LogsieveError } from '@logsieve/core';
import { checkOptions } from '@logsieve/core/node';
import { fromBase64, toBase64 } from './format/base64.js';
import { KEY_BYTES, type SigningKey, signingKey } from './format/ed25519.js';
import { ED25519, keyId, type Verifier } from './format/note.js';
import { linesOf, onlyOne } from './key-sources/private.js';
import { isKeptElsewhere, type KeptElsewhere, readText, WRITABLE } from './key-sources/read-text.js';

/** Two pairs of keys. What is private goes to two safes, neither of them on a machine that writes. */
export interface Keys {
  /** Public: logs are verified against it. */
  readonly root: string;
  /** Private: enrolls writers, and says who else may read a log. */
  readonly rootKey: string;
  /** Public: logs are encrypted to it. */
  readonly recipient: string;
  /** Private: opens logs. */
  readonly identity: string;
}

/**
 * The public root key: the key itself, `{ env }` for a variable of the environment, or `{ file }` for a file that nobody but its owner
 * can write to.
 */
export type RootSource = string | KeptElsewhere;

const PRIVATE = 'PRIVATE+KEY';

/**
 * New keys: an Ed25519 pair in the text form of signed notes, under a name without spaces and `+`, and an age identity
 * with its recipient.
 */
export function generateKeys(options: { readonly name?: string } = {}): Keys {
  checkOptions(options, ['name']);
  const { name = 'logsieve-root' } = options;
  if (!/^[^\s+]+$/u.test(name)) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the name of a key has spaces or a plus sign', {
      path: 'name',
    });
  }
  const { seed, publicBytes } = signingKey();
  const identity = generateIdentity();
  return {
    root: keyText(name, publicBytes, publicBytes),
    rootKey: `${PRIVATE}+${keyText(name, publicBytes, seed)}`,
    recipient: recipientOf(identity),
    identity,
  };
}

/** The text of the public root key. Throws `LogsieveError` where there is none to be had from where it is kept. */
export function rootText(root: RootSource): string {
  if (!isKeptElsewhere(root)) return root;
  // Who can write to the file can have any log verify.
  return onlyOne(linesOf(readText(root, 'options.root', WRITABLE), 'options.root'), 'options.root');
}

/** Reads the public root key. Throws `LogsieveError`, which does not repeat it, where it is none. */
export function parseRoot(root: unknown): Verifier {
  const parts = typeof root === 'string' ? splitKey(root) : undefined;
  if (parts === undefined) throw badKey('options.root', 'the public root key', 'root');
  const verifier = { name: parts.name, publicBytes: parts.bytes };
  if (keyId(verifier).toString('hex') !== parts.id)
    throw badKey('options.root', 'the public root key', 'root');
  return verifier;
}

/** Reads the private root key. Throws `LogsieveError`, which does not repeat it, where it is none. */
export function parseRootKey(rootKey: unknown): { readonly name: string; readonly key: SigningKey } {
  const isPrivate = typeof rootKey === 'string' && rootKey.startsWith(`${PRIVATE}+`);
  const parts = isPrivate ? splitKey(rootKey.slice(PRIVATE.length + 1)) : undefined;
  if (parts === undefined) throw badKey('options.rootKey', 'the private root key', 'rootKey');
  const key = signingKey(parts.bytes);
  const id = keyId({ name: parts.name, publicBytes: key.publicBytes }).toString('hex');
  if (id !== parts.id) throw badKey('options.rootKey', 'the private root key', 'rootKey');
  return { name: parts.name, key };
}

/** The public root key of a private one. Throws `LogsieveError` as `parseRootKey` does. */
export function rootOf(rootKey: unknown): string {
  const { name, key } = parseRootKey(rootKey);
  return keyText(name, key.publicBytes, key.publicBytes);
}

function keyText(name: string, publicBytes: Buffer, bytes: Buffer): string {
  const id = keyId({ name, publicBytes }).toString('hex');
  return `${name}+${id}+${toBase64(Buffer.concat([Buffer.of(ED25519), bytes]))}`;
}

/** The base64 may hold plus signs; the name and the id do not. */
function splitKey(text: string): { name: string; id: string; bytes: Buffer } | undefined {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/u.exec(text) ?? [];
  const bytes = fromBase64(encoded ?? '', KEY_BYTES + 1);
  if (name === undefined || id === undefined || bytes?.[0] !== ED25519) return undefined;
  return { name, id, bytes: bytes.subarray(1) };
}

function badKey(path: string, what: string, name: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_OPTIONS', `${path} is not ${what}`, {
    path,
    hint: `give ${name} as generateKeys() made it`,
  });
}
