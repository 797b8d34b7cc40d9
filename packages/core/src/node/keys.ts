import { createHmac, createSecretKey } from 'node:crypto';
import type { CreateHmac, KeyFault } from '../policy/compile/compile-options.js';
import type { KeySource, Origin } from '../policy/policy.js';
import { besideDocument, type Files } from './files.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * HMAC-SHA-256 of node:crypto. The key becomes a KeyObject once: a raw one costs many times more at each call. Text:
 * a Buffer for each result costs as much as the HMAC.
 */
export const createNodeHmac: CreateHmac = (key) => {
  const keyObject = createSecretKey(key);
  return (data) => createHmac('sha256', keyObject).update(data).digest('base64url');
};

/**
 * Reads keys from the environment and from files, which are relative to the declaring document. A key is base64,
 * base64url or hex text of at least 32 bytes; white space around it is left away. A fault names the place of the
 * key, never a part of it.
 */
export function createReadKey(env: Environment, cwd: string, files: Files) {
  return (source: KeySource, origin: Origin): Uint8Array | KeyFault => {
    const found =
      'env' in source
        ? readVariable(source.env, env)
        : readKeyFile(besideDocument(source.file, origin.source, cwd), source.file, files);
    if (typeof found !== 'string') return found;
    const key = decodeKey(found.trim());
    const place = 'env' in source ? `the environment variable ${source.env}` : `the file ${source.file}`;
    return key ?? short(`the key in ${place} is neither base64 nor hex`);
  };
}

const HINT = 'make one with: openssl rand -base64 32';

function readVariable(name: string, env: Environment): string | KeyFault {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  return value !== undefined && value.trim() !== ''
    ? value
    : missing(`the environment variable ${name} is not set`, 'export it; openssl rand -base64 32 makes one');
}

function readKeyFile(path: string, written: string, { read }: Files): string | KeyFault {
  const file = read(path);
  return 'text' in file
    ? file.text
    : missing(
        `the key file ${written} cannot be read (${file.code})`,
        'paths are relative to the declaring policy',
      );
}

/** Undefined for text in neither form. Hex goes first: 32 bytes of base64 end in `=` or have an odd length. */
function decodeKey(text: string): Uint8Array | undefined {
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) return Uint8Array.from(Buffer.from(text, 'hex'));
  const digits = /^([A-Za-z0-9+/]+|[A-Za-z0-9_-]+)(={0,2})$/.exec(text);
  if (digits === null) return undefined;
  const [, body = '', padding = ''] = digits;
  const rest = body.length % 4;
  const padded = padding === '' ? rest !== 1 : (rest + padding.length) % 4 === 0;
  // A copy: a small Buffer is a view of memory that it shares with others.
  return padded ? Uint8Array.from(Buffer.from(body, 'base64')) : undefined;
}

function missing(message: string, hint: string): KeyFault {
  return { fault: 'ERR_LOGSIEVE_POLICY_KEY_MISSING', message, hint };
}

function short(message: string): KeyFault {
  return { fault: 'ERR_LOGSIEVE_POLICY_KEY_SHORT', message, hint: HINT };
}
