import { quote } from '../json/json-text.js';
import type { PseudonymizeRule } from '../policy/policy.js';
import type { Action, ActiveKey, RuleFault } from './action.js';
import { numberOf } from './keep/number.js';

/** Bytes of the HMAC that a pseudonym shows: 128 bits, so that collisions by chance do not happen. */
const TAG_BYTES = 16;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * `pseudonymize`: the same value gives the same keyed token, `p1:<keyId>:<22 base64url characters>`, under the
 * active key of the ring. Who has the key can tell which value a pseudonym stands for by trying values; nobody
 * else can. A pseudonym is not anonymous.
 *
 * Accepted are strings of at most `limits.stringLength` UTF-16 units and what `keep: "number"` would keep without
 * bounds; anything else is removed. `scope` says within what equal values give equal pseudonyms: `field` (default)
 * the path pattern of the rule, `class` all rules with the same `class`, `global` all rules with the same key. The
 * number 17 and the string "17" give the same one. See `pseudonym` for the bytes.
 */
export const pseudonymize: Action<PseudonymizeRule> = {
  outcome: 'pseudonymized',
  check: checkClass,
  compile: (rule, { activeKey, pattern, limits }) => {
    const key = activeKey(rule.pseudonymize.key);
    if (key === undefined) return () => undefined;
    const scope = scopeText(rule, pattern);
    return (value) => {
      if (typeof value === 'string') {
        return value.length > limits.stringLength ? undefined : quote(pseudonym(value, scope, key));
      }
      const number = numberOf(value);
      return number === undefined ? undefined : quote(pseudonym(number, scope, key));
    };
  },
  narrows: ({ pseudonymize: from }, { pseudonymize: to }) =>
    from.key === to.key && (from.scope ?? 'field') === (to.scope ?? 'field') && from.class === to.class,
};

/**
 * The pseudonym of a value: `p1:<keyId>:` and the first 16 bytes, in base64url without padding, of
 * HMAC-SHA-256(key, length ‖ scope ‖ value), where scope is `scopeText` in UTF-8, length is its length in bytes as
 * 32 bits, big-endian, and value is `String(value)` in UTF-8. Lone surrogates are encoded as U+FFFD, so two
 * strings that differ in nothing else share a pseudonym. Throws what the key's HMAC throws.
 *
 * @example
 * pseudonym('17', 'class:user', key) // for a look-up: which records are about user 17?
 */
export function pseudonym(value: string | number, scope: string, key: ActiveKey): string {
  const tag = key.hmac(dataOf(scope, String(value)));
  if (tag.length < TAG_BYTES) throw new RangeError('the HMAC is shorter than 16 bytes');
  return `p1:${key.keyId}:${base64url(tag.subarray(0, TAG_BYTES))}`;
}

/** The scope of a rule's pseudonyms: `field:<path pattern>`, `class:<class>` or `global`. */
export function scopeText(
  { pseudonymize: { scope = 'field', class: name = '' } }: PseudonymizeRule,
  pattern: string,
) {
  switch (scope) {
    case 'field':
      return `field:${pattern}`;
    case 'class':
      return `class:${name}`;
    case 'global':
      return 'global';
  }
}

function dataOf(scope: string, value: string): Uint8Array {
  const encoder = new TextEncoder();
  const scopeBytes = encoder.encode(scope);
  const valueBytes = encoder.encode(value);
  const data = new Uint8Array(4 + scopeBytes.length + valueBytes.length);
  new DataView(data.buffer).setUint32(0, scopeBytes.length);
  data.set(scopeBytes, 4);
  data.set(valueBytes, 4 + scopeBytes.length);
  return data;
}

/** RFC 4648, section 5, without padding. Not Buffer: this runs in browsers too. */
function base64url(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 6; bits -= 6) text += BASE64URL.charAt((held >> (bits - 6)) & 63);
    held &= 63;
  }
  return bits === 0 ? text : text + BASE64URL.charAt((held << (6 - bits)) & 63);
}

function checkClass({ pseudonymize: { scope, class: name } }: PseudonymizeRule): readonly RuleFault[] {
  const path = ['pseudonymize', 'class'];
  if (scope === 'class' && name === undefined) {
    return [{ path, message: 'the class is missing', hint: 'scope "class" needs a "class"' }];
  }
  if (scope !== 'class' && name !== undefined) {
    return [
      { path, message: 'the class has no effect', hint: 'write "scope": "class", or delete the class' },
    ];
  }
  return [];
}
