import { createDecrypter } from '@logsieve/age';
import { checkOptions, wrongOption } from '@logsieve/core/node';
import { fromBase64 } from '../format/base64.js';
import { sha256 } from '../format/chain.js';
import { keysOf, type KeySource } from '../key-sources/private.js';
import { type Access, checkAccess, logAccess, refused } from './access.js';

export interface RevealOptions extends Access {
  /** `AGE-SECRET-KEY-1…`, or where that is kept, one or several. */
  readonly identity: KeySource | readonly KeySource[];
}

/**
 * What a value was that the action `encrypt` of a policy wrote: a string, number, boolean, array or object. A line is written
 * to the access log, and forced to its disk, first, whether the value can be opened or not: it tells the value by the
 * SHA-256 of its age file, in hexadecimal.
 *
 * Throws `LogsieveError`: `ERR_LOGSIEVE_OPTIONS` where an option is wrong, or the value is no base64; `ERR_LOGSIEVE_SEALED_READ` where
 * the access cannot be logged, or what was encrypted is no JSON; `AgeError` where the identity does not open it, or it was
 * changed.
 *
 * @example
 * const prompt = reveal(record.prompt, { identity, who: 'ada', reason: 'case 4711', accessLog });
 */
export function reveal(value: string, options: RevealOptions): unknown {
  checkOptions(options, ['identity', 'who', 'reason', 'accessLog']);
  checkAccess(options);
  const file = typeof value === 'string' ? fromBase64(value) : undefined;
  if (file === undefined || file.length === 0)
    throw wrongOption('value', 'a text that the action encrypt wrote');
  const decrypter = createDecrypter(keysOf(options.identity, 'options.identity'));
  logAccess(options, 'reveal', { value: sha256(file).toString('hex') });
  return parse(decrypter.decrypt(file));
}

/** The error of `JSON.parse` would hold a part of the text. */
function parse(plain: Buffer): unknown {
  try {
    return JSON.parse(plain.toString());
  } catch {
    throw refused(
      'what was encrypted is no JSON',
      'give a value that the action encrypt wrote; age opens others',
    );
  }
}
