/** The bytes of a pseudonym: what the HMAC is of, and what of it is shown. */
import type { ActiveKey } from './action.js';

/** Bytes of the HMAC that a pseudonym shows: 128 bits, so that collisions by chance do not happen. */
const TAG_BYTES = 16;
/** As many characters of base64url, of which the last holds two bits and four zeros. */
const TAG_CHARACTERS = 22;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Longest value, in UTF-16 units, that is written into memory held for it; longer ones get their own. */
const SHORT = 256;

/**
 * The pseudonym of any value in a scope (`scopeText`) under a key: `p1:<keyId>:` and the first 16 bytes, in base64url
 * without padding, of HMAC-SHA-256(key, length ‖ scope ‖ value), where scope and value are in UTF-8 and length is the
 * scope's in bytes as 32 bits, big-endian. Lone surrogates are encoded as U+FFFD, so two strings that differ in
 * nothing else share a pseudonym. Throws what the key's HMAC throws.
 *
 * @example
 * createPseudonym('class:user', key)('17') // for a look-up: which records are about user 17?
 */
export function createPseudonym(scope: string, { keyId, hmac }: ActiveKey): (value: string) => string {
  const encoder = new TextEncoder();
  const scopeBytes = encoder.encode(scope);
  const prefix = 4 + scopeBytes.length;
  // One UTF-16 unit takes at most three bytes.
  const short = withScope(scopeBytes, SHORT * 3);
  const behindScope = short.subarray(prefix);
  return (value) => {
    let data: Uint8Array;
    if (value.length <= SHORT) {
      data = short.subarray(0, prefix + encoder.encodeInto(value, behindScope).written);
    } else {
      const bytes = encoder.encode(value);
      data = withScope(scopeBytes, bytes.length);
      data.set(bytes, prefix);
    }
    return `p1:${keyId}:${tagText(hmac(data))}`;
  };
}

/** Length and scope, and room for a value. */
function withScope(scope: Uint8Array, room: number): Uint8Array {
  const data = new Uint8Array(4 + scope.length + room);
  new DataView(data.buffer).setUint32(0, scope.length);
  data.set(scope, 4);
  return data;
}

/** The first 16 bytes in base64url. An HMAC in base64url already has them but for the end of the last character. */
function tagText(hmac: Uint8Array | string): string {
  if (typeof hmac !== 'string') return base64url(hmac);
  const last = BASE64URL.indexOf(hmac.charAt(TAG_CHARACTERS - 1));
  if (hmac.length < TAG_CHARACTERS || last < 0) throw tooShort();
  return hmac.slice(0, TAG_CHARACTERS - 1) + BASE64URL.charAt(last & 0b110000);
}

/** RFC 4648, section 5, without padding. Not Buffer: this runs in browsers too. */
function base64url(bytes: Uint8Array): string {
  if (bytes.length < TAG_BYTES) throw tooShort();
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes.subarray(0, TAG_BYTES)) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 6; bits -= 6) text += BASE64URL.charAt((held >> (bits - 6)) & 63);
    held &= 63;
  }
  return text + BASE64URL.charAt((held << (6 - bits)) & 63);
}

function tooShort(): RangeError {
  return new RangeError('the HMAC is shorter than 16 bytes');
}
