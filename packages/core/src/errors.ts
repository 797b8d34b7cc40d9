/**
 * The one catalogue of error and issue codes. `docs/errors.md` has a section for each; a test keeps the two equal.
 * The text is the one-line meaning, never a record's value.
 */
export const ERROR_CODES = {
  ERR_LOGSIEVE_POLICY: 'the policy has issues; the error lists all of them',
  ERR_LOGSIEVE_POLICY_UNREADABLE: 'the policy or a file it extends cannot be read',
  ERR_LOGSIEVE_POLICY_SYNTAX: 'the policy is not JSON (comments are allowed)',
  ERR_LOGSIEVE_POLICY_DUPLICATE_KEY: 'one object of the policy has the same key twice',
  ERR_LOGSIEVE_POLICY_UNKNOWN_PROPERTY: 'the policy has a property that the language does not know',
  ERR_LOGSIEVE_POLICY_INVALID_VALUE: 'a property of the policy has a value of the wrong type or range',
  ERR_LOGSIEVE_POLICY_VERSION: 'the policy is written in another version of the language',
  ERR_LOGSIEVE_POLICY_UNKNOWN_PRESET: 'the policy extends a preset that does not exist',
  ERR_LOGSIEVE_POLICY_EXTENDS_CYCLE: 'the policy extends itself, directly or through others',
  ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT: 'two extended policies disagree and no local rule decides',
  ERR_LOGSIEVE_POLICY_PATH_PATTERN: 'a path pattern cannot be understood or is not allowed there',
  ERR_LOGSIEVE_POLICY_AMBIGUOUS_RULE: 'two rules of equal specificity can match one path',
  ERR_LOGSIEVE_POLICY_NESTED_RULE: 'a rule lies below another rule that already decides the whole value',
  ERR_LOGSIEVE_POLICY_DEAD_RULE: 'a rule can never take effect',
  ERR_LOGSIEVE_POLICY_UNKNOWN_DETECTOR: 'the policy names a detector or bundle that does not exist',
  ERR_LOGSIEVE_POLICY_DETECTOR: 'a detector that the policy defines cannot be, or is run by nothing',
  ERR_LOGSIEVE_POLICY_UNKNOWN_PROFILE: 'the profile asked for is not in the policy',
  ERR_LOGSIEVE_POLICY_LOOSENS: 'a profile or child would let more out than the policy does',
  ERR_LOGSIEVE_POLICY_UNKNOWN_KEY: 'a rule names a key ring that the policy does not declare',
  ERR_LOGSIEVE_POLICY_KEY_MISSING: 'a key is not where the policy says it is',
  ERR_LOGSIEVE_POLICY_KEY_SHORT: 'a key has fewer than 32 bytes or is neither base64 nor hex',
  ERR_LOGSIEVE_POLICY_NO_HMAC: 'a rule pseudonymizes but no HMAC function was given',
  ERR_LOGSIEVE_POLICY_UNKNOWN_RECIPIENTS:
    'a rule names a list of recipients that the policy does not declare',
  ERR_LOGSIEVE_POLICY_RECIPIENT: 'a recipient is none that age knows, or is an identity',
  ERR_LOGSIEVE_POLICY_NO_CIPHER: 'a rule encrypts but no cipher was given',
  ERR_LOGSIEVE_POLICY_PATTERN: 'a pattern cannot be run in linear time or cannot be understood',
  ERR_LOGSIEVE_POLICY_CATALOG: 'the message catalog cannot be read, or has a text that is nothing but holes',
  ERR_LOGSIEVE_NOT_JSON: 'a line is not one JSON object; a placeholder took its place',
  ERR_LOGSIEVE_LINE_TOO_LONG: 'a line is longer than limits.lineBytes; a placeholder took its place',
  ERR_LOGSIEVE_RECORD_FAULT: 'a record could not be redacted; a stub took its place',
  ERR_LOGSIEVE_BULK: 'a thread that redacts lines in bulk ended; what it had was not written',
  ERR_LOGSIEVE_NO_LOG: 'a file of which no line is JSON was to be redacted into itself; it was left as it is',
  ERR_LOGSIEVE_OPTIONS: 'an option is unknown, missing or of the wrong type',
  ERR_LOGSIEVE_ALREADY_PROTECTED: 'the logger is already protected',
  ERR_LOGSIEVE_UNSUPPORTED_LOGGER: 'the logger is not one this adapter can protect',
  ERR_LOGSIEVE_SELF_CHECK: 'the installed logger does not behave as this adapter needs; nothing was started',
  ERR_LOGSIEVE_DISCOVER_IN_PRODUCTION:
    'discover prints field names and is refused when NODE_ENV is production',
  ERR_LOGSIEVE_AGE_KEY: 'a recipient or an identity is missing, or is not one of age',
  ERR_LOGSIEVE_AGE_FORMAT: 'an age file is malformed, was changed, or is cut off',
  ERR_LOGSIEVE_AGE_NO_MATCH: 'no identity opens the age file',
  ERR_LOGSIEVE_SEALED_STATE: 'the signing state of a sealed log is missing, open to others, or not whole',
  ERR_LOGSIEVE_SEALED_DIR: 'the folder of a sealed log cannot be used',
  ERR_LOGSIEVE_SEALED_LOCKED: 'another process has the signing state, or the segments, of a sealed log',
  ERR_LOGSIEVE_SEALED_KEY: 'a private key is where only public ones may be',
  ERR_LOGSIEVE_SEALED_SOURCE: 'a key cannot be had from where it is said to be kept',
  ERR_LOGSIEVE_SEALED_READ: 'a sealed log is not opened: it does not verify, or the access cannot be logged',
  ERR_LOGSIEVE_STORE: 'the files of a conversation store cannot be used',
  ERR_LOGSIEVE_STORE_SANITIZE:
    'messages of a conversation could not be made safe to store; nothing was stored',
  ERR_LOGSIEVE_STORE_IMPORT: 'a plain conversation was not taken into the store; its file is still there',
  ERR_LOGSIEVE_COMMAND: 'a file or a stream that the command needs cannot be used',
} as const;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** What an error knows beside its message. */
export interface ErrorDetails {
  /** Where: a path into the policy or the name of an option. */
  readonly path?: string | undefined;
  /** How to mend it. */
  readonly hint?: string | undefined;
}

/**
 * The base of every error that logsieve throws. Thrown at start only: once a logger runs, faults are counted,
 * not thrown. Never holds a value of a record.
 */
export class LogsieveError extends Error {
  override readonly name: string = 'LogsieveError';
  readonly code: ErrorCode;
  // Declared, not defined: Node prints own properties of an uncaught error, and undefined ones say nothing.
  declare readonly path?: string;
  declare readonly hint?: string;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(details.hint === undefined ? message : `${message} (${details.hint})`);
    this.code = code;
    if (details.path !== undefined) this.path = details.path;
    if (details.hint !== undefined) this.hint = details.hint;
  }
}
