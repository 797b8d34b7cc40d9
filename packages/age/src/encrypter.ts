import { AgeError } from './age-error.js';
import { createEnvelope, type Envelope, parseRecipients, toBytes } from './encrypt.js';
import { encryptPayload } from './payload.js';

/** Until when one header is used. */
export interface EncrypterOptions {
  /** Milliseconds, 60,000 at most, which is the default. */
  readonly maxAge?: number | undefined;
  /** Values, 10,000 at most, which is the default. */
  readonly maxValues?: number | undefined;
}

/** Encrypts many values to the same recipients. */
export interface Encrypter {
  /** A complete age v1 file. Text is encrypted as UTF-8. */
  encrypt(plain: string | Uint8Array): Buffer;
  /** The same file in parts, the header first: for who writes them one behind the other anyway. */
  encryptInParts(plain: string | Uint8Array): readonly Buffer[];
  /** Forgets the file key. The next value gets a new one. */
  forget(): void;
}

/**
 * Encrypts values one by one, under one file key and header for at most a minute or 10,000 values, each under a fresh
 * nonce of its own: the key of a payload is made from both. Making a header costs some 200 µs for each recipient, a
 * value under one that is there a tenth of that. What is given up: values with the same header are seen to be of one time
 * and place, and whoever is told the file key of one can open the others. Any age program opens each of them.
 *
 * The file key is forgotten when its time is up, used or not. Throws `AgeError` where a recipient is none.
 *
 * @example
 * const encrypter = createEncrypter(['age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj']);
 * const files = ['a', 'b'].map((value) => encrypter.encrypt(value));
 */
export function createEncrypter(recipients: readonly string[], options: EncrypterOptions = {}): Encrypter {
  const parsed = parseRecipients(recipients);
  const maxAge = bounded('maxAge', options.maxAge, 60_000);
  const maxValues = bounded('maxValues', options.maxValues, 10_000);
  let current: Current | undefined;

  const forget = () => {
    if (current === undefined) return;
    clearTimeout(current.timer);
    current.envelope.fileKey.fill(0);
    current = undefined;
  };
  const renew = (): Current => {
    forget();
    // By the monotonic clock: the time of day can be set back.
    const envelope = createEnvelope(parsed);
    return { envelope, made: performance.now(), values: 0, timer: setTimeout(forget, maxAge).unref() };
  };
  const encryptInParts = (plain: string | Uint8Array): readonly Buffer[] => {
    if (current === undefined || current.values >= maxValues || performance.now() - current.made >= maxAge)
      current = renew();
    current.values++;
    const { header, fileKey } = current.envelope;
    return [header, ...encryptPayload(fileKey, toBytes(plain))];
  };
  return { encrypt: (plain) => Buffer.concat(encryptInParts(plain)), encryptInParts, forget };
}

interface Current {
  readonly envelope: Envelope;
  readonly made: number;
  readonly timer: NodeJS.Timeout;
  values: number;
}

function bounded(name: string, value: number | undefined, max: number): number {
  if (value === undefined) return max;
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new AgeError(
    'ERR_LOGSIEVE_OPTIONS',
    `${name} is out of range`,
    `give a whole number from 1 to ${max}`,
  );
}
