import { createEncrypter } from '@logsieve/age';
import type { CreateCipher, Encrypt } from '../policy/compile/compile-options.js';

/** Encrypts with `@logsieve/age`: one header serves the values of a list for a minute or 10,000 of them at most. */
export const createNodeCipher: CreateCipher = (recipients): Encrypt | undefined => {
  try {
    const encrypter = createEncrypter(recipients);
    return (plaintext) => encrypter.encrypt(plaintext).toString('base64');
  } catch {
    // Which of them it is, is not said: it may be half of a key.
    return undefined;
  }
};
