import type { ErrorCode } from '../../errors.js';
import type { KeySource, Origin } from '../policy.js';

/**
 * Makes a keyed HMAC-SHA-256: called once a key, its result for every value. That gives the 32 bytes, or their text in
 * base64url, which some libraries make faster than an array. It must neither keep `data`, whose bytes change with the
 * next call, nor call back into the redactor.
 */
export type CreateHmac = (key: Uint8Array) => (data: Uint8Array) => Uint8Array | string;

/** Encrypts bytes to recipients: an age v1 file in base64. Synchronous. */
export type Encrypt = (plaintext: Uint8Array) => string;

/**
 * Makes a cipher: called once a list of recipients, its result for every value. Undefined where one of them is no
 * recipient.
 */
export type CreateCipher = (recipients: readonly string[]) => Encrypt | undefined;

/** Why a key cannot be had. */
export interface KeyFault {
  readonly fault: Extract<ErrorCode, 'ERR_LOGSIEVE_POLICY_KEY_MISSING' | 'ERR_LOGSIEVE_POLICY_KEY_SHORT'>;
  readonly message: string;
  readonly hint: string;
}

export interface CompileOptions {
  /** Compile for this profile of the policy. Default: the policy itself. */
  readonly profile?: string | undefined;
  /** What the logger calls the message. Default `msg`. */
  readonly messageKey?: string | undefined;
  /** HMAC-SHA-256 for `pseudonymize`; without it such a rule is an issue. `@logsieve/core/node` gives it. */
  readonly createHmac?: CreateHmac | undefined;
  /** For `encrypt`; without it such a rule is an issue. `@logsieve/core/node` gives it. */
  readonly createCipher?: CreateCipher | undefined;
  /** The bytes of a key, at least 32. `@logsieve/core/node` reads environment and files. */
  readonly readKey?: ((source: KeySource, origin: Origin) => Uint8Array | KeyFault) | undefined;
}

/** What is to come out of a text of which detectors left this much. Must not throw. */
export type Rewrite = (left: string, confidence: number) => string;
