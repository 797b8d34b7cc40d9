import type { Encoding } from '../policy/policy.js';
import type { Structure } from './structure.js';

/** Strings of which the text that they encode is of the structure: read through the encoding, and written in it. */
export function encoded(structure: Structure, encoding: Encoding): Structure {
  const { read, write } = CODECS[encoding];
  return {
    shape: structure.shape,
    read: (text) => {
      const decoded = read(text);
      return decoded === undefined ? undefined : structure.read(decoded);
    },
    write: (json) => write(structure.write(json)),
  };
}

/** A text out of its encoding, undefined where it is in none, and into it. */
interface Codec {
  readonly read: (text: string) => string | undefined;
  readonly write: (text: string) => string;
}

/**
 * Base64, RFC 4648, of UTF-8. The policy says which alphabet it is: what a text does not hold after all could show by the
 * one that it was taken for. Padding may be left out, all of it; bits beyond the last byte are none.
 */
const CODECS: Readonly<Record<Encoding, Codec>> = {
  base64: { read: decode, write: encode },
  base64url: {
    read: (text) => (/[+/]/.test(text) ? undefined : decode(text.replace(/-/g, '+').replace(/_/g, '/'))),
    write: (text) => encode(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''),
  },
};

/** A mark at the beginning is part of the text. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** May throw. */
function decode(text: string): string | undefined {
  const padded = text.includes('=') ? text : text + '='.repeat(-text.length & 3);
  const bytes = atob(padded);
  // It passes over white space and over bits that belong to no byte.
  if (btoa(bytes) !== padded) return undefined;
  return decoder.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

function encode(text: string): string {
  let bytes = '';
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
