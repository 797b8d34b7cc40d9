/** What can be wrong with keys and files; `docs/errors.md` of logsieve has a section for each. */
export type AgeErrorCode =
  'ERR_LOGSIEVE_AGE_KEY' | 'ERR_LOGSIEVE_AGE_FORMAT' | 'ERR_LOGSIEVE_AGE_NO_MATCH' | 'ERR_LOGSIEVE_OPTIONS';

/** The error of this package: what is wrong, and how to mend it. Never holds a key, nor a byte of what is encrypted. */
export class AgeError extends Error {
  override readonly name = 'AgeError';
  readonly code: AgeErrorCode;
  declare readonly hint?: string;

  constructor(code: AgeErrorCode, message: string, hint?: string) {
    super(hint === undefined ? message : `${message} (${hint})`);
    this.code = code;
    if (hint !== undefined) this.hint = hint;
  }
}

/** The error for a file that is malformed, changed or cut off. */
export function badFile(what: string): AgeError {
  return new AgeError('ERR_LOGSIEVE_AGE_FORMAT', `the age file ${what}`);
}
