import { isPlainObject } from '../json/plain-object.js';
import type { EncryptRule, Limits } from '../policy/policy.js';
import { type Action, type ActionContext, leafOfText, type TextLeaf } from './action.js';
import { numberOf } from './keep/number.js';

/**
 * `encrypt`: the value leaves as an age v1 file in base64 that only the identities behind the recipients open. The
 * plaintext is the JSON text of the value, padded with spaces (`paddedLength`), so that little shows of its length.
 *
 * Accepted are strings, what `keep: "number"` would keep without bounds, booleans, arrays and plain objects; of these
 * two what `JSON.stringify` writes, of at most `limits.properties` members and elements. A JSON text over
 * `longestEncrypted` UTF-16 units and all other values are removed. Null passes as it is.
 */
export const encrypt: Action<EncryptRule> = {
  outcome: 'encrypted',
  compile: (rule, context) => {
    const seal = createSeal(rule, context);
    return leafOfText(sealText(seal, context), (value) => {
      const json = jsonOf(value, context.limits);
      const sealed = json === undefined ? undefined : seal(json);
      return sealed === undefined ? undefined : `"${sealed}"`;
    });
  },
  compileText: (rule, context) => sealText(createSeal(rule, context), context),
  narrows: (from, to) => from.encrypt.to === to.encrypt.to,
};

/** A JSON text, encrypted; undefined where it is too long. Throws what the cipher throws. */
type Seal = (json: string) => string | undefined;

function createSeal({ encrypt: { to } }: EncryptRule, { cipher, limits }: ActionContext): Seal {
  const encryptBytes = cipher(to);
  if (encryptBytes === undefined) return () => undefined;
  const most = longestEncrypted(limits);
  return (json) => (json.length > most ? undefined : encryptBytes(padded(json)));
}

function sealText(seal: Seal, { limits }: ActionContext): TextLeaf {
  const most = longestEncrypted(limits);
  return (value) => (value.length > most ? undefined : seal(JSON.stringify(value)));
}

/** Nothing goes over what is encrypted: it may be so many times as long as a text that detectors go over. */
const TIMES = 8;
/** Bytes of a line for each unit, at most: three in UTF-8, four of base64 for these, and the padding. */
const LINE_BYTES = 8;

/** The longest JSON text that is encrypted, in UTF-16 units; the line has room for it, and the rest of the record. */
export function longestEncrypted({ stringLength, lineBytes }: Limits): number {
  return Math.max(stringLength, Math.min(TIMES * stringLength, Math.floor(lineBytes / LINE_BYTES)));
}

const TOO_MUCH = new RangeError('the value has too many members or too long a text');

/** Undefined for values that are not accepted. Throws what the value throws. */
function jsonOf(value: unknown, limits: Limits): string | undefined {
  if (typeof value === 'boolean') return String(value);
  const number = numberOf(value);
  if (number !== undefined) return String(number);
  if (!Array.isArray(value) && !isPlainObject(value)) return undefined;
  try {
    return JSON.stringify(value, createBound(limits));
  } catch (error) {
    if (error === TOO_MUCH) return undefined;
    throw error;
  }
}

/** Ends the writing of a value that is too large: a few members can stand for any number of them. */
function createBound(limits: Limits) {
  const longest = longestEncrypted(limits);
  // The value itself is the first that it sees.
  let left = limits.properties + 1;
  return (_name: string, member: unknown): unknown => {
    if (left-- === 0 || (typeof member === 'string' && member.length > longest)) throw TOO_MUCH;
    return member;
  };
}

const encoder = new TextEncoder();

/** The text in UTF-8, with spaces behind it up to the padded length. JSON stays JSON. */
function padded(json: string): Uint8Array {
  const bytes = encoder.encode(json);
  const text = new Uint8Array(paddedLength(bytes.length)).fill(SPACE);
  text.set(bytes);
  return text;
}

const SPACE = 32;
/** The shortest plaintext: a yes and a name of ten letters look alike. */
const SHORTEST = 32;

/**
 * The length in bytes that a text of so many is padded to: at least 32, and by the scheme Padmé (Nikitin et al., 2019,
 * "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs") at most 12 % more, which leaves
 * log log n bits of a length to be seen.
 */
export function paddedLength(length: number): number {
  if (length <= SHORTEST) return SHORTEST;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}
